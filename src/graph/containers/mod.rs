//! ECS services and task definitions, and the scaling groups beside them.

mod ecs;
mod scaling;
mod task;

pub use ecs::{EcsAttachment, EcsService};
pub use scaling::ScalingGroup;
pub use task::{Container, PortMapping, TaskDefinition};
