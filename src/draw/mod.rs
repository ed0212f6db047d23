//! The architecture as a picture: graph → tree, Mermaid, DOT, SVG, JSON.
//!
//! In come the [`Graph`]s of a plan and what was found in it; out goes a
//! [`Picture`], and from that, one file a format, text. Pictures leave out what
//! is no architecture, and say how much they leave out; JSON keeps every link.
//! Of the values of the plan only those get here that say which requests a step
//! takes, unless they are marked sensitive; each format makes all names safe.

mod build;
mod cut;
mod dot;
mod group;
mod json;
mod layers;
mod measure;
mod mermaid;
mod name;
mod place;
mod svg;
mod touched;
mod tree;

pub use dot::dot;
pub use json::json;
pub use mermaid::mermaid;
pub use svg::svg;
pub use tree::tree;

use crate::advice::Unmet;
use crate::engine::Located;
use crate::finding::Level;
use crate::graph::{Graph, Tier};
use crate::plan::{Address, Change};
use name::Called;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// What a picture is made from.
pub struct Scene<'s> {
    /// What to call the plan.
    pub plan: &'s str,
    /// The architecture that the plan leads to.
    pub planned: &'s Graph<'s>,
    /// The one it starts from, which holds what it destroys.
    pub prior: &'s Graph<'s>,
    /// What to mark.
    pub findings: &'s [Located],
    /// Needs that are not met, where they are not.
    pub unmet: &'s [Unmet],
}

/// An architecture, ready to be drawn.
#[derive(Clone, Debug, Default)]
pub struct Picture {
    pub plan: String,
    pub nodes: Vec<Node>,
    pub edges: Vec<Edge>,
    /// How many resources of fronting architectures the plan holds.
    pub resources: usize,
    /// What the picture does not show, in words.
    pub left_out: Vec<String>,
}

/// One box: a client, a resource, instances of one block, or what is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// In the domain's words: `load-balancer`.
    pub kind: String,
    /// The name in its module, with its key.
    pub name: String,
    /// What it is called instead, where that name says nothing.
    called: Option<Called>,
    /// Which requests it takes, as far as that may be shown.
    takes: BTreeSet<Taken>,
    /// The module's address; empty for the root module.
    pub module: String,
    /// All that this box stands for, sorted; empty for clients and what is elsewhere.
    pub addresses: Vec<String>,
    /// The block of the configuration.
    block: String,
    pub tier: Tier,
    /// The order inside the tier.
    step: u8,
    pub change: Change,
    pub elsewhere: bool,
    pub marks: Marks,
    /// What stands beside it.
    pub beside: Vec<Beside>,
}

/// Which requests a step takes, and its turn among those that are asked one after
/// another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Taken {
    turn: u32,
    said: String,
}

/// What stands beside a node: a web ACL, a certificate, a security group.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Beside {
    pub kind: String,
    pub name: String,
    pub address: String,
    pub change: Change,
    pub marks: Marks,
}

/// Lints with findings, the loudest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Marks(BTreeMap<(std::cmp::Reverse<Level>, Cow<'static, str>), usize>);

/// Where requests go, by the positions of two nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    pub from: usize,
    pub to: usize,
    /// Whether the link behind it is no guess.
    pub sure: bool,
}

/// How much a format can show.
#[derive(Clone, Copy, Debug)]
struct Limits {
    /// Nodes of one kind of step on the way.
    per_step: usize,
    edges: usize,
}

impl Picture {
    /// Makes the picture of a plan.
    pub fn of(scene: &Scene<'_>) -> Self {
        let mut picture = build::build(scene);
        group::group(&mut picture);
        picture
    }

    /// How many findings of each level are marked.
    fn heading(&self) -> String {
        let resources = counted(self.resources, "fronting resource");
        format!("{}: {resources}", self.plan)
    }

    /// Whether some box bears the sign of a change.
    fn shows(&self, change: Change) -> bool {
        let beside = |node: &Node| {
            let mut beside = node.beside.iter();
            beside.any(|beside| beside.own_change(node) == Some(change))
        };
        let mut nodes = self.nodes.iter();
        nodes.any(|node| node.change == change || beside(node))
    }

