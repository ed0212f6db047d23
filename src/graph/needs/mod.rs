//! What services need, and what the ways to them provide.

mod body;
mod declared;
mod edge_cache;
mod grpc;
mod header_route;
mod limit;
mod passage;
mod provided;
mod seen;
mod tls_end;
mod way_out;

pub use declared::StrayNeed;
pub use grpc::GrpcStop;
pub use limit::{Limit, Waiting};
pub use passage::{Passage, Passages};
pub use seen::Seen;
pub use tls_end::TlsEnd;
