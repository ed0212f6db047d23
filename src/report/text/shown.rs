//! The excerpt of a finding, as miette draws it.

use crate::finding::Level;
use crate::report::Style;
use crate::report::excerpt::Excerpt;
use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, Severity, SourceCode,
};
use std::fmt;

pub(super) fn handler(style: &Style) -> GraphicalReportHandler {
    let theme = match (style.unicode, style.color) {
        (true, true) => GraphicalTheme::unicode(),
        (true, false) => GraphicalTheme::unicode_nocolor(),
        (false, true) => GraphicalTheme::ascii(),
        (false, false) => GraphicalTheme::none(),
    };
    GraphicalReportHandler::new_themed(theme)
        .with_links(false)
        .with_context_lines(0)
        // Labels come with lines of their own.
        .with_wrap_lines(false)
        .with_width(usize::MAX >> 1)
        .without_syntax_highlighting()
}

/// Draws the excerpt, without the headline that miette puts above it.
pub(super) fn draw(handler: &GraphicalReportHandler, level: Level, excerpt: Excerpt) -> String {
    let mut drawn = String::new();
    let shown = Shown {
        level,
        labels: excerpt.labels(),
        excerpt,
    };
    let rendered = handler.render_report(&mut drawn, &shown);
    debug_assert!(rendered.is_ok(), "an excerpt gives every span it labels");
    let frame = |line: &&str| line.contains("\u{256d}\u{2500}[") || line.contains(",-[");
    let skipped = drawn.lines().take_while(|line| !frame(line)).count();
    drawn.split_inclusive('\n').skip(skipped).collect()
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
