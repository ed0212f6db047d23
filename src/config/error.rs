//! What is wrong with a configuration, with the place in its text.

use super::did_you_mean;
use super::excerpt::{Excerpt, Text};
use crate::layout;
use miette::{Diagnostic, SourceSpan};
use std::ops::Range;
use thiserror::Error;

/// What is wrong with a configuration, and where. It shows the key concerned and nothing of the
/// others: what they hold is nobody's business.
#[derive(Clone, Debug, Error, Diagnostic)]
#[error("{problem}")]
#[diagnostic(code(frontlint::config::invalid))]
pub struct ConfigError {
    pub(super) problem: String,
    #[help]
    pub(super) help: Option<String>,
    #[source_code]
    text: Excerpt,
    #[label]
    pub(super) at: SourceSpan,
}

/// As many characters of a problem are told: it may quote a name of any length.
const LONGEST: usize = 300;

impl Text<'_> {
    pub(super) fn error(
        &self,
        problem: impl Into<String>,
        help: Option<String>,
        span: Range<usize>,
    ) -> Box<ConfigError> {
        let text = self.excerpt(&span);
        Box::new(ConfigError {
            problem: shortened(&problem.into()),
            help,
            at: text.label(&span).into(),
            text,
        })
    }

    /// A mistake that the parser has found.
    pub(super) fn parser(&self, wrong: &toml::de::Error) -> Box<ConfigError> {
        let problem = wrong.message();
        let help = suggestion_for(problem);
        self.error(problem, help, wrong.span().unwrap_or(0..0))
    }
}

/// Cuts what may be the user's; the names that there are stand behind it.
pub fn shortened(text: &str) -> String {
    let known = text.find("`, expected one of");
    let (text, known) = text.split_at(known.unwrap_or(text.len()));
    layout::shortened(text, LONGEST) + known
}

/// "unknown field `x`, expected one of `a`, `b`": the nearest of them.
fn suggestion_for(problem: &str) -> Option<String> {
    let (unknown, expected) = problem.strip_prefix("unknown field `")?.split_once('`')?;
    let known = expected.split('`').skip(1).step_by(2);
    did_you_mean(unknown, known)
}
