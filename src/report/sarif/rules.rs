//! Pages → what a viewer says about a lint.

use super::log::{Configuration, Help, Rule, RuleProperties, Text};
use crate::catalog::{Catalog, Lint, Precision};
use crate::finding::Level;
use crate::layout::shortened;
use crate::report::help_uri;

/// As code scanning takes them, in characters.
const NAME: usize = 255;
const DESCRIPTION: usize = 1024;
const TAGS: usize = 10;

/// Describes a lint that spoke at `level`.
pub(super) fn rule(catalog: &Catalog, name: &str, level: Level) -> Rule {
    let uri = help_uri(name);
    let Some(lint) = catalog.get(name) else {
        return unknown(name, level, uri);
    };
    let severity = lint.severity.map(|severity| format!("{severity:.1}"));
    let mut tags: Vec<_> = lint
        .tags
        .iter()
        .filter(|tag| **tag != "security")
        .copied()
        .collect();
    if severity.is_some() || tags.len() < lint.tags.len() {
        tags.insert(0, "security");
    }
    tags.truncate(TAGS);
    Rule {
        id: lint.name.to_owned(),
        name: readable(lint.name),
        short_description: text(lint.title, DESCRIPTION),
        full_description: text(&lint.summary(), DESCRIPTION),
        help: help(lint, &uri),
        help_uri: uri,
        default_configuration: Configuration {
            enabled: lint.level.is_some(),
            level: lint.level.unwrap_or(level).name(),
        },
        properties: RuleProperties {
            tags,
            precision: lint.precision.name(),
            problem_severity: severity
                .is_none()
                .then(|| problem(lint.level.unwrap_or(level))),
            security_severity: severity,
        },
    }
}

/// Why it matters and how it looks when it is right.
fn help(lint: &Lint, uri: &str) -> Help {
    let why = lint.section("Why");
    let mut words = format!("{}\n\n", lint.summary());
    let mut markdown = words.clone();
    if !why.is_empty() {
        words += &format!("{why}\n\n");
        markdown += &format!("## Why\n\n{why}\n\n");
    }
    let passes = lint.section("Passes");
    if !passes.is_empty() {
        markdown += &format!("## Passes\n\n{passes}\n\n");
    }
    if !lint.references.is_empty() {
        let links: Vec<_> = lint
            .references
            .iter()
            .map(|link| format!("- <{link}>\n"))
            .collect();
        markdown += &format!("## References\n\n{}\n", links.concat());
    }
    Help {
        text: format!("{words}See {uri}"),
        markdown: format!("{markdown}[The lint's page]({uri})"),
    }
}

/// `listener-http-forwards` → `ListenerHttpForwards`: by the standard a rule's
/// readable name is not its id.
fn readable(name: &str) -> String {
    let words = name.split('-').filter_map(|word| {
        let mut chars = word.chars();
        let first = chars.next()?.to_ascii_uppercase();
        Some(std::iter::once(first).chain(chars).collect::<String>())
    });
    within(&words.collect::<String>(), NAME)
}

/// A lint that the catalogue does not know, for no string may be empty.
fn unknown(name: &str, level: Level, uri: String) -> Rule {
    Rule {
        id: name.to_owned(),
        name: readable(name),
        short_description: text(name, DESCRIPTION),
        full_description: text(name, DESCRIPTION),
        help: Help {
            text: format!("See {uri}"),
            markdown: format!("[The lint's page]({uri})"),
        },
        help_uri: uri,
        default_configuration: Configuration {
            enabled: true,
            level: level.name(),
        },
        properties: RuleProperties {
            tags: Vec::new(),
            precision: Precision::default().name(),
            security_severity: None,
            problem_severity: Some(problem(level)),
        },
    }
}

fn problem(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "recommendation",
    }
}

fn text(text: &str, most: usize) -> Text {
    Text {
        text: within(text, most),
    }
}

/// A text of at most so many characters, the mark of a cut among them.
fn within(text: &str, most: usize) -> String {
    match text.chars().nth(most) {
        Some(_) => shortened(text, most - 1),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn s2_long_texts_are_cut() {
        assert_eq!(within("abc", 3), "abc");
        assert_eq!(within("äöüß", 3), "äö…");
    }
}
