//! `frontlint advise`.

use super::args::{AdviceFormat, Advise, Color};
use super::input::{Input, find, nothing};
use super::load::{Failure, load, warn};
use super::plans::Listed;
use super::{exit, print, tell, terminal};
use crate::advice::{self, Advice};
use crate::catalog::Catalog;
use crate::graph::Graph;
use crate::report::{self, Refused};

/// Tells which front fits each service; the exit code comes back.
pub(super) fn advise(options: &Advise, color: Color) -> u8 {
    let catalog = Catalog::builtin();
    let listed = match Listed::read(&options.around, &catalog) {
        Ok(listed) => listed,
        Err(report) => {
            tell(&terminal::mistake(&report, color));
            return exit::TROUBLE;
        }
    };
    let named = options.input.clone().unwrap_or_else(|| ".".into());
    let arguments: Vec<String> = options.input.iter().cloned().collect();
    let (inputs, refused) = find(&arguments, &listed);
    for input in &refused {
        tell(&report::refusal(input));
    }
    if inputs.is_empty() && refused.is_empty() {
        return refuse(&nothing(&named, "no plan in JSON was found"));
    }
    let mut code = if refused.is_empty() {
        exit::CLEAN
    } else {
        exit::TROUBLE
    };
    let mut all = Vec::new();
    for input in &inputs {
        match advised(options, input, &catalog, color) {
            Ok(advice) => all.extend(advice),
            Err(worse) => code = code.max(worse),
        }
    }
    let text = match options.format {
        AdviceFormat::Text => report::advice::text(&all),
        AdviceFormat::Markdown => report::advice::markdown(&all),
        AdviceFormat::Json => report::advice::json(&all),
        AdviceFormat::HtmlFragment => report::advice::html(&all),
    };
    match print(&text) {
        Ok(()) => code,
        Err(_) => exit::TROUBLE,
    }
}

fn advised(
    options: &Advise,
    input: &Input,
    catalog: &Catalog,
    color: Color,
) -> Result<Vec<Advice>, u8> {
    let loaded = load(input, &options.around, catalog, None, |loaded| {
        let graph = Graph::build(&loaded.reading.planned, &loaded.config);
        let missing = graph.services_without_backend();
        (
            advice::advise(&graph),
            missing,
            loaded.reading.planned.errored(),
        )
    });
    let ((advice, missing, errored), project) = match loaded {
        Ok(loaded) => loaded,
        Err(Failure::AnotherKind) => return Ok(Vec::new()),
        Err(Failure::Refused(refused)) => return Err(refuse(&refused)),
        Err(Failure::Mistake(report)) => {
            tell(&terminal::mistake(&report, color));
            return Err(exit::TROUBLE);
        }
    };
    warn(&project);
    for service in missing {
        let text = format!(
            "warning: the backend of service `{service}` is not in {}",
            input.name()
        );
        tell(&report::escaped(&text));
    }
    match errored {
        true => Err(refuse(&input.errored())),
        false => Ok(advice),
    }
}

fn refuse(refused: &Refused) -> u8 {
    tell(&report::refusal(refused));
    exit::TROUBLE
}
