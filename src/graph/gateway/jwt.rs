//! What a JWT authorizer of an HTTP API takes for valid: an issuer's tokens for
//! an audience.

use super::authorizer::{Authorization, Authorizer};
use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::graph::identity::PoolClient;
use crate::plan::{Attr, Confidence, Leaf, Node, Piece, ResourceId, Written};

/// A `jwt_configuration` block.
pub struct JwtConfiguration<'g> {
    graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

/// What an issuer looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Issuer {
    Sound,
    /// A user pool's `endpoint`, which has no `https://` before it.
    PoolWithoutScheme,
    NotHttps,
    /// A user pool's, with a slash behind it that its tokens do not have.
    PoolWithSlash,
    /// The domain at which a user pool shows its login, which issues no tokens.
    LoginDomain,
    Unknown,
}

impl<'g> Authorizer<'g> {
    /// Whether it verifies tokens by their issuer and audience.
    pub fn is_jwt(&self) -> Answer {
        match self.is_v2() {
            true => Answer::of(self.kind().map(|kind| kind == Authorization::Jwt)),
            false => Answer::No,
        }
    }

    /// What it takes for valid, and whether that is all.
    pub fn jwt(&self) -> (Option<JwtConfiguration<'g>>, bool) {
        let blocks = self.node.blocks("jwt_configuration");
        let first = blocks.nodes.into_iter().next();
        let found = first.map(|node| JwtConfiguration {
            graph: self.graph,
            node,
        });
        (found, blocks.complete)
    }
}

impl<'g> JwtConfiguration<'g> {
    /// Whether it names any audience; that of a client counts before it is known.
    pub fn has_audience(&self) -> Answer {
        match self.node.attr("audience") {
            Attr::Unset => Answer::No,
            Attr::Unknown => {
                let ends = self.graph.follow(&self.node, "audience");
                match ends.resources().next() {
                    Some(_) => Answer::Yes,
                    None => Answer::Unknown,
                }
            }
            Attr::Known(_) => Answer::of(Some(!self.node.texts("audience").is_unset())),
        }
    }

    /// What its issuer looks like.
    pub fn issuer(&self) -> Issuer {
        let issuer = match self.node.text("issuer") {
            Attr::Known(issuer) => issuer,
            Attr::Unset => return Issuer::Sound,
            Attr::Unknown if self.leads_to_login_domain() => return Issuer::LoginDomain,
            Attr::Unknown => return self.issuer_in_source(),
        };
        let without_scheme = issuer.split_once("://").map_or(issuer, |(_, rest)| rest);
        let of_pool = is_of_pool(without_scheme);
        let host = without_scheme.split('/').next().unwrap_or_default();
        match issuer.strip_prefix("https://") {
            _ if is_login_domain(self.graph, host) => Issuer::LoginDomain,
            None if of_pool && without_scheme == issuer => Issuer::PoolWithoutScheme,
            None => Issuer::NotHttps,
            Some(_) if of_pool && issuer.ends_with('/') => Issuer::PoolWithSlash,
            Some(_) => Issuer::Sound,
        }
    }

    /// The same by the words of the source, where the value is known only after
    /// apply.
    fn issuer_in_source(&self) -> Issuer {
        let Written::As(text) = self.node.source_of(&["issuer"]) else {
            return Issuer::Unknown;
        };
        let of_pool = self.graph.follow(&self.node, "issuer").sure().is_some();
        match text.trim_start_matches('"') {
            _ if of_pool && is_bare_endpoint(text) => Issuer::PoolWithoutScheme,
            rest if rest.starts_with("http://") => Issuer::NotHttps,
            rest if rest.starts_with("https://") => match of_pool && text.ends_with("/\"") {
                true => Issuer::PoolWithSlash,
                false => Issuer::Sound,
            },
            _ => Issuer::Unknown,
        }
    }

    /// Whether its text, as far as it can be put together, or its references lead to a domain
    /// where a pool shows its login.
    fn leads_to_login_domain(&self) -> bool {
        let pieces = self.graph.plan().pieces(&self.node, "issuer");
        let text = pieces.into_iter().flatten().map(|piece| match piece {
            Piece::Text(text) => text.into_owned(),
            // Whatever it will be.
            Piece::Of { .. } => "?".to_owned(),
        });
        let text = text.collect::<String>();
        let rest = text.split_once("://").map_or("", |(_, rest)| rest);
        is_login_domain(self.graph, rest.split('/').next().unwrap_or_default())
            || self.refers_to_login_domain()
    }

