//! Tables by resource type: what each attribute may refer to, and which types make up a family.

pub mod families;
mod references;

pub(in crate::graph) use families::FRONTS;
pub use references::reads;
pub(in crate::graph) use references::{
    COMPUTED_BLOCKS, Form, INDEX, Reference, Shape, all as all_references, canonical,
};
