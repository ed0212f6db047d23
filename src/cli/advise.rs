//! `frontlint advise`.

use super::args::{AdviceFormat, Advise, Color};
use super::input::{Input, nothing};
use super::load::{Failure, load, warn};
use super::plans::Listed;
use super::plans::find;
use super::{exit, printed, tell, terminal};
use crate::advice::{self, Advice};
use crate::catalog::Catalog;
use crate::config::ConfigError;
use crate::graph::Graph;
use crate::report::{self, Refused};
use std::collections::BTreeMap;

/// What is said of one plan.
struct Advised {
    advice: Vec<Advice>,
    /// The services of the configuration, each with the mistake that it is where the
    /// plan does not hold it.
    services: BTreeMap<String, Option<Box<ConfigError>>>,
}

/// Tells which front fits each service; the exit code comes back.
pub(super) fn advise(options: &Advise, color: Color) -> u8 {
    match advised(options, color) {
        Ok(code) | Err(code) => code,
    }
}

fn advised(options: &Advise, color: Color) -> Result<u8, u8> {
    let catalog = Catalog::builtin();
    let listed = Listed::read(&options.around, &catalog)
        .map_err(|report| terminal::tell_mistake(&report, color))?;
    let arguments: Vec<String> = options.input.iter().cloned().collect();
    let (inputs, refused) = find(&arguments, &listed);
    for input in &refused {
        tell(&report::refusal(input));
    }
    if inputs.is_empty() && refused.is_empty() {
        let named = options.input.as_deref().unwrap_or(".");
        return Err(refuse(&nothing(named, "no plan in JSON was found")));
    }
    let mut code = match refused.is_empty() {
        true => exit::CLEAN,
        false => exit::TROUBLE,
    };
    let mut all = Vec::new();
    let mut services: BTreeMap<String, Option<Box<ConfigError>>> = BTreeMap::new();
    for input in &inputs {
        match of_plan(options, input, &catalog, color) {
            Ok(found) => {
                all.extend(found.advice);
                for (name, absent) in found.services {
                    let known = services.entry(name).or_insert_with(|| absent.clone());
                    *known = known.take().and(absent);
                }
            }
            Err(worse) => code = code.max(worse),
        }
    }
    // A service that no plan holds is a mistake, unless a plan could not be read.
    let absent = services.into_values().flatten().next();
    if let Some(absent) = absent.filter(|_| code == exit::CLEAN) {
        return Err(terminal::tell_mistake(&(*absent).into(), color));
    }
    let text = match options.format {
        AdviceFormat::Text => report::advice::text(&all, terminal::width()),
        AdviceFormat::Markdown => report::advice::markdown(&all),
        AdviceFormat::Json => report::advice::json(&all),
        AdviceFormat::HtmlFragment => report::advice::html(&all),
    };
    Ok(code.max(printed(&text)))
}

fn of_plan(
    options: &Advise,
    input: &Input,
    catalog: &Catalog,
    color: Color,
) -> Result<Advised, u8> {
    let loaded = load(input, &options.around, catalog, None, |loaded| {
        let graph = Graph::build(&loaded.reading.planned, &loaded.config);
        let absent = graph.absent_services();
        let mut services = BTreeMap::new();
        for service in &loaded.config.services {
            services.insert(service.name.clone(), None);
        }
        for service in absent {
            services.insert(service.name.clone(), Some(service.absent()));
        }
        let advised = Advised {
            advice: advice::advise(&graph),
            services,
        };
        (advised, loaded.reading.planned.errored())
    });
    let ((advised, errored), project) = loaded.map_err(|failure| match failure {
        Failure::AnotherKind => exit::CLEAN,
        Failure::Refused(refused) => refuse(&refused),
        Failure::Mistake(report) => terminal::tell_mistake(&report, color),
    })?;
    warn(&project);
    match errored {
        true => Err(refuse(&input.errored())),
        false => Ok(advised),
    }
}

fn refuse(refused: &Refused) -> u8 {
    tell(&report::refusal(refused));
    exit::TROUBLE
}
