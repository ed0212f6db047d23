//! The ways from clients to services: where they start, what they pass, what leads around a guard.

mod backend;
mod bypass;
mod clients;
mod endpoint;
mod endpoint_places;
mod flow;
mod kinds;
mod ranked;
mod request_label;
mod service;
mod single_function;
mod spoofable;
mod unchecked_endpoint;
mod unreachable;
mod way;
mod weaker_front;

pub use bypass::{Around, Bypass};
pub use clients::is_on_internet;
pub use endpoint::Endpoint;
pub use endpoint::distributions_before;
pub use endpoint_places::Guard;
pub use flow::{Flow, flow};
pub use kinds::{Role, Sort, Tier, sort_of};
pub use request_label::priority_of;
pub use request_label::request_label;
pub(in crate::graph) use service::KINDS;
pub use service::Service;
pub use spoofable::SpoofableGate;
pub use unchecked_endpoint::{Receiver, UncheckedEndpoint, UncheckedEndpoints};
pub use unreachable::UnreachableService;
pub use way::{Step, Way, Ways};
pub use weaker_front::{Control, WeakerFront};
