//! What people read in a terminal or a build log.
//!
//! Each finding opens with its level and lint, shows the region of its line, and
//! ends with where, why and what to do. A summary closes each plan.

mod summary;

use super::excerpt::Excerpt;
use super::{PlanReport, Run, untrusted};
use crate::engine::{CALLED, Located, PASSED};
use crate::finding::{Level, Origin, plural};
use crate::layout::paragraph;
use crate::source::Location;
use std::cmp::Reverse;
use std::fmt::Write;
use summary::Summary;

/// How the text looks. The caller knows the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    pub color: bool,
    /// Draw with more than ASCII.
    pub unicode: bool,
    /// The columns that lines keep to.
    pub width: usize,
    /// List each undecided question.
    pub undecided: bool,
}

/// As many addresses or related places of one finding are listed.
const MANY: usize = 10;

/// Writes the report for people: of each plan the errors first, and the sum last.
pub fn text(run: &Run<'_>, style: &Style) -> String {
    let writer = Writer { run, style };
    let mut out = String::new();
    let mut total = Summary::default();
    for plan in &run.plans {
        let mut findings: Vec<&Located> = plan.verdict.findings.iter().collect();
        findings.sort_by_key(|located| Reverse(located.finding.level));
        for located in findings {
            writer.finding(&mut out, plan, located);
        }
        let mut tell = |text: &str| out.push_str(&paragraph(text, "", "  ", style.width));
        for located in &plan.verdict.resolved {
            let lint = located.finding.lint;
            let at = listed(&located.addresses, 1);
            tell(&format!("resolved by this plan: {lint} at {at}"));
        }
        if style.undecided {
            for open in &plan.verdict.undecided {
                let (address, why) = (untrusted::line(&open.address), untrusted::line(&open.why));
                tell(&format!("undecided: {} at {address}: {why}", open.lint));
            }
        }
        let summary = Summary::of(plan);
        let id = untrusted::line(&plan.id);
        if summary.resources == 0 {
            tell(&format!("0 fronting resources in plan {id}"));
        }
        tell(&format!("{id}: {summary}"));
        total.add(summary);
    }
    if run.plans.len() > 1 {
        let total = format!("{}: {total}", plural(run.plans.len(), "plan"));
        out.push_str(&paragraph(&total, "", "  ", style.width));
    }
    out
}

struct Writer<'r> {
    run: &'r Run<'r>,
    style: &'r Style,
}

