//! The lints that need Rust, one file each, in a folder for each family of the catalogue.
//!
//! A pass is a function from a [`Graph`] to [`Findings`]. It asks the graph in
//! the domain's words and names places; it never sees JSON, files or lines.

mod auth;
mod cost;
mod front;
mod hidden;
mod hinges;
mod lambda;
mod limit;
mod log;
mod origin;
mod route;
mod target;
mod tls;
mod waf;

pub use hinges::hinges;

use crate::catalog::Coded;
use crate::finding::Findings;
use crate::graph::Graph;

/// A lint's check.
pub type Pass = fn(&Graph<'_>, &mut Findings);

// `pass`, which names the check of each lint: it lies where the page does.
include!(concat!(env!("OUT_DIR"), "/passes.rs"));
