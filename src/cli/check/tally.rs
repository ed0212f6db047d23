//! What is told of all plans of a run together, on stderr.

use super::super::args::Check;
use super::super::judged::{Judged, KeptBack};
use super::super::tell;
use super::super::unmet::Unmet;
use crate::engine::Links;
use crate::finding::plural;

/// Sums over the plans, which are not kept for them.
#[derive(Default)]
pub(super) struct Tally {
    plans: usize,
    resources: usize,
    links: Links,
    kept_back: KeptBack,
    unmet: Unmet,
}

impl Tally {
    pub(super) fn add(&mut self, plan: &Judged) {
        self.plans += 1;
        self.resources += plan.verdict.resources;
        let (links, more) = (&mut self.links, plan.verdict.links);
        links.exact += more.exact;
        links.same_key += more.same_key;
        links.inferred += more.inferred;
        links.ambiguous += more.ambiguous;
        links.unresolved += more.unresolved;
        self.kept_back.in_baseline += plan.kept_back.in_baseline;
        self.kept_back.unchanged += plan.kept_back.unchanged;
        self.kept_back.old += plan.kept_back.old;
        self.unmet.add(&plan.entries, &plan.unmet);
    }

    /// Says what of the configurations met nothing.
    pub(super) fn tell_of_configuration(&self) {
        self.unmet.tell();
    }

    /// Says how much the options keep from the reports.
    pub(super) fn tell_of_what_is_kept_back(&self, options: &Check) {
        let kept_back = self.kept_back;
        if options.baseline.is_some() {
            let held = plural(kept_back.in_baseline, "finding");
            tell(&format!("note: the baseline holds back {held}"));
        }
        if options.changed_only {
            let still = plural(kept_back.unchanged, "finding");
            tell(&format!(
                "note: `--changed-only` keeps back {still} on what the plan leaves as it is"
            ));
        }
        if kept_back.old > 0 {
            let old = plural(kept_back.old, "existing or resolved finding");
            tell(&format!("note: `--only introduced` keeps back {old}"));
        }
    }

    pub(super) fn statistics(&self) -> String {
        let links = &self.links;
        format!(
            "{}, {}; links: {} exact, {} same-key, {} inferred, {} ambiguous, {} unresolved",
            plural(self.plans, "plan"),
            plural(self.resources, "fronting resource"),
            links.exact,
            links.same_key,
            links.inferred,
            links.ambiguous,
            links.unresolved
        )
    }
}

/// What is odd about the comments and tags of a plan.
pub(super) fn notices(plan: &Judged) -> Vec<String> {
    let notices = plan.verdict.notices.iter().map(|notice| {
        let place = match notice.file.as_str() {
            "" => String::new(),
            file => format!("{}:{}: ", plan.project.shown(file), notice.line),
        };
        format!("{place}{}", notice.text)
    });
    notices.collect()
}

/// All that is odd about a plan and its surroundings.
pub(super) fn warnings(plan: &Judged) -> Vec<String> {
    let warnings = plan.project.warnings.iter().cloned();
    warnings.chain(notices(plan)).collect()
}