impl Writer<'_> {
    fn finding(&self, out: &mut String, plan: &PlanReport<'_>, located: &Located) {
        let finding = &located.finding;
        let message = untrusted::line(&finding.message);
        let title = self
            .run
            .catalog
            .get(finding.lint)
            .map_or(message.as_str(), |lint| lint.title);
        let existing = if located.origin == Origin::Existing {
            " (existing, this plan leaves it)"
        } else {
            ""
        };

        let mut excerpt = Excerpt::default();
        let mut notes = Vec::new();
        let primary = located.at.as_ref();
        let shown = primary
            .is_some_and(|at| self.excerpt(&mut excerpt, plan, at, &located.attribute, &message));
        for related in located.related.iter().take(MANY) {
            let label = untrusted::line(&related.label);
            let same_file = primary
                .zip(related.at.as_ref())
                .filter(|(at, other)| at.file == other.file);
            let labelled = same_file.is_some_and(|(_, other)| {
                shown && self.excerpt(&mut excerpt, plan, other, &related.attribute, &label)
            });
            if !labelled {
                let address = untrusted::line(&related.address);
                let place = related.at.as_ref().map(|at| clickable(plan, at));
                notes.push(match (related.label.as_str(), place) {
                    (CALLED, Some(place)) => format!("called at {place}, as {address}"),
                    (PASSED, Some(place)) => format!("the value is set at {place}, by {address}"),
                    (_, Some(place)) => format!("{place} {address}: {label}"),
                    (_, None) => format!("{address}: {label}"),
                });
            }
        }
        if let Some(more) = located
            .related
            .len()
            .checked_sub(MANY)
            .filter(|more| *more > 0)
        {
            notes.push(format!("and {}", plural(more, "more place")));
        }

        let head = format!("{}[{}]", finding.level, finding.lint);
        let head = format!("{}: ", self.loud(finding.level, &head));
        let title = format!("{title}{existing}");
        out.push_str(&paragraph(&title, &head, "  ", self.style.width));
        if shown {
            out.push_str(&excerpt.drawn(finding.level, self.style));
        }
        if !shown {
            if let Some(at) = primary {
                let _ = writeln!(out, "    {}", clickable(plan, at));
            }
            out.push_str(&paragraph(&message, "    ", "    ", self.style.width));
        }
        let attribute = untrusted::line(&located.attribute);
        match located.addresses.as_slice() {
            [] => {}
            [one] if attribute.is_empty() => self.field(out, "at", &untrusted::line(one)),
            [one] => self.field(out, "at", &format!("{}: {attribute}", untrusted::line(one))),
            several => {
                if !attribute.is_empty() {
                    self.field(out, "at", &attribute);
                }
                self.field(out, "instances", &listed(several, MANY));
            }
        }
        for note in notes {
            self.field(out, "note", &note);
        }
        if !finding.way.is_empty() {
            let arrow = if self.style.unicode { " → " } else { " -> " };
            let way: Vec<_> = finding
                .way
                .iter()
                .map(|step| untrusted::line(step))
                .collect();
            self.field(out, "way", &way.join(arrow));
        }
        if !finding.help.is_empty() {
            self.field(out, "help", &untrusted::line(&finding.help));
        }
        if let Some(patch) = &located.patch {
            let new = untrusted::line(&patch.attribute);
            let (how, where_) = match patch.adds() {
                true => ("add", "below"),
                false => ("write", "at"),
            };
            let line = format!(
                "{}:{}",
                untrusted::line(&plan.shown(&patch.file)),
                patch.line
            );
            self.field(out, "suggestion", &format!("{how} `{new}` {where_} {line}"));
        }
        out.push('\n');
    }

    /// The level and lint in the level's colour.
    fn loud(&self, level: Level, text: &str) -> String {
        if !self.style.color {
            return text.to_owned();
        }
        let color = match level {
            Level::Error => 31,
            Level::Warning => 33,
            Level::Note => 36,
        };
        format!("\u{1b}[1;{color}m{text}\u{1b}[0m")
    }

    /// Adds a line to the excerpt, when its text is at hand.
    fn excerpt(
        &self,
        excerpt: &mut Excerpt,
        plan: &PlanReport<'_>,
        at: &Location,
        attribute: &str,
        label: &str,
    ) -> bool {
        let Some(text) = plan.sources.text(&at.file) else {
            return false;
        };
        let file = untrusted::line(&plan.shown(&at.file));
        excerpt.add((file, text), at, attribute, label, self.style)
    }

    /// Writes a text behind its name.
    fn field(&self, out: &mut String, name: &str, value: &str) {
        let head = format!("  {} ", self.name(name));
        let indent = " ".repeat(name.len() + 4);
        out.push_str(&paragraph(value, &head, &indent, self.style.width));
    }

    fn name(&self, name: &str) -> String {
        if self.style.color {
            format!("\u{1b}[36m{name}:\u{1b}[0m")
        } else {
            format!("{name}:")
        }
    }
}

fn clickable(plan: &PlanReport<'_>, at: &Location) -> String {
    format!(
        "{}:{}:{}",
        untrusted::line(&plan.shown(&at.file)),
        at.line,
        at.column
    )
}

/// `a, b, and 3 more`.
fn listed(addresses: &[String], most: usize) -> String {
    let shown: Vec<_> = addresses
        .iter()
        .take(most)
        .map(|address| untrusted::line(address))
        .collect();
    match addresses.len().saturating_sub(most) {
        0 => shown.join(", "),
        more => format!("{}, and {more} more", shown.join(", ")),
    }
}
