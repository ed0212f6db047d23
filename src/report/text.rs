//! What people read in a terminal or a build log.
//!
//! Each finding opens with its level and lint, shows the region of its line, and
//! ends with where, why and what to do. A summary closes each plan.

use super::excerpt::Excerpt;
use super::{PlanReport, Run, untrusted};
use crate::engine::{By, Located};
use crate::finding::{Level, Origin};
use crate::source::Location;
use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, Severity, SourceCode,
};
use std::fmt::{self, Write};

/// How the text looks. The caller knows the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    pub color: bool,
    /// Draw with more than ASCII.
    pub unicode: bool,
    /// Columns at which prose is wrapped.
    pub width: usize,
    /// List each undecided question.
    pub undecided: bool,
}

/// As many addresses or related places of one finding are listed.
const MANY: usize = 10;

/// Writes the report for people.
pub fn text(run: &Run<'_>, style: &Style) -> String {
    let writer = Writer {
        run,
        style,
        handler: handler(style),
    };
    let mut out = String::new();
    let mut total = Summary::default();
    for plan in &run.plans {
        for located in &plan.verdict.findings {
            writer.finding(&mut out, plan, located);
        }
        for located in &plan.verdict.resolved {
            let lint = located.finding.lint;
            let _ = writeln!(
                out,
                "resolved by this plan: {lint} at {}",
                listed(&located.addresses, 1)
            );
        }
        if style.undecided {
            for open in &plan.verdict.undecided {
                let (address, why) = (untrusted::line(&open.address), untrusted::line(&open.why));
                let _ = writeln!(out, "undecided: {} at {address}: {why}", open.lint);
            }
        }
        let summary = Summary::of(plan);
        let id = untrusted::line(&plan.id);
        if summary.resources == 0 {
            let _ = writeln!(out, "0 fronting resources in plan {id}");
        }
        let _ = writeln!(out, "{id}: {summary}");
        total.add(summary);
    }
    if run.plans.len() > 1 {
        let _ = writeln!(out, "{} plans: {total}", run.plans.len());
    }
    out
}

fn handler(style: &Style) -> GraphicalReportHandler {
    let theme = match (style.unicode, style.color) {
        (true, true) => GraphicalTheme::unicode(),
        (true, false) => GraphicalTheme::unicode_nocolor(),
        (false, true) => GraphicalTheme::ascii(),
        (false, false) => GraphicalTheme::none(),
    };
    GraphicalReportHandler::new_themed(theme)
        .with_links(false)
        .with_context_lines(0)
        .with_break_words(false)
        .with_width(style.width.max(40))
        .without_syntax_highlighting()
}

struct Writer<'r> {
    run: &'r Run<'r>,
    style: &'r Style,
    handler: GraphicalReportHandler,
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
                let place = related
                    .at
                    .as_ref()
                    .map_or(String::new(), |at| format!("{} ", clickable(plan, at)));
                notes.push(format!(
                    "{place}{}: {label}",
                    untrusted::line(&related.address)
                ));
            }
        }
        if let Some(more) = located
            .related
            .len()
            .checked_sub(MANY)
            .filter(|more| *more > 0)
        {
            notes.push(format!("and {more} more places"));
        }

        let head = format!("{}[{}]", finding.level, finding.lint);
        let _ = writeln!(
            out,
            "{}: {title}{existing}",
            self.loud(finding.level, &head)
        );
        if shown {
            out.push_str(&self.draw(finding.level, excerpt));
        }
        if !shown {
            if let Some(at) = primary {
                let _ = writeln!(out, "    {}", clickable(plan, at));
            }
            self.prose(out, "", &message);
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
            self.prose(out, "help", &untrusted::line(&finding.help));
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

    /// Draws the excerpt, without the headline that miette puts above it.
    fn draw(&self, level: Level, excerpt: Excerpt) -> String {
        let mut drawn = String::new();
        let shown = Shown {
            level,
            labels: excerpt.labels(),
            excerpt,
        };
        let rendered = self.handler.render_report(&mut drawn, &shown);
        debug_assert!(rendered.is_ok(), "an excerpt gives every span it labels");
        let frame = |line: &&str| line.contains("\u{256d}\u{2500}[") || line.contains(",-[");
        let skipped = drawn.lines().take_while(|line| !frame(line)).count();
        drawn.split_inclusive('\n').skip(skipped).collect()
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
        excerpt.add((file, text), at, attribute, |margin| {
            wrap(label, self.style.width.saturating_sub(margin).max(30)).join("\n")
        })
    }

    /// Writes a line that people may want to copy, so it is never wrapped.
    fn field(&self, out: &mut String, name: &str, value: &str) {
        let _ = writeln!(out, "  {} {value}", self.name(name));
    }

    /// Writes wrapped prose, under a name if there is one.
    fn prose(&self, out: &mut String, name: &str, text: &str) {
        let indent = if name.is_empty() { 4 } else { name.len() + 4 };
        for (at, line) in wrap(text, self.style.width.saturating_sub(indent).max(30))
            .iter()
            .enumerate()
        {
            if at == 0 && !name.is_empty() {
                self.field(out, name, line);
            } else {
                let _ = writeln!(out, "{:indent$}{line}", "");
            }
        }
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

/// Breaks a text at spaces.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > width {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        line.push_str(word);
        used += length;
    }
    lines.push(line);
    lines
}

/// What the last line says.
#[derive(Clone, Copy, Debug, Default)]
struct Summary {
    levels: [usize; 3],
    resources: usize,
    existing: usize,
    resolved: usize,
    suppressed: usize,
    in_baseline: usize,
    undecided: usize,
}

impl Summary {
    fn of(plan: &PlanReport<'_>) -> Self {
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

    fn add(&mut self, other: Self) {
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
        let plural = |count: usize, noun: &str| {
            format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
        };
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

/// A finding in the shape that miette draws.
#[derive(Debug)]
struct Shown {
    level: Level,
    labels: Vec<LabeledSpan>,
    excerpt: Excerpt,
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.level.name())
    }
}

impl std::error::Error for Shown {}

impl Diagnostic for Shown {
    fn severity(&self) -> Option<Severity> {
        Some(match self.level {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Note => Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        (!self.excerpt.is_empty()).then_some(&self.excerpt as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}
