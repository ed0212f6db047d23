//! Functions: their aliases and URLs, who invokes them, and who is allowed to.

mod execution;
mod function;
mod function_policy;
mod function_url;
mod invocation;
mod permission;
mod qualifier;

pub use function::Function;
pub(in crate::graph) use function::names_of;
pub use function_policy::Policy;
pub use function_url::{FunctionUrl, UrlStatements};
pub use invocation::{Caller, Invocation};
pub use permission::{Fit, Permission};
pub use qualifier::Qualifier;
