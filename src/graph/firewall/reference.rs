//! Attributes that name a web ACL, a set or a rule group of WAF v2.

use super::web_acl::{AclRule, WebAcl};
use crate::graph::architecture::Graph;
use crate::graph::edge::Distribution;
use crate::graph::identity::{Arn, Statement};
use crate::graph::links::Ends;
use crate::plan::{Node, Place};

/// An attribute that names a web ACL, or a set or group of rules.
#[derive(Clone)]
pub struct AclReference<'g> {
    graph: &'g Graph<'g>,
    pub node: Node<'g>,
    attribute: &'static str,
}

impl<'g> AclReference<'g> {
    pub(super) fn new(graph: &'g Graph<'g>, node: Node<'g>, attribute: &'static str) -> Self {
        Self {
            graph,
            node,
            attribute,
        }
    }

    pub fn place(&self) -> Place {
        self.node.place(self.attribute)
    }

    /// Where it leads.
    pub fn ends(&self) -> Ends<'g> {
        self.graph.follow(&self.node, self.attribute)
    }

    /// The ARN that stands there.
    pub fn arn(&self) -> Option<Arn> {
        Arn::of(self.graph, &self.node, self.attribute)
    }

    /// The text that stands there, where it is known.
    pub fn text(&self) -> Option<&'g str> {
        self.node.text(self.attribute).known()
    }

    /// The web ACL that it surely leads to.
    pub fn web_acl(&self) -> Option<WebAcl<'g>> {
        let id = self.ends().sure()?;
        let is_acl = self.graph.type_of(id) == "aws_wafv2_web_acl";
        is_acl.then(|| self.graph.web_acl(id))
    }

    /// The scope of what it leads to, by the resource or by its ARN.
    pub fn scope(&self) -> Option<&'g str> {
        let end = self.ends().sure();
        let scope = end.and_then(|end| self.graph.node(end).plain_text("scope").known());
        if scope.is_some() {
            return scope;
        }
        let arn = self.arn().filter(|arn| arn.service == "wafv2")?;
        match arn.rest.split('/').next() {
            Some("regional") => Some("REGIONAL"),
            Some("global") => Some("CLOUDFRONT"),
            _ => None,
        }
    }
}

impl<'g> Distribution<'g> {
    /// The web ACL that it names.
    pub fn acl(&self) -> AclReference<'g> {
        AclReference::new(self.graph, self.node.clone(), "web_acl_id")
    }
}

impl<'g> AclRule<'g> {
    /// What refers to sets and groups by an ARN.
    pub fn references(&self) -> Vec<AclReference<'g>> {
        let grouped = self.node.blocks("rule_group_reference").nodes;
        let statement = self.statement();
        let below = statement.iter().flat_map(Statement::references);
        let blocks = grouped.into_iter().chain(below);
        blocks
            .map(|block| AclReference::new(self.graph, block, "arn"))
            .collect()
    }
}
