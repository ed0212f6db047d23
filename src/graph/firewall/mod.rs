//! Web ACLs: their rules, what they are associated with and guard, where their logs go.

mod association;
mod guarded;
mod reference;
mod waf_logs;
mod web_acl;

pub(in crate::graph) use association::ASSOCIATIONS;
pub use association::{Associated, Association};
pub use guarded::has_association;
pub(in crate::graph) use guarded::is_guarded;
pub use reference::AclReference;
pub use waf_logs::WafLogging;
pub use web_acl::{AclRule, AclRules, Verb, WebAcl};
