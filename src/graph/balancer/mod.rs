//! Load balancers: listeners and their certificates, rules and their conditions, target groups and
//! their health checks.

mod certificate_names;
mod classic;
mod condition;
mod contradiction;
mod encryption;
mod health;
mod listener;
mod load_balancer;
mod login;
mod path;
mod redirect;
mod target;

pub use certificate_names::CertificateNames;
pub use classic::{ClassicBalancer, ClassicListener, NegotiationPolicy};
pub use condition::{AllAsked, Asked};
pub use contradiction::Contradiction;
pub use health::HealthCheck;
pub use listener::{Action, Forwarder, Listener, Negotiates, Rule, RulesByListener};
pub use load_balancer::LoadBalancer;
pub use login::{CallerCheck, Hosts, PoolLogin};
pub use path::{never_a_path, never_an_absolute_path};
pub use redirect::Redirect;
pub use target::groups_of;
pub use target::{FunctionAttachment, TargetGroup};
