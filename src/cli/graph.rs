//! `frontlint graph`.

use super::args::{Color, DrawingFormat, Graph as Options};
use super::input::{Input, nothing};
use super::load::{Failure, Loaded, load, warn};
use super::outputs::Outputs;
use super::plans::Listed;
use super::plans::find;
use super::read::plain;
use super::{exit, print, tell, terminal, write};
use crate::advice;
use crate::catalog::Catalog;
use crate::draw::{self, Picture, Scene};
use crate::engine::judge;
use crate::graph::Graph;
use crate::report::{self, Refused};

/// Draws the plan; the exit code comes back.
pub(super) fn graph(options: &Options, color: Color) -> u8 {
    match drawn(options, color) {
        Ok(code) | Err(code) => code,
    }
}

fn drawn(options: &Options, color: Color) -> Result<u8, u8> {
    if let Some(source) = options
        .around
        .source
        .as_ref()
        .filter(|source| !source.is_dir())
    {
        let source = report::escaped(&source.display().to_string());
        tell(&format!("error: `--source {source}` is no directory"));
        return Err(exit::TROUBLE);
    }
    let catalog = Catalog::builtin();
    let listed = Listed::read(&options.around, &catalog)
        .map_err(|report| terminal::tell_mistake(&report, color))?;
    let arguments: Vec<String> = options.input.iter().cloned().collect();
    let (inputs, refused) = find(&arguments, &listed);
    let named = options.input.clone().unwrap_or_else(|| ".".into());
    for input in &refused {
        tell(&report::refusal(input));
    }
    let input = match inputs.as_slice() {
        [input] => input,
        [] if !refused.is_empty() => return Err(exit::TROUBLE),
        [] => return Err(refuse(&nothing(&named, "no plan in JSON was found"))),
        several => {
            let count = several.len();
            tell(&report::escaped(&format!(
                "error: a picture shows one plan, and `{named}` holds {count}: name one of them"
            )));
            return Err(exit::TROUBLE);
        }
    };
    let outputs = Outputs::of(options.format.file.clone()).map_err(|why| clash(&why))?;
    let apart = outputs.spare(&inputs, &options.around);
    apart.map_err(|why| clash(&why))?;
    let drawing = load(input, &options.around, &catalog, options.now, |loaded| {
        (
            draw(&loaded, input, options, &catalog, color),
            loaded.reading.planned.errored(),
        )
    });
    let ((text, errored), project) = drawing.map_err(|failure| match failure {
        Failure::Refused(refused) => refuse(&refused),
        Failure::AnotherKind => refuse(&nothing(&named, "this is no plan")),
        Failure::Mistake(report) => terminal::tell_mistake(&report, color),
    })?;
    warn(&project);
    let apart = outputs.apart_from(project.files());
    apart.map_err(|why| clash(&why))?;
    let delivered = match &options.format.file {
        Some(file) => write::whole(file, &text),
        None => print(&text),
    };
    if let Err(error) = delivered {
        let why = plain(&error);
        tell(&format!("error: the picture cannot be written: {why}"));
        return Err(exit::TROUBLE);
    }
    Ok(if errored {
        refuse(&input.errored())
    } else {
        exit::CLEAN
    })
}

/// Draws what was loaded.
fn draw(
    loaded: &Loaded<'_>,
    input: &Input,
    options: &Options,
    catalog: &Catalog,
    color: Color,
) -> String {
    let (reading, config) = (&loaded.reading, &loaded.config);
    let planned = Graph::build(&reading.planned, config);
    let format = options.format.format;
    if format == DrawingFormat::Json {
        return draw::json(&planned);
    }
    let found = match options.no_findings {
        true => Vec::new(),
        false => judge(reading, catalog, config, &loaded.project.sources).findings,
    };
    let unmet = match options.no_findings {
        true => Vec::new(),
        false => advice::unmet(&planned),
    };
    let picture = Picture::of(&Scene {
        plan: &input.id(),
        planned: &planned,
        prior: &Graph::build(&reading.prior, config),
        findings: &found,
        unmet: &unmet,
    });
    match format {
        DrawingFormat::Mermaid => draw::mermaid(&picture),
        DrawingFormat::Dot => draw::dot(&picture),
        DrawingFormat::Svg => draw::svg(&picture),
        DrawingFormat::Tree | DrawingFormat::Json => {
            let mut style = terminal::style(color, false);
            // A file is no terminal.
            style.color &= options.format.file.is_none();
            draw::tree(&picture, &style)
        }
    }
}

/// Tells why the picture cannot go where it should.
fn clash(why: &str) -> u8 {
    tell(&report::escaped(&format!("error: {why}")));
    exit::TROUBLE
}

/// Tells why an input is no plan.
fn refuse(refused: &Refused) -> u8 {
    tell(&report::refusal(refused));
    exit::TROUBLE
}
