//! What services need, and what the ways to them provide.

mod body;
mod declared;
mod edge_cache;
mod grpc;
mod header_route;
mod inferred;
mod limit;
mod needed_way;
mod provided;
mod tls_end;
mod way_out;

pub use declared::StrayNeed;
pub use grpc::GrpcStop;
pub use inferred::InferredNeed;
pub use limit::{Limit, Waiting};
pub use needed_way::{NeededWay, NeededWays};
pub use tls_end::TlsEnd;
