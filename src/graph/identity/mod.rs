//! Who somebody is: ARNs, Cognito pools and clients, IAM statements, whom a resource policy lets in,
//! and secrets.

mod arn;
mod resource_policy;
mod secret;
mod statement;
mod user_pool;

pub use arn::Arn;
pub(in crate::graph) use resource_policy::{
    document_restricts, is_anyone, lets_all_pass, restricts,
};
pub use secret::Secret;
pub(in crate::graph) use secret::secrets_in;
pub use statement::Statement;
pub use user_pool::{PoolClient, UserPool};
