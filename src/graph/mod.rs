//! Resources → fronts, listeners, targets, services, and the ways between them.
//!
//! In comes a [`Plan`]; out goes a [`Graph`] that answers questions in the
//! domain's words. Passes ask it and never see JSON. Nothing here knows lines,
//! files or lints.

mod alone;
mod api;
mod api_access;
mod arn;
mod association;
mod authorizer;
mod backend;
mod behaviour;
mod bodies;
mod bypass;
mod certificate;
mod certificate_names;
mod classic;
mod cloudfront;
mod condition;
mod contradiction;
mod cors;
mod deployment;
mod domain;
mod door;
mod ecs;
mod edge_cache;
mod edge_function;
mod egress;
mod encryption;
mod entry;
mod entry_places;
mod execution;
mod exposure;
mod faces;
pub mod families;
mod flow;
mod forwarded;
mod function;
mod function_policy;
mod function_url;
mod grpc;
mod header_route;
mod health;
mod ingress;
mod integration;
mod invocation;
mod jwt;
mod kinds;
mod limit;
mod link;
mod linking;
mod links;
mod listener;
mod load_balancer;
mod login;
mod mapped_stage;
mod mapping;
mod names;
mod needs;
mod openapi;
mod origin_group;
mod origin_protocol;
mod passage;
mod path;
mod permission;
mod policy;
mod ports;
mod provided;
mod record;
mod redirect;
mod references;
mod request;
mod request_input;
mod resource_policy;
mod resource_tree;
mod rest_integration;
mod rest_only;
mod rest_stage;
mod route_target;
mod scaling;
mod secret;
mod seen;
mod served;
mod service;
mod signed;
mod spoofable;
mod stage;
mod statement;
mod taker;
mod takes;
mod target;
mod task;
mod tls_end;
mod tracing;
mod uneven;
mod unreached;
mod usage_plan;
mod user_pool;
mod waf_logs;
mod way;
mod way_out;
mod web_acl;
mod within;
mod words;
mod zone;

pub use api::{HttpRoute, RestMethod, UnreadApi};
pub use arn::Arn;
pub use association::Associated;
pub use authorizer::{Authorization, Authorizer, Called, Entrance, Named};
pub use behaviour::{Behaviour, Behaviours, EdgeCode, EdgePolicy, PlainHttp};
pub use bypass::{Around, Bypass};
pub use certificate::ViewerCertificate;
pub use certificate_names::CertificateNames;
pub use classic::{ClassicBalancer, ClassicListener, NegotiationPolicy};
pub use cloudfront::{Distribution, Origin};
pub use condition::{AllAsked, Asked};
pub use contradiction::Contradiction;
pub use cors::Cors;
pub use deployment::{Deployment, HttpApi, HttpStage, RestApi, Unordered};
pub use domain::{Api, ApiDomain};
pub use door::{Door, Doors, Opening};
pub use ecs::{EcsAttachment, EcsService};
pub use edge_function::{EdgeAssociation, EdgeFunction};
pub use egress::Reach;
pub use entry::Entry;
pub use entry_places::Guard;
pub use flow::{Flow, flow};
pub use function::Function;
pub use function_policy::Policy;
pub use function_url::{FunctionUrl, UrlStatements};
pub use grpc::GrpcStop;
pub use health::HealthCheck;
pub use integration::Integration;
pub use invocation::{Caller, Invocation, Qualifier};
pub use jwt::{Issuer, JwtConfiguration};
pub use kinds::{Role, Sort, Tier, sort_of};
pub use limit::{Limit, Waiting};
pub use link::{End, Link, Unresolved};
pub use links::Ends;
pub use listener::{Action, Forwarder, Listener, Negotiates, Rule, RulesByListener};
pub use load_balancer::LoadBalancer;
pub use login::{CallerCheck, Hosts, PoolLogin};
pub use mapping::{ClaimedPaths, Mapping};
pub use needs::StrayNeed;
pub use origin_group::{OriginGroup, OriginIds, ServedBy};
pub use origin_protocol::OriginProtocol;
pub use passage::{Passage, Passages};
pub use path::{never_a_path, never_an_absolute_path};
pub use permission::{Fit, Permission};
pub use policy::ResourcePolicy;
pub use ports::{Claims, Ports, Reaches};
pub use redirect::Redirect;
pub use references::reads;
use request::{Budget, find_within};
pub use request::{Condition, Conditions, Earlier, Example, Found, Glob, Part, Scheme, find};
pub use resource_tree::{Integrations, RestResource, is_greedy};
pub use rest_integration::{RestIntegration, Uri};
pub use rest_stage::RestStage;
pub use route_target::RouteTarget;
pub use scaling::ScalingGroup;
pub use secret::Secret;
pub use seen::Seen;
pub use served::{Served, Serving};
pub use service::Service;
pub use signed::UnsignedTwin;
pub use spoofable::SpoofableGate;
pub use stage::Stage;
pub use statement::Statement;
pub use target::{FunctionAttachment, TargetGroup};
pub use task::{Container, PortMapping, TaskDefinition};
pub use tls_end::TlsEnd;
pub use uneven::{Control, Uneven};
pub use unreached::Unreached;
pub use usage_plan::Keys;
pub use user_pool::{PoolClient, UserPool};
pub use way::{Step, Way, Ways};
pub use web_acl::{AclRule, AclRules, Verb, WebAcl};
pub use zone::{Vpc, Zones};

