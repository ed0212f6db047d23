//! The statements of web ACL rules: which requests a rule is for.

use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::plan::Node;
use ipnet::IpNet;

/// A statement, whatever its kind and however deep it stands.
#[derive(Clone)]
pub struct Statement<'g> {
    graph: &'g Graph<'g>,
    node: Node<'g>,
}

const REFERENCES: [&str; 3] = [
    "ip_set_reference_statement",
    "regex_pattern_set_reference_statement",
    "rule_group_reference_statement",
];
const GROUPS: [&str; 2] = [
    "managed_rule_group_statement",
    "rule_group_reference_statement",
];
/// Statements that hold others, and the block in which they do.
const OUTER: [(&str, &str); 5] = [
    ("and_statement", "statement"),
    ("or_statement", "statement"),
    ("not_statement", "statement"),
    ("rate_based_statement", "scope_down_statement"),
    ("managed_rule_group_statement", "scope_down_statement"),
];

impl<'g> Statement<'g> {
    pub(in crate::graph) fn new(graph: &'g Graph<'g>, node: Node<'g>) -> Self {
        Self { graph, node }
    }

    /// Its block of a kind, if it is of that kind.
    pub fn of_kind(&self, kind: &str) -> Option<Node<'g>> {
        self.node.blocks(kind).nodes.into_iter().next()
    }

    pub(in crate::graph) fn is_group(&self) -> bool {
        GROUPS.iter().any(|kind| self.of_kind(kind).is_some())
    }

    /// The statements right inside one of a kind.
    fn inside(&self, kind: &str, block: &str) -> Vec<Self> {
        let outer = self.of_kind(kind);
        let inner = outer.map(|outer| outer.blocks(block).nodes);
        let inner = inner.into_iter().flatten();
        inner.map(|node| Self::new(self.graph, node)).collect()
    }

    /// The blocks here and below that refer to sets and groups by an ARN.
    pub(in crate::graph) fn references(&self) -> Vec<Node<'g>> {
        let here = REFERENCES.iter().filter_map(|kind| self.of_kind(kind));
        let inner = OUTER
            .iter()
            .flat_map(|(kind, block)| self.inside(kind, block));
        let below = inner.flat_map(|statement| statement.references());
        here.chain(below).collect()
    }

    /// Whether every request meets it. Only what leaves no doubt counts.
    pub fn takes_everything(&self) -> Answer {
        let inner = |kind| {
            let inner = self.inside(kind, "statement");
            inner
                .into_iter()
                .map(|statement| statement.takes_everything())
                .collect::<Vec<_>>()
        };
        if self.of_kind("or_statement").is_some() {
            return Answer::any(inner("or_statement"));
        }
        if self.of_kind("and_statement").is_some() {
            let excepted = inner("and_statement").into_iter().map(|answer| !answer);
            return !Answer::any(excepted);
        }
        if let Some(negated) = self.inside("not_statement", "statement").first() {
            // Twice negated it is the inner one.
            let twice = negated.inside("not_statement", "statement");
            return twice.first().map_or(Answer::No, Self::takes_everything);
        }
        if let Some(set) = self.of_kind("ip_set_reference_statement") {
            return self.set_is_everyone(&set);
        }
        if let Some(size) = self.of_kind("size_constraint_statement") {
            let operator = size.text("comparison_operator").known();
            let at_least_nothing = operator.zip(size.number("size").known());
            return Answer::of(at_least_nothing.map(|it| it == ("GE", 0.0)));
        }
        if let Some(text) = self.of_kind("byte_match_statement") {
            return every_path(&text, |text| {
                let slash = text.text("search_string").known()? == "/";
                let position = text.text("positional_constraint").known()?;
                Some(slash && matches!(position, "STARTS_WITH" | "CONTAINS"))
            });
        }
        if let Some(regex) = self.of_kind("regex_match_statement") {
            return every_path(&regex, |regex| {
                let pattern = regex.text("regex_string").known()?;
                Some(["/", "^/", ".*", "^.*", "^.*$", "/.*", "^/.*", "^/.*$"].contains(&pattern))
            });
        }
        Answer::No
    }

    /// Whether an IP set holds all addresses of its family. Half of them is the
    /// largest range that a set takes.
    fn set_is_everyone(&self, reference: &Node<'g>) -> Answer {
        let Some(set) = self.graph.follow(reference, "arn").sure() else {
            return Answer::Unknown;
        };
        let Some(ranges) = self.graph.node(set).texts("addresses").known() else {
            return Answer::Unknown;
        };
        let nets: Vec<IpNet> = ranges
            .iter()
            .filter_map(|range| range.parse().ok())
            .collect();
        let all = IpNet::aggregate(&nets);
        Answer::of(Some(all.iter().any(|net| net.prefix_len() == 0)))
    }
}

/// Whether a statement about the path holds for every path.
fn every_path(statement: &Node<'_>, holds: impl Fn(&Node<'_>) -> Option<bool>) -> Answer {
    let field = statement.blocks("field_to_match").nodes;
    let of_path = field
        .iter()
        .any(|field| !field.blocks("uri_path").nodes.is_empty());
    match of_path {
        true => Answer::of(holds(statement)),
        false => Answer::No,
    }
}
