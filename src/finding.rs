//! What the passes say: findings, and what they could not decide.
//!
//! Plain data. A pass names places; lines are found later, and formats are
//! nobody's business here.

use crate::plan::{Node, Place};
use crate::source::{Rewrite, quoted};
use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

/// How loud a finding is. The words are those of SARIF.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    Note,
    Warning,
    Error,
}

impl Level {
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Level {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        [Self::Note, Self::Warning, Self::Error]
            .into_iter()
            .find(|level| level.name() == text)
            .ok_or(())
    }
}

/// Which findings fail a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gate {
    /// From which level on; `None` when no finding does.
    pub level: Option<Level>,
    /// Whether only what the plan introduces does.
    pub introduced_only: bool,
}

impl Gate {
    /// Whether a finding of that level and origin fails the run.
    pub fn stops(self, level: Level, origin: Origin) -> bool {
        let loud = self.level.is_some_and(|from| level >= from);
        loud && (!self.introduced_only || origin == Origin::Introduced)
    }
}

impl Default for Gate {
    /// Errors, whether old or new.
    fn default() -> Self {
        Self {
            level: Some(Level::Error),
            introduced_only: false,
        }
    }
}

/// How a finding came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// The plan brings it in.
    Introduced,
    /// It was there before and stays.
    Existing,
    /// It was there before and the plan removes it.
    Resolved,
}

impl Origin {
    pub fn name(self) -> &'static str {
        match self {
            Self::Introduced => "introduced",
            Self::Existing => "existing",
            Self::Resolved => "resolved",
        }
    }
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The lint's name, which is also the page's.
    pub lint: &'static str,
    pub level: Level,
    /// What is wrong here; the first sentence stands alone.
    pub message: String,
    /// Where: the attribute or block that has to change. Where several blocks
    /// clash it is the last of them in the source, which is settled when lines are known.
    pub places: Vec<Place>,
    pub related: Vec<Related>,
    /// The addresses on the way from the client that this concerns.
    pub way: Vec<String>,
    /// What to write instead.
    pub help: String,
    /// The change that is right without further thought, where there is one.
    pub edit: Option<Edit>,
}

/// A change of one attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub place: Place,
    pub rewrite: Rewrite,
}

/// Another place that belongs to a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    pub place: Place,
    pub label: String,
}

/// A question that the plan leaves open.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Undecided {
    pub lint: &'static str,
    pub address: String,
    pub why: String,
}

/// Collects what one pass says.
#[derive(Debug)]
pub struct Findings {
    lint: &'static str,
    level: Level,
    pub found: Vec<Finding>,
    pub undecided: Vec<Undecided>,
}

impl Findings {
    pub fn new(lint: &'static str, level: Level) -> Self {
        Self {
            lint,
            level,
            found: Vec::new(),
            undecided: Vec::new(),
        }
    }

    /// Adds a finding at a place; the rest is told to what comes back.
    pub fn at(&mut self, place: Place) -> &mut Finding {
        self.at_last_of(vec![place])
    }

    /// Adds a finding about blocks that clash: it stands at the last of them in
    /// the source and refers to the others.
    pub fn at_last_of(&mut self, places: Vec<Place>) -> &mut Finding {
        self.found.push(Finding {
            lint: self.lint,
            level: self.level,
            message: String::new(),
            places,
            related: Vec::new(),
            way: Vec::new(),
            help: String::new(),
            edit: None,
        });
        self.found.last_mut().expect("one was just pushed")
    }

    /// Notes blocks that the lint asks about where the plan does not show how many there are; names
    /// of blocks inside each other are joined by dots.
    pub fn hidden_blocks(&mut self, node: &Node<'_>, path: &str) {
        let (name, inner) = match path.split_once('.') {
            Some((name, inner)) => (name, Some(inner)),
            None => (path, None),
        };
        let blocks = node.blocks(name);
        if !blocks.complete {
            let address = &node.plan()[node.id].address;
            let why = format!("how many `{name}` blocks there are is known only after apply");
            self.undecided(address, why);
        }
        if let Some(inner) = inner {
            for block in &blocks.nodes {
                self.hidden_blocks(block, inner);
            }
        }
    }

