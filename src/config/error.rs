//! What is wrong with a configuration, with the place in its text.

use super::did_you_mean;
use miette::{Diagnostic, NamedSource, SourceSpan};
use std::ops::Range;
use thiserror::Error;

/// What is wrong with a configuration, and where.
#[derive(Clone, Debug, Error, Diagnostic)]
#[error("{problem}")]
#[diagnostic(code(frontlint::config::invalid))]
pub struct ConfigError {
    pub(super) problem: String,
    #[help]
    pub(super) help: Option<String>,
    #[source_code]
    text: NamedSource<String>,
    #[label("here")]
    pub(super) at: SourceSpan,
}

/// The text of a configuration, for those who find mistakes in it.
pub(super) struct Text<'t> {
    pub(super) file: &'t str,
    pub(super) text: &'t str,
}

impl Text<'_> {
    pub(super) fn error(
        &self,
        problem: impl Into<String>,
        help: Option<String>,
        span: Range<usize>,
    ) -> Box<ConfigError> {
        Box::new(ConfigError {
            problem: problem.into(),
            help,
            text: NamedSource::new(self.file, self.text.to_owned()),
            at: span.into(),
        })
    }

    /// A mistake that the parser has found.
    pub(super) fn parser(&self, wrong: &toml::de::Error) -> Box<ConfigError> {
        let problem = wrong.message();
        let help = suggestion_for(problem);
        self.error(problem, help, wrong.span().unwrap_or(0..0))
    }
}

/// "unknown field `x`, expected one of `a`, `b`": the nearest of them.
fn suggestion_for(problem: &str) -> Option<String> {
    let (unknown, expected) = problem.strip_prefix("unknown field `")?.split_once('`')?;
    let known = expected.split('`').skip(1).step_by(2);
    did_you_mean(unknown, known)
}
