//! Reads one plan with all that surrounds it: sources, binary plan, configuration.

use super::args::Around;
use super::binary::Binary;
use super::foreign::nothing_in;
use super::input::Input;
use super::project::{Project, configuration, project_of};
use super::{stale, tell};
use crate::catalog::Catalog;
use crate::config::Config;
use crate::graph;
use crate::plan::{Plan, ReadError, Reading};
use crate::report::{Refused, escaped};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::path::Path;

/// Why there is no plan to look at.
pub(crate) enum Failure {
    /// The input is no readable plan.
    Refused(Refused),
    /// Another document of Terraform's, found by a search.
    AnotherKind,
    /// The configuration, or what the user names, holds a mistake.
    Mistake(miette::Report),
}

impl From<miette::Report> for Failure {
    fn from(report: miette::Report) -> Self {
        Self::Mistake(report)
    }
}

/// A plan with what surrounds it.
pub(crate) struct Loaded<'a> {
    pub(crate) reading: Reading<'a>,
    pub(crate) project: &'a Project,
    pub(crate) config: Config,
}

/// Reads a plan and its surroundings, and hands them to the function.
pub(crate) fn load<T>(
    input: &Input,
    around: &Around,
    catalog: &Catalog,
    today: Option<Date>,
    then: impl FnOnce(Loaded<'_>) -> T,
) -> Result<(T, Project), Failure> {
    let text = input.read().map_err(Failure::Refused)?;
    load_text(&text, input, around, catalog, today, then)
}

/// The same for a plan whose text is at hand.
pub(crate) fn load_text<T>(
    text: &str,
    input: &Input,
    around: &Around,
    catalog: &Catalog,
    today: Option<Date>,
    then: impl FnOnce(Loaded<'_>) -> T,
) -> Result<(T, Project), Failure> {
    let reading = match Plan::read(text, &graph::reads) {
        Ok(reading) => reading,
        Err(error) if input.searched && is_another_kind(&error) => {
            return Err(Failure::AnotherKind);
        }
        Err(error) => return Err(Failure::Refused(input.refused(&error))),
    };
    let path = input.path.as_deref();
    let binary = match &around.plan_file {
        Some(file) => Some(Binary::open(file)?),
        None => path.and_then(|path| Binary::beside(path, &reading.planned)),
    };
    let root = around.source.as_deref().or(input.root.as_deref());
    let mut project = project_of(&reading.planned, root, path, binary.as_ref());
    let mut config = config_for(path, root, around, catalog)?;
    config.for_plan(&input.id());
    config.today = today.unwrap_or_else(|| TimeZone::UTC.to_datetime(Timestamp::now()).date());
    if let Some(binary) = binary.filter(|binary| binary.sources(&reading.planned).is_none()) {
        project.warnings.push(format!(
            "`{}` is left aside: {} was made from other sources",
            binary.name,
            input.name()
        ));
    }
    if let Some((file, binary)) = &project.stale {
        project.warnings.push(format!(
            "{} is older than its sources: `{file}` is not the one in `{binary}`",
            input.name()
        ));
    }
    if let Some(warning) = stale::warning(input, &reading.planned, &project) {
        project.warnings.push(warning);
    }
    let broken = project.sources.broken().iter();
    let broken = broken.map(|broken| format!("no lines for what stands in {broken}"));
    project.warnings.extend(broken);
    let reading = reading.with_evidence(project.evidence());
    let partial = partial(input, &reading.planned);
    let nothing = nothing_in(&reading, &input.name());
    let result = then(Loaded {
        reading,
        project: &project,
        config,
    });
    project.warnings.extend(partial);
    project.nothing = nothing;
    Ok((result, project))
}

/// What to tell of a plan that is less than its configuration, or no more than what exists.
fn partial(input: &Input, plan: &Plan<'_>) -> Option<String> {
    let name = input.name();
    if plan.only_refreshes() {
        return Some(format!(
            "{name} plans no change of a resource (`-refresh-only`): what exists is judged"
        ));
    }
    // Terraform's own errors are told elsewhere.
    let mut resources = plan.ids().map(|id| &plan[id].parsed);
    let is_judged = resources.any(|one| !one.data && graph::reads(&one.type_name));
    if !plan.is_partial() || plan.errored() || !is_judged {
        return None;
    }
    let mut left_out = plan.left_out();
    let more = left_out.len().saturating_sub(1);
    let what = match (left_out.next(), more) {
        (None, _) => "it says that it is not complete".to_owned(),
        (Some(first), 0) => format!("it leaves out `{first}`"),
        (Some(first), 1) => format!("it leaves out `{first}` and 1 more resource"),
        (Some(first), more) => format!("it leaves out `{first}` and {more} more resources"),
    };
    Some(format!(
        "{name} is partial (`-target`, `-exclude`, not enabled): {what}; what may be left out is not called missing"
    ))
}

/// Tells what is odd about the surroundings of a plan.
pub(crate) fn warn(project: &Project) {
    if let Some(nothing) = &project.nothing {
        tell(&escaped(&format!("note: {nothing}")));
    }
    for text in &project.warnings {
        tell(&escaped(&format!("warning: {text}")));
    }
}

/// Other documents of Terraform's that a search may come across.
fn is_another_kind(error: &ReadError) -> bool {
    matches!(
        error,
        ReadError::State
            | ReadError::StateFile
            | ReadError::Configuration
            | ReadError::Log
            | ReadError::Surrounded
            | ReadError::NotAPlan { .. }
    )
}

fn config_for(
    path: Option<&Path>,
    root: Option<&Path>,
    around: &Around,
    catalog: &Catalog,
) -> Result<Config, miette::Report> {
    if around.no_config {
        return Ok(Config::default());
    }
    let beside = path.and_then(Path::parent);
    let directory = root
        .or(beside)
        .filter(|directory| !directory.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let found = configuration(around.config.as_deref(), directory, catalog)?;
    Ok(found.map(|(config, _)| config).unwrap_or_default())
}