use crate::config::Config;
use crate::facts::Need;
use crate::plan::{Node, Plan, ResourceId};
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// What a question about the architecture is answered with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Yes,
    No,
    /// The plan leaves it open.
    Unknown,
}

impl Answer {
    pub fn of(known: Option<bool>) -> Self {
        match known {
            Some(true) => Self::Yes,
            Some(false) => Self::No,
            None => Self::Unknown,
        }
    }

    /// No, unless something is left open.
    pub fn unless(open: bool) -> Self {
        if open { Self::Unknown } else { Self::No }
    }

    /// Yes when any is, no when all are, else unknown.
    pub fn any(answers: impl IntoIterator<Item = Self>) -> Self {
        answers
            .into_iter()
            .fold(Self::No, |all, one| match (all, one) {
                (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
                (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
                (Self::No, Self::No) => Self::No,
            })
    }
}

impl std::ops::Not for Answer {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
        }
    }
}

/// The architecture of one plan.
pub struct Graph<'p> {
    plan: &'p Plan<'p>,
    config: &'p Config,
    /// The OpenAPI documents of APIs.
    bodies: openapi::Bodies,
    links: links::Links<'p>,
    /// What leads around guards, once somebody asks.
    bypasses: OnceLock<bypass::Bypasses>,
    /// The needs that tags declare, once somebody asks.
    tagged: OnceLock<BTreeSet<Need>>,
}

impl<'p> Graph<'p> {
    /// Links the resources of a plan.
    pub fn build(plan: &'p Plan<'p>, config: &'p Config) -> Self {
        let bodies = openapi::Bodies::read(plan);
        let links = links::Links::of(plan, linking::link(plan, &bodies));
        Self {
            plan,
            config,
            bodies,
            links,
            bypasses: OnceLock::new(),
            tagged: OnceLock::new(),
        }
    }

    pub fn plan(&self) -> &'p Plan<'p> {
        self.plan
    }