    /// Whether all that it refers to is such a domain, or a region.
    fn refers_to_login_domain(&self) -> bool {
        let plan = self.graph.plan();
        let expressions = self.node.expressions("issuer").into_iter();
        let leaves = expressions.flat_map(|expression| plan.trace(self.node.id, expression));
        let leaves: Vec<_> = leaves
            .filter(|leaf| match leaf {
                Leaf::Constant(_) | Leaf::Variable(_) => false,
                Leaf::Resource { id, .. } => self.graph.type_of(*id) != "aws_region",
                Leaf::Lost(_) => true,
            })
            .collect();
        !leaves.is_empty() && leaves.iter().all(|leaf| self.is_login_domain_of(leaf))
    }

    fn is_login_domain_of(&self, leaf: &Leaf<'_>) -> bool {
        let Leaf::Resource {
            id,
            attribute: Some(attribute),
            how: Confidence::Exact | Confidence::SameKey,
        } = leaf
        else {
            return false;
        };
        matches!(
            (self.graph.type_of(*id), attribute.as_str()),
            ("aws_cognito_user_pool_domain", "domain" | "id")
                | ("aws_cognito_user_pool", "domain" | "custom_domain")
        )
    }

    /// The clients among its audience that surely belong to another pool than
    /// the issuer is; `None` when that cannot be told of some.
    pub fn strangers(&self) -> Option<Vec<PoolClient<'g>>> {
        // No token names it, whatever pool is meant.
        if !matches!(self.issuer(), Issuer::Sound | Issuer::Unknown) {
            return Some(Vec::new());
        }
        let audience = self.graph.follow(&self.node, "audience");
        let clients = audience.links.iter().filter(|link| link.is_sure());
        let clients = clients.filter_map(|link| link.resource());
        let clients: Vec<_> = clients.map(|id| self.graph.pool_client(id)).collect();
        let all_told = audience.complete && audience.links.iter().all(|link| link.is_sure());
        if clients.is_empty() {
            return all_told.then(Vec::new);
        }
        let mut strangers = Vec::new();
        for client in clients {
            match self.is_issued_by(client.pool()?) {
                Answer::Yes => {}
                Answer::No => strangers.push(client),
                Answer::Unknown => return None,
            }
        }
        (all_told || !strangers.is_empty()).then_some(strangers)
    }

    /// Whether its issuer is a user pool of the plan.
    fn is_issued_by(&self, pool: ResourceId) -> Answer {
        let issuer = self.graph.follow(&self.node, "issuer");
        match issuer.sure() {
            Some(other) => Answer::of(Some(other == pool)),
            None if issuer.lead_elsewhere() => match self.node.text("issuer") {
                // Written out, and no pool of the plan has that name.
                Attr::Known(_) => Answer::No,
                Attr::Unset | Attr::Unknown => Answer::Unknown,
            },
            None => Answer::Unknown,
        }
    }
}

/// Whether a host is that of a login at Cognito's own domain.
fn is_hosted(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    let region = host.strip_suffix(".amazoncognito.com");
    let region = region.and_then(|host| {
        host.rsplit_once(".auth.")
            .or(host.rsplit_once(".auth-fips."))
    });
    region.is_some_and(|(_, region)| !region.is_empty())
}

/// Whether an expression is a user pool's endpoint and nothing around it.
fn is_bare_endpoint(expression: &str) -> bool {
    let inside = expression
        .strip_prefix("\"${")
        .and_then(|rest| rest.strip_suffix("}\""));
    let expression = inside.unwrap_or(expression).trim();
    let reference = |char: char| char.is_ascii_alphanumeric() || "_-.[]\"".contains(char);
    expression.starts_with("aws_cognito_user_pool.")
        && expression.ends_with(".endpoint")
        && expression.chars().all(reference)
}

/// Whether an issuer, without its scheme, is a user pool's.
fn is_of_pool(issuer: &str) -> bool {
    issuer.starts_with("cognito-idp.") && issuer.contains(".amazonaws.com")
}

/// Whether some user pool shows its login there: at a domain of Cognito's or at one
/// of its own.
fn is_login_domain(graph: &Graph<'_>, host: &str) -> bool {
    let mut domains = graph.of_type("aws_cognito_user_pool_domain");
    is_hosted(host)
        || domains.any(|id| {
            let domain = graph.node(id).text("domain").known();
            domain.is_some_and(|domain| domain.eq_ignore_ascii_case(host))
        })
}
