//! The ways from clients to services: where they start, what they pass, what leads around a guard.

mod alone;
mod backend;
mod bypass;
mod door;
mod entry;
mod entry_places;
mod faces;
mod flow;
mod kinds;
mod service;
mod spoofable;
mod taker;
mod takes;
mod uneven;
mod unreached;
mod way;

pub use bypass::{Around, Bypass};
pub use door::{Door, Doors, Opening};
pub use entry::Entry;
pub use entry::distributions_before;
pub use entry_places::Guard;
pub use faces::faces_internet;
pub use flow::{Flow, flow};
pub use kinds::{Role, Sort, Tier, sort_of};
pub(in crate::graph) use service::KINDS;
pub use service::Service;
pub use spoofable::SpoofableGate;
pub use takes::takes;
pub use takes::turn;
pub use uneven::{Control, Uneven};
pub use unreached::Unreached;
pub use way::{Step, Way, Ways};
