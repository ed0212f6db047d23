//! Logins and token checks that an application load balancer makes before it
//! forwards, and the Cognito resources that they name.

use super::listener::Forwarder;
use super::load_balancer::LoadBalancer;
use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::graph::identity::PoolClient;
use crate::graph::links::Ends;
use crate::plan::{Attr, Node, Place, ResourceId};

/// An action by which a rule, or a default action, checks who calls.
#[derive(Clone)]
pub struct CallerCheck<'g> {
    graph: &'g Graph<'g>,
    pub forwarder: Forwarder<'g>,
    /// The action.
    pub node: Node<'g>,
    pub kind: &'g str,
}

/// A login by a user pool.
pub struct PoolLogin<'g> {
    graph: &'g Graph<'g>,
    /// The `authenticate_cognito` block.
    pub node: Node<'g>,
}

/// The hosts that clients may use where a login is asked for.
pub enum Hosts {
    /// Each of these.
    All(Vec<String>),
    /// At least one of these.
    Some(Vec<String>),
    Unknown,
}

/// Claims that say for whom a token is, or what it is good for: `aud` and what
/// providers write in its place.
const AUDIENCES: [&str; 7] = ["aud", "azp", "client_id", "cid", "appid", "scope", "scp"];

impl<'p> Graph<'p> {
    /// The actions of all listeners and rules that check who calls.
    pub fn caller_checks(&self) -> impl Iterator<Item = CallerCheck<'_>> {
        self.forwarders().flat_map(|forwarder| {
            let actions = forwarder.actions().into_iter();
            let checks = actions.filter_map(|action| {
                let kind = action.kind().filter(|kind| checks_callers(kind))?;
                Some(CallerCheck {
                    graph: self,
                    forwarder: forwarder.clone(),
                    node: action.node,
                    kind,
                })
            });
            checks.collect::<Vec<_>>()
        })
    }
}

impl Forwarder<'_> {
    /// Whether only callers get past who logged in or hold a valid token. A
    /// login that lets others pass does not count.
    pub fn demands_login(&self) -> Answer {
        let actions = self.actions();
        let demands = actions.iter().map(|action| {
            let Some(kind) = action.kind() else {
                return Answer::Unknown;
            };
            let block = match kind {
                "jwt-validation" => return Answer::Yes,
                "authenticate-oidc" => "authenticate_oidc",
                "authenticate-cognito" => "authenticate_cognito",
                _ => return Answer::No,
            };
            let blocks = action.node.blocks(block).nodes;
            let otherwise = blocks
                .first()
                .map(|block| block.text("on_unauthenticated_request"));
            let otherwise = otherwise.and_then(|otherwise| otherwise.or_default("authenticate"));
            Answer::of(otherwise.map(|otherwise| otherwise != "allow"))
        });
        Answer::any(demands.chain([Answer::unless(!self.knows_actions())]))
    }
}

fn checks_callers(kind: &str) -> bool {
    matches!(
        kind,
        "authenticate-oidc" | "authenticate-cognito" | "jwt-validation"
    )
}

