//! `frontlint report merge`.

use super::args::{Merge as Options, Merged, MergedFormat};
use super::lines::{self, Came, Line, Text};
use super::outputs::{Outputs, input};
use super::streams::{Stop, Stream};
use super::{exit, tell, terminal};
use crate::catalog::Catalog;
use crate::report::merge::{self, Merge, NotAResult, ResultLine, Runs};
use crate::report::{escaped, refusal};
use std::ops::ControlFlow;
use std::str;

/// As many lines that are no results are told on stderr.
const TOLD: usize = 10;

/// Makes one report of result lines; the exit code comes back.
pub(super) fn merge(options: &Options) -> u8 {
    match merged(options) {
        Ok(code) => code,
        Err(Stop::Closed) => exit::CLEAN,
        Err(Stop::Failed(why)) => {
            tell(&escaped(&format!("error: {why}")));
            exit::TROUBLE
        }
    }
}

fn merged(options: &Options) -> Result<u8, Stop> {
    let on_stdout = options.format.iter().filter(|output| output.file.is_none());
    if on_stdout.count() > 1 {
        let why =
            "only one report can go to stdout: write the others to files, as in `-f html=FILE`";
        return Err(Stop::Failed(why.into()));
    }
    apart(options).map_err(Stop::Failed)?;
    let catalog = Catalog::builtin();
    let mut gathering = Gathering {
        merge: Merge::new(&catalog, options.owner_depth),
        sarif: sarifs(options, &catalog)?,
        told: 0,
        unreadable: false,
        stop: None,
    };
    let limit = options.max_line as usize * 1_000_000;
    lines::read(&options.inputs, limit, |came| gathering.take(came));
    gathering.finish(options)
}

/// Reports go neither into each other nor into what they are made of.
fn apart(options: &Options) -> Result<(), String> {
    let files = options.format.iter();
    let outputs = Outputs::of(files.filter_map(|output| output.file.clone()))?;
    outputs.apart_from(
        lines::inputs(&options.inputs)
            .iter()
            .map(|file| input(file)),
    )
}

/// What is gathered while lines come in.
struct Gathering<'c> {
    merge: Merge<'c>,
    /// Reports that are written as the lines come.
    sarif: Vec<(Stream, Runs<'c>)>,
    told: usize,
    unreadable: bool,
    stop: Option<Stop>,
}

impl Gathering<'_> {
    fn take(&mut self, came: Came) -> ControlFlow<()> {
        match came {
            Came::Unreadable(refused) => {
                self.unreadable = true;
                tell(&refusal(&refused));
            }
            Came::Line(line) => self.add(&line),
        }
        match self.stop {
            Some(_) => ControlFlow::Break(()),
            None => ControlFlow::Continue(()),
        }
    }

    fn add(&mut self, line: &Line) {
        let text = match &line.text {
            Text::Whole(bytes) => str::from_utf8(bytes).map_err(|_| "is not UTF-8".to_owned()),
            Text::TooLong => Err("is longer than `--max-line` allows".to_owned()),
        };
        let read = text.and_then(|text| ResultLine::read(text).map_err(|error| why(&error)));
        match read {
            Ok(result) => {
                self.merge.add(&result);
                for (output, runs) in &mut self.sarif {
                    let text = runs.run(&result);
                    let written = output.write(&text.unwrap_or_default());
                    if let Err(stop) = written {
                        self.stop = Some(stop);
                    }
                }
            }
            Err(why) => {
                self.merge.add_stranger();
                self.told += 1;
                if self.told <= TOLD {
                    let (input, number) = (&line.input, line.number);
                    tell(&escaped(&format!(
                        "error: {input}:{number}: this line {why}"
                    )));
                }
            }
        }
    }

    fn finish(self, options: &Options) -> Result<u8, Stop> {
        if let Some(stop) = self.stop {
            return Err(stop);
        }
        if self.told > TOLD {
            tell(&format!("error: {} lines are no results", self.told));
        }
        for (mut output, runs) in self.sarif {
            output.write(merge::TAIL)?;
            output.finish()?;
            for warning in runs.warnings() {
                tell(&format!("warning: {warning}"));
            }
        }
        if self.merge.is_empty_of_fronts() {
            tell("note: there is nothing for frontlint in these results: no plan holds a front");
        }
        for output in &options.format {
            deliver(output, &self.merge)?;
        }
        Ok(match self.merge.exit_code() {
            _ if self.unreadable => exit::TROUBLE,
            _ if options.exit_zero => exit::CLEAN,
            code => code,
        })
    }
}

fn why(error: &NotAResult) -> String {
    match error {
        NotAResult::Other => {
            "is no result: `frontlint check -f jsonl` and `--input-format jsonl` write them".into()
        }
        NotAResult::Version(version) => {
            format!("is a result of schema version {version}, which another frontlint reads")
        }
    }
}

fn sarifs<'c>(options: &Options, catalog: &'c Catalog) -> Result<Vec<(Stream, Runs<'c>)>, Stop> {
    let outputs = options.format.iter();
    let outputs = outputs.filter(|output| output.format == MergedFormat::Sarif);
    let outputs = outputs.map(|output| {
        let mut opened = Stream::open(output.file.as_deref())?;
        opened.write(&merge::head())?;
        Ok((opened, Runs::new(catalog)))
    });
    outputs.collect()
}

fn deliver(output: &Merged, merge: &Merge<'_>) -> Result<(), Stop> {
    let text = match output.format {
        MergedFormat::Text => merge::text(merge, terminal::width()),
        MergedFormat::Json => merge::json(merge),
        MergedFormat::Markdown => merge::markdown(merge),
        MergedFormat::Html => merge::html(merge),
        // It was written as the lines came.
        MergedFormat::Sarif => return Ok(()),
    };
    let mut stream = Stream::open(output.file.as_deref())?;
    stream.write(&text)?;
    stream.finish()
}
