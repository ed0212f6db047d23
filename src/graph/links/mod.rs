//! How one resource leads to another: the references of the plan followed to their ends, by value or by
//! expression.

mod index;
mod link;
mod linking;
mod names;
mod tracing;
mod within;
mod words;

pub use index::Ends;
pub(in crate::graph) use index::Links;
pub use link::{End, Link, Unresolved};
pub(in crate::graph) use linking::link_all;
