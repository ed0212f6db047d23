//! `frontlint check --input-format jsonl`: a plan a line in, a line of results out.
//!
//! Lines are judged on all cores and written in the order in which they came. As many are in
//! flight as a window holds, so that memory does not grow with the fleet. A line that cannot be
//! judged has a result that says so, and the next one follows.

mod line;
mod window;

use super::super::args::{Check, Color, Format};
use super::super::input::Input;
use super::super::judged::{Judged, Judging, judge_text};
use super::super::lines::{self, Came, Line};
use super::super::load::Failure;
use super::super::outputs::Outputs;
use super::super::plans::Listed;
use super::super::streams::{Stop, Stream};
use super::super::{exit, tell, terminal};
use super::tally::{Tally, warnings};
use super::{accepted, apart, gate, refuse};
use crate::catalog::Catalog;
use crate::report::{self, Outcome, PlanReport, Refused};
use line::{Asked, Plan};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::{slice, thread};
use window::Window;

/// As many bytes of lines are in flight, unless one line alone has more.
const IN_FLIGHT: usize = 256_000_000;
/// As many lines are in flight for each core.
const FOR_EACH_CORE: usize = 4;
/// As many lines that cannot be judged are told on stderr; the results tell of all.
const TOLD: usize = 10;

/// Judges the lines and writes their results; the exit code comes back.
pub(super) fn check(options: &Check, color: Color) -> Result<u8, u8> {
    if let Some(mistake) = mistake(options) {
        return Err(refuse(&mistake));
    }
    let catalog = Catalog::builtin();
    let listed = Listed::read(&options.around, &catalog)
        .map_err(|report| terminal::tell_mistake(&report, color))?;
    let inputs = lines::inputs(&options.inputs);
    let inputs: Vec<Input> = inputs.iter().map(|input| Input::named(input)).collect();
    let formats = options.outputs();
    let files = formats.iter().filter_map(|output| output.file.clone());
    let outputs = apart(options, files.collect(), &inputs).map_err(|why| refuse(&why))?;
    let accepted = accepted(options, &[])?;
    let streams = formats.iter();
    let streams = streams.map(|output| Stream::open(output.file.as_deref()));
    let mut streams: Vec<Stream> = streams.collect::<Result<_, _>>().map_err(stopped)?;
    let fleet = Fleet {
        options,
        listed: &listed,
        judging: &Judging {
            around: &options.around,
            now: options.now,
            catalog: &catalog,
            picture: false,
            accepted: accepted.as_ref(),
            sieve: &|verdict| gate::sieve(options, verdict),
        },
        outputs,
        formats: formats.iter().map(|output| output.format).collect(),
        tally: Mutex::default(),
    };
    let sum = fleet.run(&mut streams).map_err(stopped)?;
    let mut whole = streams.into_iter();
    whole.try_for_each(Stream::finish).map_err(stopped)?;
    sum.tell();
    let tally = fleet.tally.into_inner();
    let tally = tally.unwrap_or_else(PoisonError::into_inner);
    tally.tell_of_configuration();
    tally.tell_of_what_is_kept_back(options);
    if options.statistics {
        tell(&tally.statistics());
    }
    Ok(sum.exit_code(options))
}

/// Options that do not go together.
fn mistake(options: &Check) -> Option<String> {
    let outputs = options.outputs();
    let is_streamed = |format| matches!(format, Format::Jsonl | Format::FindingsJsonl);
    let whole = outputs.iter().find(|output| !is_streamed(output.format));
    let on_stdout = outputs.iter().filter(|output| output.file.is_none());
    let source = options.around.source.as_ref();
    if whole.is_some() || options.sarif_dir.is_some() {
        let text = "lines of JSON give `-f jsonl` or `-f findings-jsonl`: `frontlint report merge` \
                    makes other reports of the result lines";
        Some(text.to_owned())
    } else if on_stdout.count() > 1 {
        let text = "only one report can go to stdout: write the other to a file, as in \
                    `-f findings-jsonl=FILE`";
        Some(text.to_owned())
    } else if options.plan_id.is_some() || options.around.plan_file.is_some() {
        let text =
            "`--plan-id` and `--plan-file` belong to one plan, and lines have names of their own";
        Some(text.to_owned())
    } else {
        let source = source.filter(|source| !source.is_dir())?;
        Some(format!("`--source {}` is no directory", source.display()))
    }
}

/// What ends a run before its lines do.
fn stopped(stop: Stop) -> u8 {
    match stop {
        Stop::Closed => exit::CLEAN,
        Stop::Failed(why) => refuse(&why),
    }
}

