//! What AWS offers and limits: data, each with its source and its date.
//!
//! Nothing here decides anything; passes and pages ask.

mod ceiling;
mod cost;
mod front;
mod needs;
mod runtimes;
mod tls;

pub use cost::{HOURS, Prices, Traffic};
pub use front::{Backend, COLUMNS, Cell, Entrance, Front, MATRIX, Offer, Row, row};
pub use needs::{Need, Needed};
pub use runtimes::{Runtime, runtime};
pub use tls::{Tls, listener_policy};
