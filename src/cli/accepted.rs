//! What of a baseline is for the plans of a run.

use super::input::Input;
use crate::baseline::{Baseline, Section, directory};
use crate::engine::Located;
use std::collections::HashMap;

/// The baseline of a run.
pub(crate) struct Accepted {
    baseline: Baseline,
    /// Whether it accepts nothing that the plan touches.
    strict: bool,
    directories: Directories,
}

/// What of it is for one plan.
pub(crate) struct AcceptedOf<'b> {
    section: Section<'b>,
    strict: bool,
}

impl Accepted {
    pub(super) fn new(baseline: Baseline, strict: bool, inputs: &[Input]) -> Self {
        Self {
            baseline,
            strict,
            directories: Directories::of(inputs.iter().map(Input::id)),
        }
    }

    pub(crate) fn of(&self, input: &Input) -> AcceptedOf<'_> {
        let id = input.id();
        let alone = input.id.is_none() && self.directories.has_one(&id);
        AcceptedOf {
            section: self.baseline.section(&id, alone),
            strict: self.strict,
        }
    }
}

impl AcceptedOf<'_> {
    pub(crate) fn accept(&self, located: &Located) -> bool {
        !(self.strict && located.changed) && self.section.accepts(located)
    }
}

/// How many plans of a run lie in each directory.
pub(super) struct Directories(HashMap<String, usize>);

impl Directories {
    pub(super) fn of(ids: impl Iterator<Item = String>) -> Self {
        let mut plans = HashMap::new();
        for id in ids {
            *plans.entry(directory(&id).to_owned()).or_default() += 1;
        }
        Self(plans)
    }

    /// Whether the plan is the only one of the run from its directory.
    pub(super) fn has_one(&self, id: &str) -> bool {
        self.0.get(directory(id)) == Some(&1)
    }
}