/// How all lines are judged.
struct Fleet<'f> {
    options: &'f Check,
    listed: &'f Listed,
    judging: &'f Judging<'f>,
    outputs: Outputs,
    formats: Vec<Format>,
    tally: Mutex<Tally>,
}

/// What is heard of those who read and those who judge.
enum Event {
    Came(Came),
    /// There are no more lines.
    Ended,
    /// The line at a position, with the bytes that it held; an error where a report would take
    /// the place of what the line reads.
    Judged(usize, usize, Result<LineReports, String>),
}

/// What each report says of one line.
struct LineReports {
    texts: Vec<String>,
    exit_code: u8,
    refused: Option<Refused>,
}

/// What became of all lines.
#[derive(Default)]
struct Sum {
    lines: usize,
    stopped: usize,
    bad: usize,
    unreadable: bool,
}

impl Fleet<'_> {
    /// Reads, judges and writes until the lines end.
    fn run(&self, streams: &mut [Stream]) -> Result<Sum, Stop> {
        let lines = FOR_EACH_CORE * (rayon::current_num_threads() + 1);
        let window = Arc::new(Window::new(lines, IN_FLIGHT));
        let (events, heard) = mpsc::channel();
        self.start_reading(&window, &events);
        rayon::in_place_scope(|scope| {
            let mut sum = Sum::default();
            let mut waiting = BTreeMap::new();
            let (mut given, mut ended) = (0, false);
            while !ended || sum.lines < given {
                match next(&heard, streams)? {
                    Event::Ended => ended = true,
                    Event::Came(Came::Unreadable(refused)) => {
                        sum.unreadable = true;
                        tell(&report::refusal(&refused));
                    }
                    Event::Came(Came::Line(line)) => {
                        let (at, size, events) = (given, line.text.len(), events.clone());
                        scope.spawn(move |_| {
                            let written = self.judge(line);
                            let _ = events.send(Event::Judged(at, size, written));
                        });
                        given += 1;
                    }
                    Event::Judged(at, size, written) => {
                        let written = written.map_err(Stop::Failed)?;
                        waiting.insert(at, (size, written));
                        while let Some((size, written)) = waiting.remove(&sum.lines) {
                            let mut texts = streams.iter_mut().zip(&written.texts);
                            texts.try_for_each(|(stream, text)| stream.write(text))?;
                            window.leave(size);
                            sum.add(&written);
                        }
                    }
                }
            }
            flush(streams)?;
            Ok(sum)
        })
    }

    /// Reads in a thread of its own, which nobody waits for: an input may never end.
    fn start_reading(&self, window: &Arc<Window>, events: &Sender<Event>) {
        let (window, events) = (Arc::clone(window), events.clone());
        let (inputs, limit) = (self.options.inputs.clone(), self.options.lines.limit());
        thread::spawn(move || {
            lines::read(&inputs, limit, |came| {
                if let Came::Line(line) = &came {
                    window.enter(line.text.len());
                }
                match events.send(Event::Came(came)) {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(_) => ControlFlow::Break(()),
                }
            });
            let _ = events.send(Event::Ended);
        });
    }

    /// Judges one line, whatever it holds.
    fn judge(&self, line: Line) -> Result<LineReports, String> {
        let (name, place, number) = (line.input.clone(), line::place(&line), line.number);
        let text = line::text(line.text, &place, self.options.lines.limit());
        let asked = match &text {
            Ok(text) => Asked::read(text, &place),
            Err(why) => Asked::unreadable(why.clone()),
        };
        if let Ok(Plan::File(path)) = &asked.plan {
            self.outputs.spares(Path::new(path))?;
        }
        let mut input = Input::named("-");
        let judged = asked.plan.and_then(|plan| {
            if let Plan::File(path) = &plan {
                input = Input::listed(PathBuf::from(path));
                self.listed.describe(&mut input);
            }
            input.id = asked.id.clone().or(input.id.take());
            let text = match plan {
                Plan::File(_) => input.read()?.into(),
                Plan::Here(text) => {
                    input.id.get_or_insert_with(|| place.clone());
                    text
                }
            };
            // A defect of ours in one plan is no reason to leave the others.
            let judged = catch_unwind(AssertUnwindSafe(|| judge_text(&text, &input, self.judging)));
            match judged {
                Ok(judged) => judged.map_err(|failure| why(failure, &input, &place)),
                Err(_) => Err(defect(&place)),
            }
        });
        let plan = match (&asked.id, &judged) {
            (_, Ok(judged)) => judged.id.clone(),
            (Some(id), Err(_)) => id.clone(),
            (None, Err(_)) if input.path.is_some() => input.id(),
            (None, Err(_)) => place,
        };
        let named = Named {
            plan,
            id: asked.id,
            owner: asked.owner,
            input: name,
            line: number,
        };
        Ok(match judged {
            Ok(judged) => {
                self.outputs.apart_from(judged.project.files())?;
                self.written(&named, judged)
            }
            Err(refused) => self.lost(&named, refused),
        })
    }

    fn written(&self, named: &Named, mut judged: Judged) -> LineReports {
        let tally = self.tally.lock();
        tally.unwrap_or_else(PoisonError::into_inner).add(&judged);
        let trouble = judged.trouble.clone();
        let one = slice::from_ref(&judged);
        let exit_code = gate::verdict(one, trouble.is_some(), self.options);
        let warnings = warnings(&judged);
        let plan = judged.report(gate::of(&judged, self.options));
        let outcome = named.outcome(Some(&plan), trouble.as_ref(), &warnings, exit_code);
        LineReports {
            texts: self.texts(&outcome),
            exit_code,
            refused: trouble,
        }
    }

    fn lost(&self, named: &Named, refused: Refused) -> LineReports {
        let outcome = named.outcome(None, Some(&refused), &[], exit::TROUBLE);
        LineReports {
            texts: self.texts(&outcome),
            exit_code: exit::TROUBLE,
            refused: Some(refused),
        }
    }

    fn texts(&self, outcome: &Outcome<'_>) -> Vec<String> {
        let text = |format: &Format| match (format, outcome.report) {
            (Format::Jsonl, _) => report::result(outcome),
            (_, Some(plan)) => report::rows(self.judging.catalog, plan, outcome.owner),
            (_, None) => String::new(),
        };
        self.formats.iter().map(text).collect()
    }
}

