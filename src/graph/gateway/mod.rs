//! API Gateway: REST, HTTP and WebSocket APIs, their routes, authorizers, integrations, stages,
//! deployments and domains.

mod api;
mod api_access;
mod authorizer;
mod cors;
mod deployment;
mod domain;
mod integration;
mod jwt;
mod mapped_stage;
mod mapping;
mod request_input;
mod resource_tree;
mod rest_integration;
mod rest_only;
mod rest_policy;
mod rest_stage;
mod route_target;
mod stage;
mod usage_plan;

pub use api::{HttpRoute, RestMethod, UnreadApi};
pub use authorizer::{ApiRoute, Authorization, Authorizer, Called, Named};
pub use cors::Cors;
pub use deployment::{Deployment, HttpApi, HttpStage, RestApi, Unordered};
pub use domain::{Api, ApiDomain};
pub use integration::Integration;
pub use jwt::{Issuer, JwtConfiguration};
pub use mapping::{ClaimedPaths, Mapping};
pub use resource_tree::{Integrations, RestResource, is_greedy};
pub use rest_integration::{RestIntegration, Uri};
pub use rest_policy::ResourcePolicy;
pub use rest_stage::RestStage;
pub use route_target::RouteTarget;
pub use stage::Stage;
pub use usage_plan::Keys;
