//! How many findings one plan may have.

use super::{Located, Notice};
use crate::finding::{most_severe, there_are};
use std::cmp::Reverse;

/// Nobody reads more findings of one plan, and reports of them would fill a disk.
pub(super) const MOST: usize = 100_000;

/// Leaves out the least severe of too many findings, and says so.
pub(super) fn limited(
    findings: Vec<Located>,
    most: usize,
    notices: &mut Vec<Notice>,
) -> Vec<Located> {
    let left_out = findings.len().saturating_sub(most);
    if left_out > 0 {
        let text = format!(
            "{} left out: these are the {most} most severe of this plan",
            there_are(left_out, "finding")
        );
        notices.push(of_plan(text));
    }
    most_severe(findings, most, |located| Reverse(located.finding.level))
}

/// The same for what is undecided, which is sorted by lint and address.
pub(super) fn limit_undecided<T>(undecided: &mut Vec<T>, most: usize, notices: &mut Vec<Notice>) {
    let left_out = undecided.len().saturating_sub(most);
    if left_out > 0 {
        let more = there_are(left_out, "more question");
        let text = format!("{more} undecided: {most} are listed");
        notices.push(of_plan(text));
    }
    undecided.truncate(most);
}

fn of_plan(text: String) -> Notice {
    Notice {
        file: String::new(),
        line: 0,
        text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Findings, Level, Origin};
    use crate::plan::{Path, Place};
    use std::collections::BTreeMap;

    fn located(level: Level) -> Located {
        let mut findings = Findings::new("rule-shadowed", level);
        let place = Place {
            address: "aws_lb_listener.a".into(),
            path: Path::default(),
            ordinals: Vec::new(),
            keys: Vec::new(),
        };
        Located {
            finding: findings.at(place).clone(),
            origin: Origin::Introduced,
            addresses: Vec::new(),
            instances: Vec::new(),
            moved: BTreeMap::new(),
            changed: true,
            attribute: String::new(),
            at: None,
            related: Vec::new(),
            patch: None,
        }
    }

    #[test]
    fn the_least_severe_of_too_many_are_left_out_and_counted() {
        let all = [Level::Note, Level::Error, Level::Warning].map(located);
        let mut notices = Vec::new();
        let kept = limited(all.to_vec(), 2, &mut notices);
        let levels: Vec<Level> = kept.iter().map(|kept| kept.finding.level).collect();
        assert_eq!(levels, [Level::Error, Level::Warning]);
        assert!(
            notices[0].text.starts_with("1 finding is left out"),
            "{notices:?}"
        );
        assert_eq!(limited(all.to_vec(), 3, &mut Vec::new()).len(), 3);
    }

    #[test]
    fn undecided_questions_beyond_the_limit_are_counted() {
        let mut notices = Vec::new();
        let mut open = vec!["a", "b", "c"];
        limit_undecided(&mut open, 3, &mut notices);
        assert!(notices.is_empty(), "{notices:?}");
        limit_undecided(&mut open, 2, &mut notices);
        assert_eq!(open, ["a", "b"]);
        assert!(
            notices[0].text.starts_with("1 more question is"),
            "{notices:?}"
        );
    }
}