/// The next event; while there is none, whoever reads the results has them all.
fn next(heard: &Receiver<Event>, streams: &mut [Stream]) -> Result<Event, Stop> {
    if let Ok(event) = heard.try_recv() {
        return Ok(event);
    }
    flush(streams)?;
    Ok(heard.recv().unwrap_or(Event::Ended))
}

fn flush(streams: &mut [Stream]) -> Result<(), Stop> {
    streams.iter_mut().try_for_each(Stream::flush)
}

/// What a line calls its plan.
struct Named {
    plan: String,
    id: Option<String>,
    owner: Option<String>,
    input: String,
    line: usize,
}

impl Named {
    fn outcome<'r>(
        &'r self,
        report: Option<&'r PlanReport<'r>>,
        error: Option<&'r Refused>,
        warnings: &'r [String],
        exit_code: u8,
    ) -> Outcome<'r> {
        Outcome {
            plan: &self.plan,
            id: self.id.as_deref(),
            owner: self.owner.as_deref(),
            input: &self.input,
            line: Some(self.line),
            exit_code,
            report,
            error,
            warnings,
        }
    }
}

/// Why a plan was not judged.
fn why(failure: Failure, input: &Input, place: &str) -> Refused {
    match failure {
        Failure::Refused(mut refused) => {
            if input.path.is_none() {
                place.clone_into(&mut refused.input);
                line::in_a_line(&mut refused);
            }
            refused
        }
        Failure::AnotherKind => defect(place),
        Failure::Mistake(report) => Refused {
            input: place.to_owned(),
            code: report
                .code()
                .map(|code| code.to_string())
                .unwrap_or_default(),
            message: report.to_string(),
            help: report
                .help()
                .map(|help| help.to_string())
                .unwrap_or_default(),
        },
    }
}

fn defect(place: &str) -> Refused {
    Refused {
        input: place.to_owned(),
        code: "frontlint::line::defect".into(),
        message: "this plan could not be judged because of a defect in frontlint".into(),
        help: "please report it, with a plan that shows it and holds no secrets".into(),
    }
}

impl Sum {
    fn add(&mut self, written: &LineReports) {
        self.lines += 1;
        self.stopped += usize::from(written.exit_code == exit::FINDINGS);
        if let Some(refused) = &written.refused {
            self.bad += 1;
            if self.bad <= TOLD {
                tell(&report::refusal(refused));
            }
        }
    }

    /// Says what the results alone would not show.
    fn tell(&self) {
        if self.bad > TOLD {
            let (bad, lines) = (self.bad, self.lines);
            tell(&format!(
                "error: {bad} of {lines} plans could not be judged; the results tell why"
            ));
        }
        if self.lines == 0 && !self.unreadable {
            tell("note: there was no line to judge");
        }
    }

    /// C2, where a result that tells of trouble may be enough.
    fn exit_code(&self, options: &Check) -> u8 {
        let bad = self.bad > 0 && !options.lines.allow_bad_lines;
        if self.unreadable || bad {
            exit::TROUBLE
        } else if self.stopped > 0 && !options.exit_zero {
            exit::FINDINGS
        } else {
            exit::CLEAN
        }
    }
}
