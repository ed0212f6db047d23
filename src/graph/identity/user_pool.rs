//! Cognito user pools and their clients.

use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::plan::{Attr, Node, Place, ResourceId};

/// A user pool.
#[derive(Clone)]
pub struct UserPool<'g> {
    graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

/// An application that users of a pool log in to.
#[derive(Clone)]
pub struct PoolClient<'g> {
    graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

const CLIENT: &str = "aws_cognito_user_pool_client";

impl<'p> Graph<'p> {
    pub fn user_pools(&self) -> impl Iterator<Item = UserPool<'_>> {
        self.of_type("aws_cognito_user_pool").map(|id| UserPool {
            graph: self,
            node: self.node(id),
        })
    }

    pub(in crate::graph) fn pool_client(&self, id: ResourceId) -> PoolClient<'_> {
        PoolClient {
            graph: self,
            node: self.node(id),
        }
    }
}

impl<'g> UserPool<'g> {
    pub fn id(&self) -> ResourceId {
        self.node.id
    }

    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    /// Whether users log in by a password that the pool keeps: not where all
    /// its clients leave that to other identity providers, or where users have
    /// none at all.
    pub fn has_passwords(&self) -> Answer {
        if self.is_passwordless() {
            return Answer::No;
        }
        let links: Vec<_> = self
            .graph
            .referrers(self.id(), CLIENT, "user_pool_id")
            .collect();
        if links.is_empty() {
            return Answer::Yes;
        }
        let clients = links.iter().map(|link| {
            let client = self.graph.pool_client(link.from);
            client.takes_passwords()
        });
        match Answer::any(clients) {
            // Another client may take them.
            Answer::No if self.graph.any_unresolved(CLIENT, "user_pool_id") => Answer::Unknown,
            answer => answer,
        }
    }

    /// Whether some second factor is asked for, or may be.
    pub fn asks_second_factor(&self) -> Answer {
        let mode = self.node.text("mfa_configuration").or_default("OFF");
        Answer::of(mode.map(|mode| mode != "OFF"))
    }

    /// What is asked of passwords, where that is written.
    pub fn password_policy(&self) -> Option<Node<'g>> {
        let blocks = self.node.computed_blocks("password_policy").nodes;
        blocks.into_iter().next()
    }

    /// Whether logins that look like an attack are stopped.
    pub fn stops_threats(&self) -> Answer {
        let blocks = self.node.blocks("user_pool_add_ons");
        let modes = blocks.nodes.iter().map(|block| {
            let mode = block.text("advanced_security_mode").or_default("OFF");
            Answer::of(mode.map(|mode| mode == "ENFORCED"))
        });
        Answer::any(modes.chain([Answer::unless(!blocks.complete)]))
    }

    /// Whether its tier can stop them: not where a cheaper one is chosen. What
    /// the service fills in is no choice.
    pub fn may_stop_threats(&self) -> Answer {
        let tier = match self.node.is_set("user_pool_tier") {
            true => self.node.text("user_pool_tier"),
            false => Attr::Unset,
        };
        Answer::of(tier.or_default("PLUS").map(|tier| tier == "PLUS"))
    }

    /// Where it would be said.
    pub fn threat_protection_place(&self) -> Place {
        let blocks = self.node.blocks("user_pool_add_ons").nodes;
        match blocks.first() {
            Some(block) => block.place("advanced_security_mode"),
            None => self.node.place("user_pool_add_ons"),
        }
    }

    /// Whether the first factor is never a password.
    fn is_passwordless(&self) -> bool {
        let policies = self.node.blocks("sign_in_policy").nodes;
        policies.iter().any(|policy| {
            let factors = policy.texts("allowed_first_auth_factors").known();
            factors.is_some_and(|factors| !factors.contains(&"PASSWORD"))
        })
    }
}

impl<'g> PoolClient<'g> {
    pub fn id(&self) -> ResourceId {
        self.node.id
    }

    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    /// The pool that it belongs to, when the plan tells for sure.
    pub fn pool(&self) -> Option<ResourceId> {
        self.graph.follow(&self.node, "user_pool_id").sure()
    }

    /// Whether its users may log in by the pool itself and not only by other
    /// identity providers.
    fn takes_passwords(&self) -> Answer {
        match self.node.texts("supported_identity_providers") {
            Attr::Known(names) => Answer::of(Some(names.contains(&"COGNITO"))),
            Attr::Unset => Answer::Yes,
            // Those named by reference are other providers.
            Attr::Unknown => match self.node.attr("supported_identity_providers") {
                Attr::Known(_) => self.names_the_pool(),
                _ => Answer::Unknown,
            },
        }
    }

    fn names_the_pool(&self) -> Answer {
        let value = self.node.attr("supported_identity_providers").known();
        let names = value.into_iter().flat_map(|value| value.items());
        let own = names.filter_map(|name| name.as_str());
        match own.into_iter().any(|name| name == "COGNITO") {
            true => Answer::Yes,
            false => Answer::Unknown,
        }
    }

    /// Whether it has a secret to prove itself with.
    pub fn has_secret(&self) -> Answer {
        Answer::of(self.node.bool("generate_secret").or_default(false))
    }

    /// Whether the OAuth endpoints of the pool serve it.
    pub fn uses_oauth(&self) -> Answer {
        let attribute = "allowed_oauth_flows_user_pool_client";
        Answer::of(self.node.bool(attribute).or_default(false))
    }

    /// Whether it may exchange a code for tokens.
    pub fn takes_codes(&self) -> Answer {
        match self.node.texts("allowed_oauth_flows") {
            Attr::Known(flows) => Answer::of(Some(flows.contains(&"code"))),
            Attr::Unset => Answer::No,
            Attr::Unknown => Answer::Unknown,
        }
    }

    /// Where users may be sent back to; none is an empty list.
    pub fn callbacks(&self) -> Option<Vec<&'g str>> {
        self.node.texts("callback_urls").or_default(Vec::new())
    }
}
