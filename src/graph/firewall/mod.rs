//! Web ACLs: their rules, what they are associated with, where their logs go.

mod association;
mod waf_logs;
mod web_acl;

pub use association::Associated;
pub(in crate::graph) use web_acl::ASSOCIATIONS;
pub use web_acl::{AclRule, AclRules, Verb, WebAcl};
