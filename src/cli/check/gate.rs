//! What of the findings counts, and the exit code that comes of it.

use super::super::args::{Check, Only};
use super::super::exit;
use super::super::judged::{Judged, KeptBack};
use crate::config::FailOn;
use crate::engine::{By, Verdict};
use crate::finding::{Gate, Origin};

/// Takes out what the options keep from the reports.
pub(super) fn sieve(options: &Check, verdict: &mut Verdict) -> KeptBack {
    let suppressed = verdict.suppressed.iter();
    let mut kept_back = KeptBack {
        in_baseline: suppressed.filter(|one| one.by == By::Baseline).count(),
        ..KeptBack::default()
    };
    if options.changed_only {
        let found = verdict.findings.len();
        // What is new comes of a change in any case, if only of a resource that goes (G8).
        verdict
            .findings
            .retain(|located| located.changed || located.origin == Origin::Introduced);
        kept_back.unchanged = found - verdict.findings.len();
    }
    if let Some(Only::Introduced) = options.only {
        let all = verdict.findings.len() + verdict.resolved.len();
        verdict
            .findings
            .retain(|located| located.origin == Origin::Introduced);
        verdict.resolved.clear();
        kept_back.old = all - verdict.findings.len();
    }
    kept_back
}

/// C2: how a run over these plans ends; trouble wins over findings.
pub(super) fn exit_code(judged: &[Judged], trouble: bool, options: &Check) -> u8 {
    match verdict(judged, trouble, options) {
        exit::FINDINGS if options.exit_zero => exit::CLEAN,
        code => code,
    }
}

/// The same, whatever `--exit-zero` says.
pub(super) fn verdict(judged: &[Judged], trouble: bool, options: &Check) -> u8 {
    match judged.iter().any(|plan| is_stopped(plan, options)) {
        _ if trouble => exit::TROUBLE,
        true => exit::FINDINGS,
        false => exit::CLEAN,
    }
}

/// Which findings of a plan fail the run; options win over the configuration.
pub(super) fn of(plan: &Judged, options: &Check) -> Gate {
    Gate {
        level: match options.fail_on.or(plan.fail_on) {
            Some(FailOn::Level(level)) => Some(level),
            Some(FailOn::Never) => None,
            None => Gate::default().level,
        },
        introduced_only: plan.introduced_only || options.only.is_some(),
    }
}

fn is_stopped(plan: &Judged, options: &Check) -> bool {
    let gate = of(plan, options);
    let mut findings = plan.verdict.findings.iter();
    findings.any(|located| gate.stops(located.finding.level, located.origin))
}
