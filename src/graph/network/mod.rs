//! Who reaches whom on the network: security groups, ports, subnets, zones.

mod egress;
mod exposure;
mod ingress;
mod ports;
mod zone;

pub use egress::Reach;
pub(in crate::graph) use egress::range_reaches;
pub use ports::{Claims, Ports, Reaches};
pub use zone::{Vpc, Zones};
