//! The table in the shape in which it is asked: built once, by type.

use super::{FAMILIES, Reference};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

pub(in crate::graph) static INDEX: LazyLock<Index> = LazyLock::new(Index::build);

/// The references by the type that holds them, and the names by the type that
/// bears them.
pub(in crate::graph) struct Index {
    pub(in crate::graph) shapes: HashMap<&'static str, Shape>,
    /// The attributes that name resources of a type.
    pub(in crate::graph) names: HashMap<&'static str, Vec<&'static str>>,
    read: HashSet<&'static str>,
}

/// The references of a block and of the blocks inside it.
#[derive(Default)]
pub(in crate::graph) struct Shape {
    pub(in crate::graph) attributes: Vec<(&'static str, &'static Reference)>,
    pub(in crate::graph) blocks: Vec<(&'static str, Shape)>,
    /// What may stand in any block below.
    pub(in crate::graph) anywhere: Option<Box<Shape>>,
}

impl Index {
    fn build() -> Self {
        let mut shapes: HashMap<_, Shape> = HashMap::new();
        let mut names: HashMap<_, Vec<_>> = HashMap::new();
        let mut read: HashSet<_> = ALSO_READ.iter().copied().collect();
        for reference in FAMILIES.iter().copied().flatten() {
            for from in reference.from {
                read.insert(*from);
                let shape = shapes.entry(*from).or_default();
                shape.insert(reference.attribute, reference);
            }
            for (target, attributes) in reference.to {
                read.insert(*target);
                let known = names.entry(*target).or_default();
                for attribute in *attributes {
                    if !known.contains(attribute) {
                        known.push(*attribute);
                    }
                }
            }
        }
        Self {
            shapes,
            names,
            read,
        }
    }
}

impl Shape {
    fn insert(&mut self, path: &'static str, reference: &'static Reference) {
        match path.split_once('.') {
            None => self.attributes.push((path, reference)),
            Some(("**", rest)) => self
                .anywhere
                .get_or_insert_default()
                .insert(rest, reference),
            Some((blocks, rest)) => {
                for block in blocks.split('|') {
                    let at = self.blocks.iter().position(|(name, _)| *name == block);
                    let at = at.unwrap_or_else(|| {
                        self.blocks.push((block, Self::default()));
                        self.blocks.len() - 1
                    });
                    self.blocks[at].1.insert(rest, reference);
                }
            }
        }
    }

    /// The shape of a block inside, if it holds references.
    pub(in crate::graph) fn block(&self, name: &str) -> Option<&Self> {
        let mut blocks = self.blocks.iter();
        blocks.find_map(|(block, shape)| (*block == name).then_some(shape))
    }

    /// The references here and below.
    pub(in crate::graph) fn all(&self) -> Vec<(&'static str, &'static Reference)> {
        let below = self.blocks.iter().map(|(_, shape)| shape);
        let below = below.chain(self.anywhere.as_deref()).flat_map(Self::all);
        self.attributes.iter().copied().chain(below).collect()
    }
}

/// The current name of a type that has a deprecated alias.
pub(in crate::graph) fn canonical(type_name: &str) -> &str {
    match type_name {
        "aws_alb" => "aws_lb",
        "aws_alb_listener" => "aws_lb_listener",
        "aws_alb_listener_rule" => "aws_lb_listener_rule",
        "aws_alb_listener_certificate" => "aws_lb_listener_certificate",
        "aws_alb_target_group" => "aws_lb_target_group",
        "aws_alb_target_group_attachment" => "aws_lb_target_group_attachment",
        other => other,
    }
}

/// Types that are read although they neither refer nor are referred to.
const ALSO_READ: &[&str] = &[
    "aws_api_gateway_account",
    // What a service waits for is told only where all before it is read.
    "aws_ecs_cluster",
];

/// Whether the graph reads resources of the type.
pub fn reads(type_name: &str) -> bool {
    INDEX.read.contains(canonical(type_name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_attribute_stands_in_the_table_twice() {
        fn check(place: &str, shape: &Shape) {
            let mut names = HashSet::new();
            for (name, _) in &shape.attributes {
                assert!(names.insert(name), "{place}.{name}");
            }
            for (block, shape) in &shape.blocks {
                check(&format!("{place}.{block}"), shape);
            }
        }
        for (type_name, shape) in &INDEX.shapes {
            check(type_name, shape);
        }
    }

    #[test]
    fn reads_what_refers_and_what_is_referred_to() {
        for name in ["aws_alb", "aws_lb_trust_store", "aws_wafv2_ip_set"] {
            assert!(reads(name), "{name}");
        }
        for name in ["aws_iam_user", "null_resource", ""] {
            assert!(!reads(name), "{name}");
        }
    }
}
