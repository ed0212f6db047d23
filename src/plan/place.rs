//! Places in a plan: which resource, which attribute or block of it.

use std::fmt::{self, Write};

/// A place in the plan: which resource, which attribute or block of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub address: String,
    pub path: Path,
    /// For each segment of the path, which of the written blocks it is.
    pub ordinals: Vec<Option<usize>>,
    /// For each block of the path, what tells it from others of its name, where anything does.
    pub keys: Vec<Option<String>>,
}

impl Place {
    pub fn segments(&self) -> impl Iterator<Item = (&Segment, Option<usize>)> {
        let ordinals = self.ordinals.iter().copied().chain(std::iter::repeat(None));
        self.path.0.iter().zip(ordinals)
    }

    /// The names of the path, each with the key of its block: `origin["app"].domain_name`. No
    /// position is in it, so that it is the same whatever stands beside the block.
    pub fn keyed(&self) -> String {
        let keys = self.keys.iter().map(Option::as_deref);
        let keys = keys.chain(std::iter::repeat(None));
        let mut text = String::new();
        for (at, (segment, key)) in self.path.0.iter().zip(keys).enumerate() {
            let dot = if at == 0 { "" } else { "." };
            // Writing to a string cannot fail.
            let _ = write!(text, "{dot}{}", segment.name);
            if let Some(key) = key {
                let _ = write!(text, "[{}]", quoted(key));
            }
        }
        text
    }

    /// Whether it may be the same attribute of the same resource. A block of which one of the
    /// architectures tells no key may be any of its name.
    pub fn may_be(&self, other: &Self) -> bool {
        let both = self.keys.iter().zip(&other.keys);
        let differ = |(own, other): (&Option<String>, &Option<String>)| {
            own.is_some() && other.is_some() && own != other
        };
        self.address == other.address
            && self.path.0.len() == other.path.0.len()
            && self
                .path
                .0
                .iter()
                .zip(&other.path.0)
                .all(|(own, other)| own.name == other.name)
            && !both.into_iter().any(differ)
    }
}

/// A key in quotes, as addresses have theirs; on one line whatever it holds.
fn quoted(key: &str) -> String {
    key.chars().fold("\"".to_owned(), |mut text, char| {
        match char {
            '"' | '\\' => text.extend(['\\', char]),
            char if char.is_control() => text.extend(char.escape_unicode()),
            char => text.push(char),
        }
        text
    }) + "\""
}

/// A path to an attribute or a block inside a resource: `default_action[0].type`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(pub Vec<Segment>);

/// One segment of a [`Path`]: a name and, inside a repeated block, its position
/// among the values of the plan.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Segment {
    pub name: String,
    pub index: Option<usize>,
}

impl Path {
    /// The path one attribute further down.
    pub fn attribute(&self, name: &str) -> Self {
        self.with(name, None)
    }

    /// The path of the `index`-th block of that name.
    pub fn block(&self, name: &str, index: usize) -> Self {
        self.with(name, Some(index))
    }

    fn with(&self, name: &str, index: Option<usize>) -> Self {
        let mut path = self.clone();
        path.0.push(Segment {
            name: name.to_owned(),
            index,
        });
        path
    }

    /// The names alone, joined by dots: the same for every instance and every block.
    pub fn names(&self) -> String {
        let names: Vec<_> = self.0.iter().map(|segment| segment.name.as_str()).collect();
        names.join(".")
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, segment) in self.0.iter().enumerate() {
            let dot = if at == 0 { "" } else { "." };
            write!(f, "{dot}{}", segment.name)?;
            if let Some(index) = segment.index {
                write!(f, "[{index}]")?;
            }
        }
        Ok(())
    }
}
