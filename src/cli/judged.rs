//! Plans, judged: what `check` reports and `baseline` accepts.

use super::args::Around;
use super::input::Input;
use super::load::{Failure, Loaded, load};
use super::project::{Project, in_repository};
use super::unmet;
use crate::catalog::Catalog;
use crate::config::FailOn;
use crate::engine::{Verdict, judge};
use crate::report::{PlanReport, Refused};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// One plan, judged.
pub(crate) struct Judged {
    pub(crate) id: String,
    /// The plan's file relative to the repository.
    file: Option<String>,
    pub(crate) verdict: Verdict,
    pub(crate) project: Project,
    /// What the configuration says of the gate.
    pub(crate) fail_on: Option<FailOn>,
    pub(crate) introduced_only: bool,
    /// What the configuration names, and what of it met nothing here.
    pub(crate) entries: Vec<String>,
    pub(crate) unmet: BTreeSet<String>,
    /// A plan that Terraform itself could not finish.
    pub(crate) trouble: Option<Refused>,
}

impl Judged {
    /// What the formats take; the verdict is handed over.
    pub(crate) fn report(&mut self) -> PlanReport<'_> {
        PlanReport {
            id: self.id.clone(),
            file: self.file.clone(),
            verdict: std::mem::take(&mut self.verdict),
            sources: &self.project.sources,
            shown_root: self.project.shown_root.clone(),
            repository_root: self.project.repository_root.clone(),
        }
    }
}

/// What became of one input.
enum Outcome {
    Judged(Box<Judged>),
    Refused(Refused),
    /// Found by a search, and no plan after all.
    PassedOver,
}

/// Judges the inputs, and says which of them cannot be judged, or not wholly.
///
/// # Errors
/// A mistake in a configuration, or in what the user names.
pub(crate) fn judge_all(
    inputs: &[Input],
    around: &Around,
    now: Option<Date>,
    catalog: &Catalog,
) -> Result<(Vec<Judged>, Vec<Refused>), miette::Report> {
    let outcomes: Vec<Result<Outcome, miette::Report>> = inputs
        .par_iter()
        .map(|input| judge_one(input, around, now, catalog))
        .collect();
    let mut judged = Vec::new();
    let mut refused = Vec::new();
    for outcome in outcomes {
        match outcome? {
            Outcome::Judged(plan) => {
                refused.extend(plan.trouble.clone());
                judged.push(*plan);
            }
            Outcome::Refused(input) => refused.push(input),
            Outcome::PassedOver => {}
        }
    }
    Ok((judged, refused))
}

fn judge_one(
    input: &Input,
    around: &Around,
    now: Option<Date>,
    catalog: &Catalog,
) -> Result<Outcome, miette::Report> {
    let judged = load(input, around, catalog, now, |loaded| {
        let Loaded {
            reading,
            project,
            config,
        } = loaded;
        let verdict = judge(&reading, catalog, &config, &project.sources);
        (verdict, reading.planned.errored(), config)
    });
    let ((verdict, errored, config), project) = match judged {
        Ok(judged) => judged,
        Err(Failure::Refused(refused)) => return Ok(Outcome::Refused(refused)),
        Err(Failure::AnotherKind) => return Ok(Outcome::PassedOver),
        Err(Failure::Mistake(report)) => return Err(report),
    };
    let judged = Judged {
        id: input.id(),
        file: input.path.as_deref().and_then(in_repository),
        entries: unmet::entries(&config),
        unmet: unmet::unmet(&config, &verdict),
        verdict,
        project,
        fail_on: config.fail_on,
        introduced_only: config.introduced_only,
        trouble: errored.then(|| input.errored()),
    };
    Ok(Outcome::Judged(Box::new(judged)))
}
