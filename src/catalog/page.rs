//! A lint's page: a TOML header above Markdown prose.

use super::check::Check;
use super::{Coded, Page, prose};
use crate::finding::Level;
use crate::plan::Plan;
use serde::Deserialize;
use std::ops::Deref;
use std::sync::OnceLock;

/// One lint, as its page describes it.
///
/// A run needs few of the pages: the header and the prose are read when somebody asks for what
/// stands in them.
#[derive(Debug)]
pub struct Lint {
    pub name: &'static str,
    /// The heading: lower case, without a full stop.
    pub title: &'static str,
    /// The level by default; `None` is off.
    pub level: Option<Level>,
    pub tags: &'static [&'static str],
    page: &'static Page,
    header: OnceLock<Header>,
}

/// Where a lint's check is.
#[derive(Debug)]
pub enum Rule<'l> {
    /// In the page's header, and what to write instead.
    Check(&'l Check, &'static str),
    /// In `passes`.
    Coded(Coded),
}

/// What a page says above its prose.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    #[cfg_attr(not(test), expect(dead_code, reason = "the build reads it"))]
    level: String,
    #[cfg_attr(not(test), expect(dead_code, reason = "the build reads it"))]
    tags: Vec<String>,
    pub since: String,
    /// The names that it had before.
    #[serde(default)]
    pub formerly: Vec<String>,
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
    pub(super) fn new(page: &'static Page) -> Self {
        Self {
            name: page.name,
            title: page.title,
            level: page.level.parse().ok(),
            tags: page.tags,
            page,
            header: OnceLock::new(),
        }
    }

    /// Where the check is.
    pub fn rule(&self) -> Rule<'_> {
        match (self.page.coded, &self.check) {
            (Some(coded), _) => Rule::Coded(coded),
            (None, Some(check)) => Rule::Check(check, self.page.help),
            (None, None) => unreachable!("what is not `[check]` is coded"),
        }
    }

    /// Whether a plan holds anything that the lint could speak of. Passes find out themselves.
    pub fn concerns(&self, plan: &Plan<'_>) -> bool {
        let mut types = self.page.types.iter();
        self.page.coded.is_some() || types.any(|name| plan.of_type(name).next().is_some())
    }

    /// Everything below the header.
    pub fn markdown(&self) -> &'static str {
        prose::of(self.page)
    }

    /// The first paragraph, on one line.
    pub fn summary(&self) -> String {
        let prose = self
            .markdown()
            .split_once('\n')
            .map_or("", |(_, prose)| prose);
        let paragraph = prose.trim_start().split("\n\n").next();
        let words = paragraph.unwrap_or_default().split_whitespace();
        words.collect::<Vec<_>>().join(" ")
    }

    /// What it is about, by which the catalogue is ordered: the folder of its page, and its first
    /// tag.
    pub fn family(&self) -> &'static str {
        self.page.family
    }

    /// The prose under `## NAME`, empty when the page has no such section.
    pub fn section(&self, name: &str) -> &'static str {
        let markdown = self.markdown();
        let Some(start) = markdown.find(&format!("\n## {name}\n")) else {
            return "";
        };
        let rest = &markdown[start + name.len() + 5..];
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
            .get_or_init(|| toml::from_str(self.page.toml).expect("a test reads every page"))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;

    #[test]
    fn what_the_build_reads_of_a_page_is_what_it_says() {
        for lint in Catalog::builtin().lints() {
            let name = lint.name;
            let header: &Header = lint;
            let level = match header.level.as_str() {
                "off" => None,
                level => Some(level.parse().expect("a level")),
            };
            assert_eq!(lint.level, level, "{name}");
            assert_eq!(lint.tags, header.tags, "{name}");
            let heading = format!("# {}\n", lint.title);
            assert!(lint.markdown().starts_with(&heading), "{name}");
            let summary = lint.summary();
            assert!(!summary.is_empty() && !summary.starts_with('#'), "{name}");
            let Rule::Check(check, help) = lint.rule() else {
                continue;
            };
            assert_eq!(lint.page.types, check.types().collect::<Vec<_>>(), "{name}");
            let fix = lint.section("Fix").split_whitespace().collect::<Vec<_>>();
            assert!(!help.is_empty(), "{name}");
            assert!(fix.join(" ").starts_with(help), "{name}");
        }
    }
}
