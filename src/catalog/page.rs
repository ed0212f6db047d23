//! A lint's page: a TOML header above Markdown prose.

use super::Coded;
use super::check::Check;
use crate::finding::Level;
use serde::Deserialize;
use thiserror::Error;

/// One lint, as its page describes it.
#[derive(Debug)]
pub struct Lint {
    pub name: &'static str,
    /// The heading: lower case, without a full stop.
    pub title: &'static str,
    /// The first paragraph, on one line.
    pub summary: String,
    /// The level by default; `None` is off.
    pub level: Option<Level>,
    pub tags: Vec<String>,
    pub since: String,
    pub references: Vec<String>,
    /// For security lints, 0.1 to 10.0 as code scanning ranks it.
    pub severity: Option<f64>,
    pub precision: Precision,
    /// Everything below the header.
    pub markdown: &'static str,
    pub rule: Rule,
}

/// Where a lint's check is.
#[derive(Debug)]
pub enum Rule {
    /// In the page's header.
    Check(Check),
    /// In `passes`.
    Coded(Coded),
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    level: String,
    tags: Vec<String>,
    since: String,
    references: Vec<String>,
    #[serde(rename = "security-severity")]
    severity: Option<f64>,
    #[serde(default)]
    precision: Precision,
    check: Option<Check>,
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
        let body = text.strip_prefix("```toml\n").ok_or(PageError::NoHeader)?;
        let (header, markdown) = body.split_once("\n```\n").ok_or(PageError::NoHeader)?;
        let header: Header = toml::from_str(header)?;
        let markdown = markdown.trim_start();
        let (title, prose) = markdown
            .strip_prefix("# ")
            .and_then(|rest| rest.split_once('\n'))
            .ok_or(PageError::NoTitle)?;
        let paragraph = prose.trim_start().split("\n\n").next().unwrap_or_default();
        if paragraph.is_empty() || paragraph.starts_with('#') {
            return Err(PageError::NoSummary);
        }
        let level = match header.level.as_str() {
            "off" => None,
            name => Some(name.parse().map_err(|()| PageError::Level)?),
        };
        let rule = match (header.check, coded) {
            (Some(check), _) => Rule::Check(check),
            (None, Some(coded)) => Rule::Coded(coded),
            (None, None) => return Err(PageError::NoRule),
        };
        Ok(Self {
            name,
            title: title.trim(),
            summary: paragraph.split_whitespace().collect::<Vec<_>>().join(" "),
            level,
            tags: header.tags,
            since: header.since,
            references: header.references,
            severity: header.severity,
            precision: header.precision,
            markdown,
            rule,
        })
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