    pub fn config(&self) -> &'p Config {
        self.config
    }

    pub fn links(&self) -> &[Link] {
        &self.links.links
    }

    pub fn unresolved(&self) -> &[Unresolved] {
        &self.links.unresolved
    }

    /// Where an attribute of a block leads.
    pub fn follow(&self, node: &Node<'_>, attribute: &str) -> Ends<'_> {
        self.links.follow(node, attribute)
    }

    /// The links that lead to a resource from resources of a type, by an attribute.
    pub fn referrers<'g>(
        &'g self,
        to: ResourceId,
        type_name: &'g str,
        attribute: &'g str,
    ) -> impl Iterator<Item = &'g Link> {
        self.links.leading_to(to, type_name, attribute)
    }

    /// Whether some resource of the type has that attribute lead to where nobody
    /// can tell; absence is proven only where there is no such one.
    pub fn any_unresolved(&self, type_name: &str, attribute: &'static str) -> bool {
        self.links.any_unresolved(type_name, attribute)
    }

    /// Whether some resource of the type refers to this one by that attribute:
    /// unknown when one may, or when the plan leaves such resources out.
    pub fn is_referred_to(
        &self,
        id: ResourceId,
        type_name: &str,
        attribute: &'static str,
    ) -> Answer {
        let links = self.referrers(id, type_name, attribute);
        let named = links.map(|link| Answer::of(link.is_sure().then_some(true)));
        let more = self.any_unresolved(type_name, attribute) || self.may_lack(type_name);
        Answer::any(named.chain([Answer::unless(more)]))
    }

    /// Whether the configuration says that another stack guards it with a web ACL.
    pub fn assumes_web_acl(&self, address: &str) -> bool {
        let mut assumed = self.config.assume_waf.iter();
        assumed.any(|glob| glob.matches(address))
    }

    /// The current name of a resource's type.
    pub fn type_of(&self, id: ResourceId) -> &str {
        references::canonical(&self.plan[id].parsed.type_name)
    }

    /// Whether the plan may leave out resources of the type, deprecated aliases included.
    pub fn may_lack(&self, type_name: &str) -> bool {
        let alias = || {
            let rest = type_name.strip_prefix("aws_lb")?;
            Some(format!("aws_alb{rest}"))
        };
        self.plan.may_lack(type_name) || alias().is_some_and(|alias| self.plan.may_lack(&alias))
    }

    /// The managed resources of a type, deprecated aliases included.
    pub fn of_type(&self, type_name: &str) -> impl Iterator<Item = ResourceId> + use<'_, 'p> {
        let alias = type_name
            .strip_prefix("aws_lb")
            .map(|rest| format!("aws_alb{rest}"));
        let names = [Some(type_name.to_owned()), alias];
        let plan = self.plan;
        names
            .into_iter()
            .flatten()
            .flat_map(move |name| plan.of_type(&name).collect::<Vec<_>>())
    }

    pub fn address(&self, id: ResourceId) -> &str {
        &self.plan[id].address
    }

    /// The region that a resource stands in, when the plan tells.
    pub fn region(&self, id: ResourceId) -> Option<&'p str> {
        self.plan.region(id)
    }

    /// The address inside its module, as the configuration there writes it.
    pub fn local_name(&self, id: ResourceId) -> String {
        let address = &self.plan[id].parsed;
        let key = address.key.as_ref();
        let key = key.map_or(String::new(), |key| format!("[{key}]"));
        format!("{}.{}{key}", address.type_name, address.name)
    }

    /// The address of the module that holds a resource; empty for the root module.
    pub fn module_of(&self, id: ResourceId) -> &str {
        let local = self.local_name(id);
        let module = self.address(id).strip_suffix(&local);
        module.map_or("", |module| module.trim_end_matches('.'))
    }

    pub fn node(&self, id: ResourceId) -> Node<'p> {
        self.plan.node(id)
    }

    /// How many resources of fronting architectures the plan holds.
    pub fn size(&self) -> usize {
        let managed = |id: &ResourceId| !self.plan[*id].parsed.data;
        let ids = self.plan.ids().filter(managed);
        let types = ids.map(|id| self.type_of(id));
        // No request passes a role or a cluster.
        let besides = ["aws_iam_role", "aws_ecs_cluster"];
        types
            .filter(|name| reads(name) && !besides.contains(name))
            .count()
    }
}