    /// What somebody who does not see the picture should know.
    fn description(&self) -> String {
        let shown = self.nodes.iter().map(|node| node.addresses.len()).sum();
        let mut text = format!(
            "The ways from clients to services: {} and {} between them.",
            counted(shown, "resource"),
            counted(self.edges.len(), "connection"),
        );
        for left_out in &self.left_out {
            text += &format!(" Left out: {left_out}.");
        }
        text
    }
}

impl Marks {
    fn add(&mut self, level: Level, lint: impl Into<Cow<'static, str>>) {
        let mark = (std::cmp::Reverse(level), lint.into());
        *self.0.entry(mark).or_default() += 1;
    }

    fn extend(&mut self, other: &Self) {
        for (mark, count) in &other.0 {
            *self.0.entry(mark.clone()).or_default() += count;
        }
    }

    /// Each lint with its level and how often it was found, the loudest first.
    fn iter(&self) -> impl Iterator<Item = (Level, &str, usize)> {
        let marks = self.0.iter();
        marks.map(|((level, lint), count)| (level.0, lint.as_ref(), *count))
    }

    fn worst(&self) -> Option<Level> {
        self.iter().next().map(|(level, ..)| level)
    }
}

impl Beside {
    /// Kind and name, with a sign where the plan does with it what it does not do
    /// with what it stands beside.
    fn line(&self, node: &Node) -> String {
        let sign = self.own_change(node).map_or("", sign);
        let line = format!("{sign} {} {}", self.kind, self.name);
        line.trim_start().to_owned()
    }

    /// What the plan does with it, unless that is what it does with the node.
    fn own_change(&self, node: &Node) -> Option<Change> {
        let alike = node.change == Change::Destroyed || self.change == node.change;
        (!alike).then_some(self.change)
    }

    /// Whether the plan names it by a value alone.
    fn is_elsewhere(&self) -> bool {
        Address::parse(&self.address).is_none() || self.address.starts_with(json::PLACE)
    }
}

impl Node {
    /// The name, with its module and how many instances it stands for.
    fn title(&self) -> String {
        let module = match self.module.as_str() {
            "" => String::new(),
            module => format!("{module}."),
        };
        match &self.called {
            Some(Called::Module(_)) => format!("{}{}", self.module, self.times()),
            _ => format!("{module}{}{}", self.called(), self.times()),
        }
    }

    /// What it is called in a box that tells its module elsewhere.
    fn called(&self) -> &str {
        self.called.as_ref().map_or(&self.name, Called::text)
    }

    /// Its turn among those that are asked one after another.
    fn turn(&self) -> Option<u32> {
        let turn = self.takes.first()?.turn;
        (turn != u32::MAX).then_some(turn)
    }

    /// Which requests it takes: the first two, where it stands for several.
    fn taken(&self) -> Option<String> {
        let mut all = self.takes.iter().map(|taken| taken.said.as_str());
        let shown: Vec<&str> = all.by_ref().take(2).collect();
        let more = if all.next().is_some() {
            ", \u{2026}"
        } else {
            ""
        };
        (!shown.is_empty()).then(|| format!("{}{more}", shown.join(", ")))
    }

    /// Whether it stands for what a picture has no room for.
    fn is_remainder(&self) -> bool {
        self.block.is_empty()
    }

    /// `×3` where it stands for three.
    fn times(&self) -> String {
        match self.addresses.len() {
            0 | 1 => String::new(),
            several => format!(" \u{d7}{several}"),
        }
    }

    fn is_client(&self) -> bool {
        self.tier == Tier::Client
    }
}

/// The signs by which Terraform tells changes apart.
fn sign(change: Change) -> &'static str {
    match change {
        Change::Kept => "",
        Change::Created => "+",
        Change::Updated => "~",
        Change::Replaced => "-/+",
        Change::Destroyed => "-",
    }
}

fn word(change: Change) -> &'static str {
    match change {
        Change::Kept => "unchanged",
        Change::Created => "created",
        Change::Updated => "changed",
        Change::Replaced => "replaced",
        Change::Destroyed => "destroyed",
    }
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
