//! `[check]`: a rule on the attributes of one resource, as data in a page's header.
//!
//! A clause holds for a block when all its attributes match. `when` chooses the
//! resources, `require` must hold, `forbid` must not; `unset` says what the
//! service does where an attribute is left out, and without it a missing
//! attribute breaks `require` and passes `forbid`. `edit` is the value that anyone would write
//! instead, where there is one. With `block`, all of this is
//! about each block of those names: names inside each other are joined by dots.

use crate::finding::Findings;
use crate::plan::{Attr, Kind, Node, Plan, Value};
use crate::source::{Rewrite, quoted};
use globset::{Glob, GlobMatcher};
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;

/// The rule of one page.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    resource: Vec<String>,
    #[serde(default)]
    block: Vec<String>,
    #[serde(default)]
    when: Clause,
    #[serde(default)]
    require: Clause,
    #[serde(default)]
    forbid: Clause,
    #[serde(default)]
    unset: BTreeMap<String, toml::Value>,
    /// What to write where the attribute of that name is at fault, when that is right without
    /// further thought.
    #[serde(default)]
    edit: BTreeMap<String, Literal>,
    label: String,
}

/// A value that can be written as it is.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Literal {
    Bool(bool),
    Number(i64),
    Text(String),
}

impl Literal {
    fn rewrite(&self) -> Rewrite {
        Rewrite::Value(match self {
            Self::Bool(value) => value.to_string(),
            Self::Number(value) => value.to_string(),
            Self::Text(text) => quoted(text),
        })
    }
}

type Clause = BTreeMap<String, Patterns>;

/// What an attribute may be: one pattern or several.
#[derive(Debug)]
struct Patterns(Vec<Pattern>);

#[derive(Debug)]
enum Pattern {
    Bool(bool),
    Number(f64),
    Glob(GlobMatcher),
}

/// Whether a clause holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Yes,
    No,
    Unknown,
}

impl Check {
    /// The types of resources that it is for.
    #[cfg(test)]
    pub(super) fn types(&self) -> impl Iterator<Item = &str> {
        self.resource.iter().map(String::as_str)
    }

    /// Runs the rule over every resource it is for.
    pub fn run(&self, plan: &Plan<'_>, help: &str, findings: &mut Findings) {
        for type_name in &self.resource {
            for id in plan.of_type(type_name) {
                let resource = plan.node(id);
                if self.block.is_empty() {
                    self.judge(&resource, help, findings);
                }
                for path in &self.block {
                    self.judge_blocks(&resource, path, help, findings);
                }
            }
        }
    }

    fn judge_blocks(&self, node: &Node<'_>, path: &str, help: &str, findings: &mut Findings) {
        let (name, inner) = match path.split_once('.') {
            Some((name, inner)) => (name, Some(inner)),
            None => (path, None),
        };
        findings.hidden_blocks(node, name);
        for block in &node.blocks(name).nodes {
            match inner {
                Some(inner) => self.judge_blocks(block, inner, help, findings),
                None => self.judge(block, help, findings),
            }
        }
    }

    fn judge(&self, node: &Node<'_>, help: &str, findings: &mut Findings) {
        let address = &node.plan()[node.id].address;
        for (name, patterns) in &self.when {
            match self.holds(node, name, patterns, true) {
                Holds::Yes => {}
                Holds::No => return,
                Holds::Unknown => {
                    return findings
                        .undecided(address, format!("`{name}` is known only after apply"));
                }
            }
        }
        let required = self
            .require
            .iter()
            .map(|(name, patterns)| (name, patterns, Holds::No));
        let forbidden = self
            .forbid
            .iter()
            .map(|(name, patterns)| (name, patterns, Holds::Yes));
        for (name, patterns, wrong) in required.chain(forbidden) {
            let holds = self.holds(node, name, patterns, false);
            if holds == wrong {
                let finding = findings.at(node.place(name));
                finding.label(self.label(node)).help(help);
                if let Some(value) = self.edit.get(name) {
                    finding.edit(node, name, value.rewrite());
                }
            } else if holds == Holds::Unknown {
                findings.undecided(address, format!("`{name}` is known only after apply"));
            }
        }
    }

    /// What the provider fills in counts for `when`; for the rule itself, only
    /// what is written does, so that plans before and after apply agree.
    fn holds(&self, node: &Node<'_>, name: &str, patterns: &Patterns, filled_in: bool) -> Holds {
        let attr = match node.attr(name) {
            Attr::Known(_) if !filled_in && !node.is_set(name) => Attr::Unset,
            attr => attr,
        };
        let matched = match (attr, self.unset.get(name)) {
            (Attr::Unknown, _) => return Holds::Unknown,
            (Attr::Known(value), _) => patterns.matches(value),
            (Attr::Unset, Some(stand_in)) => patterns.matches_toml(stand_in),
            (Attr::Unset, None) => Some(false),
        };
        match matched {
            Some(true) => Holds::Yes,
            Some(false) => Holds::No,
            None => Holds::Unknown,
        }
    }

    /// The label with its `{attribute}` places filled in, unless marked sensitive.
    fn label(&self, node: &Node<'_>) -> String {
        let mut label = String::new();
        let mut rest = self.label.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else {
                break;
            };
            label.push_str(before);
            label.push_str(&node.shown(name));
            rest = after;
        }
        label + rest
    }
}

impl Patterns {
    fn matches(&self, value: &Value<'_>) -> Option<bool> {
        match &value.kind {
            Kind::Unknown | Kind::List(_) | Kind::Map(_) => None,
            Kind::Null => Some(false),
            _ => Some(self.0.iter().any(|pattern| pattern.matches(value))),
        }
    }

    fn matches_toml(&self, value: &toml::Value) -> Option<bool> {
        let value = match value {
            toml::Value::Boolean(value) => Kind::Bool(*value),
            toml::Value::Integer(number) => Kind::Number(*number as f64),
            toml::Value::String(text) => Kind::String(text.as_str().into()),
            _ => return None,
        };
        self.matches(&value.into())
    }
}

impl Pattern {
    fn matches(&self, value: &Value<'_>) -> bool {
        match (self, &value.kind) {
            (Self::Bool(expected), Kind::Bool(value)) => expected == value,
            (Self::Bool(expected), Kind::String(text)) => expected.to_string() == text.as_ref(),
            (Self::Number(expected), Kind::Number(number)) => expected == number,
            (Self::Number(expected), Kind::String(text)) => text.parse() == Ok(*expected),
            (Self::Glob(glob), Kind::String(text)) => glob.is_match(text.as_ref()),
            _ => false,
        }
    }
}

impl<'de> Deserialize<'de> for Patterns {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let one_or_many = match toml::Value::deserialize(deserializer)? {
            toml::Value::Array(items) => items,
            one => vec![one],
        };
        one_or_many
            .into_iter()
            .map(|value| match value {
                toml::Value::Boolean(value) => Ok(Pattern::Bool(value)),
                toml::Value::Integer(number) => Ok(Pattern::Number(number as f64)),
                toml::Value::Float(number) => Ok(Pattern::Number(number)),
                toml::Value::String(text) => Glob::new(&text)
                    .map(|glob| Pattern::Glob(glob.compile_matcher()))
                    .map_err(serde::de::Error::custom),
                _ => Err(serde::de::Error::custom(
                    "expected a boolean, a number, a glob or a list of them",
                )),
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }
}
