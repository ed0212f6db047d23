//! CloudFront: distributions, behaviors, origins, certificates, and the functions at the edge.

mod behavior;
mod certificate;
mod distribution;
mod edge_function;
mod forwarded;
mod origin_group;
mod origin_protocol;
mod served;
mod signed;

pub use behavior::{Behavior, Behaviors, EdgeCode, EdgePolicy, PlainHttp};
pub use certificate::ViewerCertificate;
pub use distribution::{Distribution, Origin};
pub use edge_function::{EdgeAssociation, EdgeFunction};
pub use origin_group::{OriginGroup, OriginIds, ServedBy};
pub use origin_protocol::OriginProtocol;
pub use served::{Served, Serving};
pub use signed::UnsignedTwin;
