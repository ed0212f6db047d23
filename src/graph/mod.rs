//! Resources → fronts, listeners, targets, services, and the ways between them.
//!
//! In comes a [`Plan`](crate::plan::Plan); out goes a [`Graph`] that answers questions in the
//! domain's words. Passes ask it and never see JSON. Nothing here knows lines,
//! files or lints.

mod architecture;
mod balancer;
mod containers;
mod dns;
mod edge;
mod firewall;
mod gateway;
mod identity;
mod lambda;
mod links;
mod needs;
mod network;
mod openapi;
mod request;
mod types;
mod ways;

pub use architecture::Graph;
pub use balancer::{
    Action, AllAsked, Asked, CallerCheck, CertificateNames, ClassicBalancer, ClassicListener,
    Contradiction, Forwarder, FunctionAttachment, HealthCheck, Hosts, Listener, LoadBalancer,
    Negotiates, NegotiationPolicy, PoolLogin, Redirect, Rule, RulesByListener, TargetGroup,
    groups_of, never_a_path, never_an_absolute_path,
};
pub use containers::{
    Container, EcsAttachment, EcsService, PortMapping, ScalingGroup, TaskDefinition,
};
pub use edge::{
    Behavior, Behaviors, Distribution, EdgeAssociation, EdgeCode, EdgeFunction, EdgePolicy, Origin,
    OriginGroup, OriginIds, OriginProtocol, PlainHttp, Served, ServedBy, Serving, UnsignedTwin,
    ViewerCertificate,
};
pub use firewall::{
    AclReference, AclRule, AclRules, Associated, Association, Verb, WafLogging, WebAcl,
    has_association,
};
pub use gateway::{
    Api, ApiDomain, ApiRoute, Authorization, Authorizer, Called, ClaimedPaths, Cors, Deployment,
    HttpApi, HttpRoute, HttpStage, Integration, Integrations, Issuer, JwtConfiguration, Keys,
    Mapping, Named, ResourcePolicy, RestApi, RestIntegration, RestMethod, RestResource, RestStage,
    RouteTarget, Stage, Unordered, UnreadApi, Uri, is_greedy,
};
pub use identity::{Arn, PoolClient, Secret, Statement, UserPool};
pub use lambda::{
    Caller, Fit, Function, FunctionUrl, Invocation, Permission, Policy, Qualifier, UrlStatements,
};
pub use links::{End, Ends, Link, Unresolved};
pub use needs::{GrpcStop, InferredNeed, Limit, NeededWay, NeededWays, StrayNeed, TlsEnd, Waiting};
pub use network::{Claims, Ports, Reach, Reaches, Vpc, Zones};
pub use request::{Condition, Conditions, Earlier, Example, Found, Glob, Part, Scheme, find};
pub use types::{families, reads};
pub use ways::{
    Around, Bypass, Control, Endpoint, Flow, Guard, Receiver, Role, Service, Sort, SpoofableGate,
    Step, Tier, UncheckedEndpoint, UncheckedEndpoints, UnreachableService, Way, Ways, WeakerFront,
    distributions_before, flow, is_on_internet, priority_of, request_label, sort_of,
};
