//! Which attribute refers to what: the table behind every link
//! (facts.md section 8.1, provider 6.69.1), one file a family.

mod certificates;
mod cloudfront;
mod compute;
mod dns;
mod firewall;
mod http_api;
mod identity;
mod index;
mod lambda;
mod lattice;
mod load_balancing;
mod logs;
mod network;
mod rest_api;
mod targets;

pub use index::reads;
pub(in crate::graph) use index::{INDEX, Shape, canonical};

/// An attribute that names another resource.
pub(in crate::graph) struct Reference {
    pub(in crate::graph) from: &'static [&'static str],
    /// Block names and the attribute, joined by dots; `a|b` is either block,
    /// and `**` stands for any blocks in between.
    pub(in crate::graph) attribute: &'static str,
    pub(in crate::graph) to: &'static [Target],
    pub(in crate::graph) form: Form,
}

/// A type that may be referred to, and the attributes that name it. Behind a
/// dot stands a member of a computed block.
pub(in crate::graph) type Target = (&'static str, &'static [&'static str]);

/// How the text of a reference holds the name of its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::graph) enum Form {
    Plain,
    /// An ARN or a path, whose last segment is the target's id.
    Arn,
    /// `integrations/ID`
    RouteTarget,
    /// A function's name, its ARN, either with a qualifier, or an invocation
    /// URI with the ARN inside; for APIs also the URL of a host.
    Function,
    /// A host name, perhaps taken from a URL; the first label of an API's or a
    /// function URL's host is its id.
    Host,
    /// An issuer or a document below it; a user pool's ends with the pool's id.
    Issuer,
    /// The ARN by which an API invokes: the API's, then stage, method and path.
    Execution,
    /// A whole document with any number of ARNs in it.
    Document,
    /// One of the kind that the block belongs to or is itself: never the one
    /// that is near.
    Peer,
    /// A name that many resources share: only the expression tells whose it is.
    Shared,
    /// A name of its own only within what the attribute beside it leads to.
    Within(&'static str),
}

impl Reference {
    /// Whether it may name several at once.
    pub(in crate::graph) fn is_many(&self) -> bool {
        self.attribute.ends_with('s')
            || self.attribute == "vpc_zone_identifier"
            || self.form == Form::Document
    }

    /// Whether both may name a resource of one type.
    pub(in crate::graph) fn shares_a_target(&self, other: &Self) -> bool {
        self.to.iter().any(|(name, _)| other.expects(name, None))
    }

    /// Whether a resource of the type may be meant, named by the attribute when
    /// that is known.
    pub(in crate::graph) fn expects(&self, type_name: &str, attribute: Option<&str>) -> bool {
        self.to.iter().any(|(target, names)| {
            *target == type_name
                && attribute.is_none_or(|attribute| {
                    names
                        .iter()
                        .any(|name| *name == attribute || first_step(name) == attribute)
                })
        })
    }
}

/// The name before the first dot.
pub(in crate::graph) fn first_step(path: &str) -> &str {
    path.split('.').next().unwrap_or(path)
}

/// Blocks that the provider or the service fills in where none is written.
pub(in crate::graph) const COMPUTED_BLOCKS: &[&str] = &[
    "ingress",
    "egress",
    "route",
    "mutual_authentication",
    "subnet_mapping",
    "logging_config",
    "traffic_source",
    "endpoint_configuration",
    "mixed_instances_policy",
    "lambda_config",
];

const fn plain(
    from: &'static [&'static str],
    attribute: &'static str,
    to: &'static [Target],
) -> Reference {
    formed(from, attribute, to, Form::Plain)
}

const fn formed(
    from: &'static [&'static str],
    attribute: &'static str,
    to: &'static [Target],
    form: Form,
) -> Reference {
    Reference {
        from,
        attribute,
        to,
        form,
    }
}

/// All of them. Types are the current names; deprecated aliases follow suit.
const FAMILIES: &[&[Reference]] = &[
    load_balancing::REFERENCES,
    compute::REFERENCES,
    lambda::REFERENCES,
    rest_api::REFERENCES,
    http_api::REFERENCES,
    cloudfront::REFERENCES,
    dns::REFERENCES,
    certificates::REFERENCES,
    identity::REFERENCES,
    firewall::REFERENCES,
    lattice::REFERENCES,
    network::REFERENCES,
    logs::REFERENCES,
];

/// All references, family by family.
pub(in crate::graph) fn all() -> impl Iterator<Item = &'static Reference> {
    FAMILIES.iter().copied().flatten()
}
