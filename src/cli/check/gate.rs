//! What of the findings counts, and the exit code that comes of it.

use super::super::args::{Check, Only};
use super::super::exit;
use super::super::judged::Judged;
use crate::config::FailOn;
use crate::engine::Verdict;
use crate::finding::{Level, Origin};

/// Takes out what was there before, and what is no more; the number comes back.
pub(super) fn keep_only(only: Option<Only>, verdict: &mut Verdict) -> usize {
    let Some(Only::Introduced) = only else {
        return 0;
    };
    let all = verdict.findings.len() + verdict.resolved.len();
    verdict
        .findings
        .retain(|located| located.origin == Origin::Introduced);
    verdict.resolved.clear();
    all - verdict.findings.len()
}

/// Takes out what no changed resource takes part in (G8). What is new comes of a
/// change in any case, if only of a resource that goes.
pub(super) fn keep_changed(verdict: &mut Verdict) {
    verdict
        .findings
        .retain(|located| located.changed || located.origin == Origin::Introduced);
}

/// C2: how a run over these plans ends; trouble wins over findings.
pub(super) fn exit_code(judged: &[Judged], trouble: bool, options: &Check) -> u8 {
    match judged.iter().any(|plan| is_stopped(plan, options)) {
        _ if trouble => exit::TROUBLE,
        true if !options.exit_zero => exit::FINDINGS,
        _ => exit::CLEAN,
    }
}

/// Whether some finding reaches the gate; options win over the configuration.
fn is_stopped(plan: &Judged, options: &Check) -> bool {
    let fail_on = options.fail_on.or(plan.fail_on);
    let FailOn::Level(level) = fail_on.unwrap_or(FailOn::Level(Level::Error)) else {
        return false;
    };
    let introduced_only = plan.introduced_only || options.only.is_some();
    plan.verdict.findings.iter().any(|located| {
        located.finding.level >= level && (!introduced_only || located.origin == Origin::Introduced)
    })
}
