//! What AWS offers and limits: data, each with its source and its date.
//!
//! Nothing here decides anything; passes and pages ask.

mod ceiling;
mod cell;
mod cost;
mod edge_cost;
mod edge_policies;
mod front;
mod needed;
mod needs;
mod offer;
mod runtimes;
mod tls;

pub use ceiling::limits;
pub use cell::{Cell, Offer};
pub use cost::{Cost, PRICES_AS_OF, Prices, Traffic};
pub use edge_policies::{HostHeader, adds_hsts, host_under_policy};
pub use front::{Backend, Front, FrontStack};
pub use needed::{Needed, contradiction};
pub use needs::{AS_OF, CAPABILITIES, Capability, Need, ValueKind};
pub use offer::in_a_row;
pub use runtimes::{Runtime, runtime};
pub use tls::{
    Tls, ViewerTls, classic_policy, forward_secrecy, is_weak_cipher, listener_policy, viewer_policy,
};
