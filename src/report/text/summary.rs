//! What the last lines say.

use crate::engine::By;
use crate::finding::{Level, plural};
use crate::report::PlanReport;
use std::fmt;

/// Counts of one plan, or of all.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Summary {
    levels: [usize; 3],
    pub(super) resources: usize,
    existing: usize,
    resolved: usize,
    suppressed: usize,
    in_baseline: usize,
    undecided: usize,
}

impl Summary {
    pub(super) fn of(plan: &PlanReport<'_>) -> Self {
        let verdict = &plan.verdict;
        Self {
            levels: [Level::Error, Level::Warning, Level::Note].map(|level| plan.count(level)),
            resources: verdict.resources,
            existing: plan.existing(),
            resolved: verdict.resolved.len(),
            suppressed: plan.suppressed(),
            in_baseline: plan.kept_back(By::Baseline),
            undecided: verdict.undecided.len(),
        }
    }

    pub(super) fn add(&mut self, other: Self) {
        for (sum, count) in self.levels.iter_mut().zip(other.levels) {
            *sum += count;
        }
        self.resources += other.resources;
        self.existing += other.existing;
        self.resolved += other.resolved;
        self.suppressed += other.suppressed;
        self.in_baseline += other.in_baseline;
        self.undecided += other.undecided;
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [errors, warnings, notes] = self.levels;
        write!(
            f,
            "{}, {}, ",
            plural(errors, "error"),
            plural(warnings, "warning")
        )?;
        write!(
            f,
            "{} ({}",
            plural(notes, "note"),
            plural(self.resources, "fronting resource")
        )?;
        for (count, word) in [
            (self.existing, "existing"),
            (self.resolved, "resolved"),
            (self.suppressed, "suppressed"),
            (self.in_baseline, "in the baseline"),
            (self.undecided, "undecided"),
        ] {
            if count > 0 {
                write!(f, ", {count} {word}")?;
            }
        }
        f.write_str(")")
    }
}