    /// Notes that the lint cannot tell, and why.
    pub fn undecided(&mut self, address: &str, why: impl fmt::Display) {
        self.undecided.push(Undecided {
            lint: self.lint,
            address: address.to_owned(),
            why: why.to_string(),
        });
    }
}

impl Finding {
    /// Says what is wrong here.
    pub fn label(&mut self, message: impl Into<String>) -> &mut Self {
        self.message = message.into();
        self
    }

    /// Says what to write instead.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = help.into();
        self
    }

    /// Suggests a change of one attribute, which whoever reads it can take as it is. Of what stands
    /// in a text, nothing is suggested.
    pub fn edit(&mut self, node: &Node<'_>, attribute: &str, rewrite: Rewrite) -> &mut Self {
        if !node.is_in_text() {
            self.edit = Some(Edit {
                place: node.place(attribute),
                rewrite,
            });
        }
        self
    }

    /// Suggests another text for an attribute.
    pub fn write(&mut self, node: &Node<'_>, attribute: &str, text: &str) -> &mut Self {
        self.edit(node, attribute, Rewrite::Value(quoted(text)))
    }

    /// Suggests to take another attribute of the function that an attribute refers to.
    pub fn take(&mut self, node: &Node<'_>, attribute: &str, name: &'static str) -> &mut Self {
        let of = "aws_lambda_function";
        self.edit(node, attribute, Rewrite::Attribute { of, name })
    }

    /// Suggests that a resource waits for others, all of its own module and none waiting for it.
    pub fn wait(&mut self, node: &Node<'_>, others: &[&Node<'_>]) -> &mut Self {
        let own = node.parsed();
        let others = others.iter().map(|other| {
            let waits = other.plan().waits_for(other.id, node.id) == Some(true);
            let other = other.parsed();
            (other.modules == own.modules && !waits).then(|| other.in_module())
        });
        let blocks: Option<BTreeSet<String>> = others.collect();
        if let Some(blocks) = blocks.filter(|blocks| !blocks.is_empty()) {
            let blocks: Vec<String> = blocks.into_iter().collect();
            self.edit(node, "depends_on", Rewrite::Also(blocks.join(", ")));
        }
        self
    }

    /// Points to another place that belongs to it.
    pub fn related(&mut self, place: Place, label: impl Into<String>) -> &mut Self {
        self.related.push(Related {
            place,
            label: label.into(),
        });
        self
    }

    /// Names the way from the client that it concerns.
    pub fn way(&mut self, way: impl IntoIterator<Item = String>) -> &mut Self {
        self.way = way.into_iter().collect();
        self
    }

    /// Lowers the level: what is less certain or less bad is said more quietly.
    pub fn at_most(&mut self, level: Level) -> &mut Self {
        self.level = self.level.min(level);
        self
    }
}

/// A count with its noun: `1 plan`, `2 plans`.
pub fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// The same with a verb: `1 finding is`, `2 findings are`.
pub fn there_are(count: usize, noun: &str) -> String {
    let verb = if count == 1 { "is" } else { "are" };
    format!("{} {verb}", plural(count, noun))
}

/// Keeps those that weigh most, the smallest keys, in the order they came.
pub(crate) fn most_severe<T, K: Ord>(
    items: Vec<T>,
    most: usize,
    weight: impl Fn(&T) -> K,
) -> Vec<T> {
    if items.len() <= most {
        return items;
    }
    let mut items: Vec<_> = items.into_iter().enumerate().collect();
    items.sort_by_key(|(_, item)| weight(item));
    items.truncate(most);
    items.sort_by_key(|(at, _)| *at);
    items.into_iter().map(|(_, item)| item).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cmp::Reverse;

    #[test]
    fn the_most_severe_are_kept_in_order() {
        let items = vec![
            (1, Level::Note),
            (2, Level::Error),
            (3, Level::Warning),
            (4, Level::Error),
        ];
        let kept = most_severe(items, 3, |(_, level)| Reverse(*level));
        assert_eq!(
            kept.iter().map(|(at, _)| *at).collect::<Vec<_>>(),
            [2, 3, 4]
        );
    }
}
