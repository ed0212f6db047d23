//! Web ACLs: their scope, their rules wherever they are written, and what they guard.

use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::graph::identity::Statement;
use crate::plan::{Node, Place, ResourceId};

const SEPARATE: &str = "aws_wafv2_web_acl_rule";
const GROUPS: &str = "aws_wafv2_web_acl_rule_group_association";
const LOGGING: &str = "aws_wafv2_web_acl_logging_configuration";

/// A web ACL or a rule group of WAF v2.
#[derive(Clone)]
pub struct WebAcl<'g> {
    pub(super) graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

/// The rules of a web ACL, and whether these are all.
pub struct AclRules<'g> {
    pub rules: Vec<AclRule<'g>>,
    pub complete: bool,
}

/// A rule of a web ACL: a block in it, or a resource of its own.
#[derive(Clone)]
pub struct AclRule<'g> {
    pub(super) graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

/// What a rule, or the web ACL by default, does with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    Allow,
    Block,
    Count,
    Captcha,
    Challenge,
    Monetize,
    /// What the rules of the group say.
    AsTheGroupSays,
}

const ACTIONS: [(&str, Verb); 6] = [
    ("allow", Verb::Allow),
    ("block", Verb::Block),
    ("count", Verb::Count),
    ("captcha", Verb::Captcha),
    ("challenge", Verb::Challenge),
    ("monetize", Verb::Monetize),
];
const OVERRIDES: [(&str, Verb); 2] = [("count", Verb::Count), ("none", Verb::AsTheGroupSays)];

impl<'p> Graph<'p> {
    pub fn web_acls(&self) -> impl Iterator<Item = WebAcl<'_>> {
        self.of_type("aws_wafv2_web_acl").map(|id| self.web_acl(id))
    }

    /// Web ACLs and rule groups: what holds rules.
    pub fn rule_holders(&self) -> impl Iterator<Item = WebAcl<'_>> {
        let groups = self.of_type("aws_wafv2_rule_group");
        self.web_acls().chain(groups.map(|id| self.web_acl(id)))
    }

    pub(super) fn web_acl(&self, id: ResourceId) -> WebAcl<'_> {
        WebAcl {
            graph: self,
            node: self.node(id),
        }
    }

    /// The resources of WAF v2 that belong to a scope.
    pub fn scoped(&self) -> impl Iterator<Item = Node<'p>> {
        let types = [
            "aws_wafv2_web_acl",
            "aws_wafv2_rule_group",
            "aws_wafv2_ip_set",
            "aws_wafv2_regex_pattern_set",
        ];
        let of_type = |name| self.of_type(name).collect::<Vec<_>>();
        types.into_iter().flat_map(of_type).map(|id| self.node(id))
    }
}

impl<'g> WebAcl<'g> {
    pub fn id(&self) -> ResourceId {
        self.node.id
    }

    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    pub fn place(&self) -> Place {
        self.node.header()
    }

    /// `REGIONAL` or `CLOUDFRONT`: the kind of front that it is for.
    pub fn scope(&self) -> Option<&'g str> {
        self.node.plain_text("scope").known()
    }

    /// What it does with requests that no rule decides.
    pub fn default_action(&self) -> Option<Verb> {
        let blocks = self.node.blocks("default_action").nodes;
        verb(blocks.first()?, &ACTIONS)
    }

    /// Whether its rules are written as one document, which is not read.
    pub fn is_document(&self) -> bool {
        let names = ["rule_json", "rules_json"];
        names.iter().any(|name| self.node.is_set(name))
    }

    /// Its rules: blocks in it and resources of their own.
    pub fn rules(&self) -> AclRules<'g> {
        let inline = self.node.blocks("rule");
        let mut complete = inline.complete && !self.is_document();
        let mut rules: Vec<AclRule<'g>> = inline
            .nodes
            .into_iter()
            .map(|node| self.rule(node))
            .collect();
        for type_name in [SEPARATE, GROUPS] {
            complete &= !self.graph.any_unresolved(type_name, "web_acl_arn")
                && !self.graph.may_lack(type_name);
            let links = self.graph.referrers(self.id(), type_name, "web_acl_arn");
            for link in links {
                complete &= link.is_sure();
                rules.push(self.rule(self.graph.node(link.from)));
            }
        }
        AclRules { rules, complete }
    }

    fn rule(&self, node: Node<'g>) -> AclRule<'g> {
        AclRule {
            graph: self.graph,
            node,
        }
    }

    /// Whether what it decides is logged, by whichever way.
    pub fn is_logged(&self) -> Answer {
        let delivery = "aws_cloudwatch_log_delivery_source";
        Answer::any(
            [LOGGING, delivery]
                .map(|name| self.graph.is_referred_to(self.id(), name, "resource_arn")),
        )
    }
}

impl<'g> AclRule<'g> {
    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    fn is_group_association(&self) -> bool {
        self.graph.type_of(self.node.id) == GROUPS
    }

    /// The attribute that names it.
    pub fn name_attribute(&self) -> &'static str {
        if self.is_group_association() {
            "rule_name"
        } else {
            "name"
        }
    }

    pub fn name(&self) -> Option<&'g str> {
        self.node.plain_text(self.name_attribute()).known()
    }

    pub fn priority(&self) -> Option<f64> {
        self.node.number("priority").known()
    }

    /// What it does with a request that it is for.
    pub fn action(&self) -> Option<Verb> {
        verb(self.node.blocks("action").nodes.first()?, &ACTIONS)
    }

    /// What becomes of the actions of the group that it refers to.
    pub fn override_action(&self) -> Option<Verb> {
        if self.is_group_association() {
            return match self.node.text("override_action").or_default("none")? {
                "count" => Some(Verb::Count),
                _ => Some(Verb::AsTheGroupSays),
            };
        }
        verb(
            self.node.blocks("override_action").nodes.first()?,
            &OVERRIDES,
        )
    }

    /// How many blocks of a name it has; `None` when the plan does not show.
    pub fn count_of(&self, block: &str) -> Option<usize> {
        let blocks = self.node.blocks(block);
        blocks.complete.then_some(blocks.nodes.len())
    }

    /// Whether it only counts what it is for.
    pub fn only_counts(&self) -> bool {
        [self.action(), self.override_action()].contains(&Some(Verb::Count))
    }

    /// Which requests it is for; none for a group that is associated.
    pub fn statement(&self) -> Option<Statement<'g>> {
        let blocks = self.node.blocks("statement").nodes;
        blocks
            .into_iter()
            .next()
            .map(|node| Statement::new(self.graph, node))
    }

    /// Whether it hands the decision to a group of rules.
    pub fn refers_to_group(&self) -> bool {
        self.is_group_association()
            || self
                .statement()
                .is_some_and(|statement| statement.is_group())
    }
}

fn verb(block: &Node<'_>, verbs: &[(&str, Verb)]) -> Option<Verb> {
    let mut verbs = verbs.iter();
    let found = verbs.find(|(name, _)| !block.blocks(name).nodes.is_empty());
    found.map(|(_, verb)| *verb)
}
