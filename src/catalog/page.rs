//! A lint's page: a TOML header above Markdown prose.

use super::check::Check;
use super::{Coded, Page};
use crate::finding::Level;
use crate::plan::Plan;
use serde::Deserialize;
use std::ops::Deref;
use std::sync::OnceLock;
use thiserror::Error;

/// One lint, as its page describes it.
///
/// A run needs few of the pages: the header of one that is compiled in is read when somebody asks
/// for what stands in it.
#[derive(Debug)]
pub struct Lint {
    pub name: &'static str,
    /// The heading: lower case, without a full stop.
    pub title: &'static str,
    /// The level by default; `None` is off.
    pub level: Option<Level>,
    pub tags: Vec<String>,
    /// Everything below the header.
    pub markdown: &'static str,
    toml: &'static str,
    header: OnceLock<Header>,
    /// The types that `[check]` is for, as far as they are known without the header.
    types: &'static [&'static str],
    coded: Option<Coded>,
}

/// Where a lint's check is.
#[derive(Debug)]
pub enum Rule<'l> {
    /// In the page's header.
    Check(&'l Check),
    /// In `passes`.
    Coded(Coded),
}

/// What a page says above its prose.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    level: String,
    tags: Vec<String>,
    pub since: String,
    pub references: Vec<String>,
    /// For security lints, 0.1 to 10.0 as code scanning ranks it.
    #[serde(rename = "security-severity")]
    pub severity: Option<f64>,
    #[serde(default)]
    pub precision: Precision,
    check: Option<Check>,
}

/// How often a finding is right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    VeryHigh,
    #[default]
    High,
    Medium,
    Low,
}

impl Precision {
    pub fn name(self) -> &'static str {
        match self {
            Self::VeryHigh => "very-high",
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

/// What is wrong with a page.
#[derive(Debug, Error)]
pub enum PageError {
    #[error("the page does not open with a ```toml block")]
    NoHeader,
    #[error("the header is wrong: {0}")]
    Header(#[from] toml::de::Error),
    #[error("there is no `# title` below the header")]
    NoTitle,
    #[error("there is no paragraph below the title")]
    NoSummary,
    #[error("`level` must be error, warning, note or off")]
    Level,
    #[error("the page has neither `[check]` nor a pass")]
    NoRule,
}

/// An example of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// Whether the lint must speak.
    pub fails: bool,
    /// The `frontlint.toml` that goes with it.
    pub config: String,
    pub hcl: String,
}

impl Lint {
    /// Reads a page.
    ///
    /// # Errors
    /// A header or a structure that is not a page's; see [`PageError`].
    pub fn read(
        name: &'static str,
        text: &'static str,
        coded: Option<Coded>,
    ) -> Result<Self, PageError> {
        let lint = Self::split(name, text)?;
        let header: Header = toml::from_str(lint.toml)?;
        let level = match header.level.as_str() {
            "off" => None,
            name => Some(name.parse().map_err(|()| PageError::Level)?),
        };
        if header.check.is_none() && coded.is_none() {
            return Err(PageError::NoRule);
        }
        let summary = lint.summary();
        if summary.is_empty() || summary.starts_with('#') {
            return Err(PageError::NoSummary);
        }
        Ok(Self {
            level,
            tags: header.tags.clone(),
            coded: coded.filter(|_| header.check.is_none()),
            header: header.into(),
            ..lint
        })
    }

    /// A page that is compiled in, of which the build has read what every run asks for.
    ///
    /// # Errors
    /// A structure that is not a page's.
    pub(super) fn prepared(page: &Page) -> Result<Self, PageError> {
        Ok(Self {
            level: page.level.parse().ok(),
            tags: page.tags.iter().copied().map(str::to_owned).collect(),
            types: page.types,
            coded: page.coded,
            ..Self::split(page.name, page.text)?
        })
    }

    fn split(name: &'static str, text: &'static str) -> Result<Self, PageError> {
        let body = text.strip_prefix("```toml\n").ok_or(PageError::NoHeader)?;
        let (toml, markdown) = body.split_once("\n```\n").ok_or(PageError::NoHeader)?;
        let markdown = markdown.trim_start();
        let (title, _) = markdown
            .strip_prefix("# ")
            .and_then(|rest| rest.split_once('\n'))
            .ok_or(PageError::NoTitle)?;
        Ok(Self {
            name,
            title: title.trim(),
            level: None,
            tags: Vec::new(),
            markdown,
            toml,
            header: OnceLock::new(),
            types: &[],
            coded: None,
        })
    }

    /// Where the check is.
    pub fn rule(&self) -> Rule<'_> {
        match (self.coded, &self.check) {
            (Some(coded), _) => Rule::Coded(coded),
            (None, Some(check)) => Rule::Check(check),
            (None, None) => unreachable!("a page without either is refused"),
        }
    }

    /// Whether a plan holds anything that the lint could speak of. Passes find out themselves.
    pub fn concerns(&self, plan: &Plan<'_>) -> bool {
        let holds = |name: &str| plan.of_type(name).next().is_some();
        self.coded.is_some()
            || match self.header.get().and_then(|header| header.check.as_ref()) {
                Some(check) => check.types().any(holds),
                None => self.types.iter().copied().any(holds),
            }
    }

    /// The first paragraph, on one line.
    pub fn summary(&self) -> String {
        let prose = self
            .markdown
            .split_once('\n')
            .map_or("", |(_, prose)| prose);
        let paragraph = prose.trim_start().split("\n\n").next();
        let words = paragraph.unwrap_or_default().split_whitespace();
        words.collect::<Vec<_>>().join(" ")
    }

    /// What it is about, by which the catalogue is ordered: its first tag.
    pub fn family(&self) -> &str {
        self.tags.first().map_or("", String::as_str)
    }

    /// The prose under `## NAME`, empty when the page has no such section.
    pub fn section(&self, name: &str) -> &'static str {
        let Some(start) = self.markdown.find(&format!("\n## {name}\n")) else {
            return "";
        };
        let rest = &self.markdown[start + name.len() + 5..];
        rest.split("\n## ").next().unwrap_or_default().trim()
    }

    /// The examples under *Fails* and *Passes*.
    pub fn examples(&self) -> Vec<Example> {
        [("Fails", true), ("Passes", false)]
            .into_iter()
            .flat_map(|(section, fails)| examples(self.section(section), fails))
            .collect()
    }
}

impl Deref for Lint {
    type Target = Header;

    fn deref(&self) -> &Header {
        self.header
            .get_or_init(|| toml::from_str(self.toml).expect("a test reads every page"))
    }
}

/// Fenced blocks in order; a `toml` block belongs to the `hcl` block behind it.
fn examples(section: &str, fails: bool) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut config = String::new();
    let mut open: Option<(&str, String)> = None;
    for line in section.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(language)) => open = Some((language.trim(), String::new())),
            (None, None) => {}
            (Some((_, text)), None) => {
                text.push_str(line);
                text.push('\n');
            }
            (Some(_), Some(_)) => match open.take() {
                Some(("toml", text)) => config = text,
                Some(("hcl", hcl)) => examples.push(Example {
                    fails,
                    config: std::mem::take(&mut config),
                    hcl,
                }),
                _ => {}
            },
        }
    }
    examples
}
