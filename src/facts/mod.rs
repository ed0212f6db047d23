//! What AWS offers and limits: data, each with its source and its date.
//!
//! Nothing here decides anything; passes and pages ask.

mod ceiling;
mod cost;
mod edge_policies;
mod front;
mod needs;
mod runtimes;
mod tls;

pub use cost::{HOURS, Prices, Traffic};
pub use edge_policies::{HostHeader, adds_hsts, host_under_policy};
pub use front::{Backend, COLUMNS, Cell, Front, Fronting, MATRIX, Offer, Row, row};
pub use needs::{Need, Needed};
pub use runtimes::{Runtime, runtime};
pub use tls::{
    Tls, ViewerTls, classic_policy, forward_secrecy, is_weak_cipher, listener_policy, viewer_policy,
};
