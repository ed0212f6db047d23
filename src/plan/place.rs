//! Places in a plan: which resource, which attribute or block of it.

use std::fmt;

/// A place in the plan: which resource, which attribute or block of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub address: String,
    pub path: Path,
    /// For each segment of the path, which of the written blocks it is.
    pub ordinals: Vec<Option<usize>>,
}

impl Place {
    pub fn segments(&self) -> impl Iterator<Item = (&Segment, Option<usize>)> {
        let ordinals = self.ordinals.iter().copied().chain(std::iter::repeat(None));
        self.path.0.iter().zip(ordinals)
    }
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