impl<'g> CallerCheck<'g> {
    pub fn address(&self) -> &'g str {
        self.graph.address(self.forwarder.node().id)
    }

    /// The load balancer that makes the check, when the plan tells for sure.
    pub fn load_balancer(&self) -> Option<LoadBalancer<'g>> {
        self.forwarder.listener()?.load_balancer()
    }

    /// The block that says which tokens are valid.
    pub fn jwt(&self) -> Option<Node<'g>> {
        let blocks = self.node.blocks("jwt_validation").nodes;
        blocks.into_iter().next()
    }

    /// Whether only tokens pass that are meant for this audience.
    pub fn checks_audience(&self, jwt: &Node<'_>) -> Answer {
        let claims = jwt.blocks("additional_claim");
        let names = claims.nodes.iter().map(|claim| {
            let name = claim.text("name").known();
            Answer::of(name.map(|name| AUDIENCES.contains(&name)))
        });
        Answer::any(names.chain([Answer::unless(!claims.complete)]))
    }

    /// The login by a user pool, if it is one.
    pub fn pool_login(&self) -> Option<PoolLogin<'g>> {
        let blocks = self.node.blocks("authenticate_cognito").nodes;
        let node = blocks.into_iter().next()?;
        Some(PoolLogin {
            graph: self.graph,
            node,
        })
    }

    /// Whether the provider that it asks may be inside the network: that of an
    /// OIDC login can be anywhere, those of the others are on the internet.
    pub fn may_ask_inside(&self) -> bool {
        self.kind == "authenticate-oidc"
    }

    /// The hosts by which clients come here: those of the rule, else those of
    /// the records for the load balancer.
    pub fn hosts(&self) -> Hosts {
        if let Forwarder::Rule(rule) = &self.forwarder {
            let asked = rule.asked();
            let mut conditions = asked.conditions.iter();
            match conditions.find(|condition| condition.part == "host_header") {
                // What must not be shown cannot be told.
                Some(condition) if condition.node.is_sensitive("values") => return Hosts::Unknown,
                Some(condition) => return exact_hosts(condition.values()),
                None if !asked.complete => return Hosts::Unknown,
                None => {}
            }
        }
        let Some(balancer) = self.load_balancer() else {
            return Hosts::Unknown;
        };
        // What stands before it may pass on another host.
        if !self.graph.origins_before(balancer.id()).is_empty() {
            return Hosts::Unknown;
        }
        let records = self
            .graph
            .referrers(balancer.id(), "aws_route53_record", "name");
        let names: Option<Vec<String>> = records
            .map(|link| {
                let record = self.graph.node(link.from);
                if record.is_sensitive("name") {
                    return None;
                }
                let name = record.text("fqdn").known().or(record.text("name").known());
                let name = name.filter(|name| name.contains('.') && !name.contains('*'));
                name.map(|name| name.trim_end_matches('.').to_lowercase())
            })
            .collect();
        match names {
            Some(names) if !names.is_empty() => Hosts::Some(names),
            _ => Hosts::Unknown,
        }
    }
}

/// The hosts of a condition, unless some are patterns.
fn exact_hosts(values: Attr<Vec<&str>>) -> Hosts {
    let is_exact = |host: &&str| !host.contains(['*', '?']);
    match values {
        Attr::Known(hosts) if hosts.iter().all(is_exact) => {
            Hosts::All(hosts.into_iter().map(str::to_lowercase).collect())
        }
        _ => Hosts::Unknown,
    }
}

impl<'g> PoolLogin<'g> {
    /// The pool's client that the load balancer is, when it is in the plan.
    pub fn client(&self) -> Option<PoolClient<'g>> {
        let ends = self.graph.follow(&self.node, "user_pool_client_id");
        ends.sure().map(|id| self.graph.pool_client(id))
    }

    /// Whether the plan leaves open which client it is.
    pub fn may_be_any_client(&self) -> bool {
        let ends = self.graph.follow(&self.node, "user_pool_client_id");
        ends.sure().is_none() && !ends.lead_elsewhere()
    }

    pub fn domain_place(&self) -> Place {
        self.node.place("user_pool_domain")
    }

    /// The user pool, when it is surely one of the plan.
    pub fn pool(&self) -> Option<ResourceId> {
        self.graph.follow(&self.node, "user_pool_arn").sure()
    }

    /// Whether the domain that it names is one of its pool: unknown where the
    /// plan does not tell, and no where the pool has none at all.
    pub fn has_domain(&self) -> Answer {
        let domain = self.graph.follow(&self.node, "user_pool_domain");
        let Some(pool) = self.pool() else {
            return Answer::Unknown;
        };
        let literal = matches!(self.node.text("user_pool_domain"), Attr::Known(_));
        match domain.sure() {
            Some(_) => Answer::Yes,
            None if literal && domain.lead_elsewhere() => {
                let has_some = "aws_cognito_user_pool_domain";
                match self.graph.is_referred_to(pool, has_some, "user_pool_id") {
                    Answer::No => Answer::No,
                    // It has another one, and may have this one too.
                    Answer::Yes | Answer::Unknown => Answer::Unknown,
                }
            }
            None => Answer::Unknown,
        }
    }

    /// Whether its pool is surely not of this plan.
    pub fn pool_is_elsewhere(&self) -> bool {
        let ends: Ends<'_> = self.graph.follow(&self.node, "user_pool_arn");
        ends.lead_elsewhere()
    }
}
