//! Plans, judged: what `check` reports and `baseline` accepts.

use super::accepted::Accepted;
use super::args::Around;
use super::input::Input;
use super::load::{Failure, Loaded, load_text};
use super::paths::in_repository;
use super::progress;
use super::project::Project;
use super::unmet;
use crate::catalog::Catalog;
use crate::config::FailOn;
use crate::draw::{self, Picture, Scene};
use crate::engine::{Located, Verdict, judge_beside};
use crate::finding::Gate;
use crate::graph::Graph;
use crate::report::{PlanReport, Refused};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// How plans are to be judged.
pub(crate) struct Judging<'j> {
    pub(crate) around: &'j Around,
    pub(crate) now: Option<Date>,
    pub(crate) catalog: &'j Catalog,
    /// Whether some report shows a picture of what a plan touches.
    pub(crate) picture: bool,
    /// What a baseline accepts.
    pub(crate) accepted: Option<&'j Accepted>,
    /// Takes from a verdict what shall not be reported.
    pub(crate) sieve: &'j (dyn Fn(&mut Verdict) -> KeptBack + Sync),
}

/// How many findings are not reported, and why.
#[derive(Clone, Copy, Default)]
pub(crate) struct KeptBack {
    pub(crate) in_baseline: usize,
    /// What the plan leaves as it is, for `--changed-only`.
    pub(crate) unchanged: usize,
    /// What is existing or resolved, for `--only introduced`.
    pub(crate) old: usize,
}

/// One plan, judged.
pub(crate) struct Judged {
    pub(crate) id: String,
    /// The input's name.
    pub(crate) input: String,
    /// The plan's file relative to the repository.
    file: Option<String>,
    /// What it touches, drawn.
    picture: Option<String>,
    pub(crate) kept_back: KeptBack,
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
    pub(crate) fn report(&mut self, gate: Gate) -> PlanReport<'_> {
        PlanReport {
            id: self.id.clone(),
            file: self.file.clone(),
            verdict: std::mem::take(&mut self.verdict),
            sources: &self.project.sources,
            shown_root: self.project.shown_root.clone(),
            repository_root: self.project.repository_root.clone(),
            picture: self.picture.take(),
            gate,
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
    how: &Judging<'_>,
) -> Result<(Vec<Judged>, Vec<Refused>), miette::Report> {
    let outcomes: Vec<Result<Outcome, miette::Report>> = progress::shown(inputs.len(), |done| {
        let judge = |input| {
            let outcome = judge_one(input, how);
            done.inc(1);
            outcome
        };
        inputs.par_iter().map(judge).collect()
    });
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

fn judge_one(input: &Input, how: &Judging<'_>) -> Result<Outcome, miette::Report> {
    let judged = input.read().map_err(Failure::Refused);
    match judged.and_then(|text| judge_text(&text, input, how)) {
        Ok(judged) => Ok(Outcome::Judged(Box::new(judged))),
        Err(Failure::Refused(refused)) => Ok(Outcome::Refused(refused)),
        Err(Failure::AnotherKind) => Ok(Outcome::PassedOver),
        Err(Failure::Mistake(report)) => Err(report),
    }
}

/// Judges a plan whose text is at hand.
///
/// # Errors
/// Why there is nothing to judge.
pub(crate) fn judge_text(text: &str, input: &Input, how: &Judging<'_>) -> Result<Judged, Failure> {
    let judged = load_text(text, input, how.around, how.catalog, how.now, |loaded| {
        let (reading, config) = (&loaded.reading, &loaded.config);
        let accepted = how.accepted.map(|accepted| accepted.of(input));
        let accepts = |located: &Located| accepted.as_ref().is_some_and(|own| own.accept(located));
        let sources = &loaded.project.sources;
        let mut verdict = judge_beside(reading, how.catalog, config, sources, &accepts);
        let unmet = unmet::unmet(config, &verdict);
        let kept_back = (how.sieve)(&mut verdict);
        let picture = how.picture.then(|| picture(input, &loaded, &verdict));
        let errored = reading.planned.errored();
        let entries = unmet::entries(config);
        let (fail_on, introduced_only) = (config.fail_on, config.introduced_only);
        move |project: Project| Judged {
            id: input.id(),
            input: input.name(),
            file: input.path.as_deref().and_then(in_repository),
            picture: picture.flatten(),
            kept_back,
            entries,
            unmet,
            verdict,
            project,
            fail_on,
            introduced_only,
            trouble: errored.then(|| input.errored()),
        }
    });
    judged.map(|(finish, project)| finish(project))
}

/// What the plan touches, marked with what is reported.
fn picture(input: &Input, loaded: &Loaded<'_>, verdict: &Verdict) -> Option<String> {
    let (reading, config) = (&loaded.reading, &loaded.config);
    let picture = Picture::of(&Scene {
        plan: &input.id(),
        planned: &Graph::build(&reading.planned, config),
        prior: &Graph::build(&reading.prior, config),
        findings: &verdict.findings,
        unmet: &[],
    });
    picture.touched().map(|touched| draw::mermaid(&touched))
}
