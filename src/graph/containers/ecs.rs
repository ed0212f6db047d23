//! ECS services and task sets: what they run, where, and behind which target groups.

use super::task::TaskDefinition;
use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::graph::balancer::TargetGroup;
use crate::plan::{Attr, Node, ResourceId};

/// An ECS service, or a task set of one.
#[derive(Clone)]
pub struct EcsService<'g> {
    pub(in crate::graph) graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

/// A `load_balancer` block of a service.
pub struct EcsAttachment<'g> {
    graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

impl<'p> Graph<'p> {
    pub fn ecs_services(&self) -> impl Iterator<Item = EcsService<'_>> {
        self.of_type("aws_ecs_service").map(|id| ecs(self, id))
    }

    pub fn ecs_task_sets(&self) -> impl Iterator<Item = EcsService<'_>> {
        self.of_type("aws_ecs_task_set").map(|id| ecs(self, id))
    }
}

impl<'g> EcsService<'g> {
    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    /// The task definition it runs, when that is in the plan.
    pub fn task(&self) -> Option<TaskDefinition<'g>> {
        let id = self.graph.follow(&self.node, "task_definition").sure()?;
        let node = self.graph.node(id);
        Some(TaskDefinition { node })
    }

    /// Whether some container of its task maps a port. Where none maps any, they
    /// may listen on whatever they like.
    pub fn maps(&self, port: f64) -> Answer {
        let task = self.task();
        let Some(containers) = task.and_then(|task| task.containers()) else {
            return Answer::Unknown;
        };
        let mapped = containers.iter().any(|container| container.maps(port));
        let any = containers
            .iter()
            .any(|container| !container.ports.is_empty());
        if mapped {
            Answer::Yes
        } else {
            Answer::unless(!any)
        }
    }

    /// Whether the port of an attachment is one that ECS chooses for each task.
    pub fn has_dynamic_port(&self, attachment: &EcsAttachment<'_>) -> Answer {
        let Some(task) = self.task() else {
            return match self.has_own_addresses() {
                Answer::Yes => Answer::No,
                Answer::No | Answer::Unknown => Answer::Unknown,
            };
        };
        match task.network_mode() {
            Some("bridge") => {}
            Some(_) => return Answer::No,
            None => return Answer::Unknown,
        }
        let name = attachment.container_name().known();
        let port = attachment.container_port().known();
        let (Some(containers), Some(name), Some(port)) = (task.containers(), name, port) else {
            return Answer::Unknown;
        };
        let container = containers.iter().find(|container| container.name == name);
        let mut ports = container.iter().flat_map(|container| &container.ports);
        let mapping = ports.find(|mapping| mapping.container == (port, port));
        Answer::of(Some(mapping.is_some_and(|mapping| mapping.host.is_none())))
    }

    /// Whether every task has that very port of its host.
    pub fn task_keeps(&self, port: f64) -> bool {
        let containers = self.task().and_then(|task| task.containers());
        let containers = containers.unwrap_or_default();
        let mut ports = containers.iter().flat_map(|container| &container.ports);
        ports.any(|mapping| mapping.host == Some(port))
    }

    /// What load balancers know of it.
    pub fn attachments(&self) -> Vec<EcsAttachment<'g>> {
        let blocks = self.node.blocks("load_balancer").nodes.into_iter();
        let attachments = blocks.map(|node| EcsAttachment {
            graph: self.graph,
            node,
        });
        attachments.collect()
    }

    /// Whether its tasks have network interfaces of their own: Fargate and
    /// whatever brings its network settings.
    pub fn has_own_addresses(&self) -> Answer {
        if let Some(task) = self.task() {
            return Answer::of(task.network_mode().map(|mode| mode == "awsvpc"));
        }
        let blocks = self.node.blocks("network_configuration");
        match blocks.nodes.is_empty() {
            false => Answer::Yes,
            true => Answer::unless(!blocks.complete),
        }
    }

    /// The settings of its tasks' network interfaces.
    pub fn network(&self) -> Option<Node<'g>> {
        let blocks = self.node.blocks("network_configuration").nodes;
        blocks.into_iter().next()
    }

    /// Whether its tasks get addresses on the internet.
    pub fn has_public_addresses(&self) -> Answer {
        let Some(network) = self.network() else {
            let blocks = self.node.blocks("network_configuration");
            return Answer::unless(!blocks.complete);
        };
        Answer::of(network.bool("assign_public_ip").or_default(false))
    }
}

impl<'g> EcsAttachment<'g> {
    /// The target group, when the plan tells for sure.
    pub fn group(&self) -> Option<TargetGroup<'g>> {
        let id = self.graph.follow(&self.node, "target_group_arn").sure()?;
        Some(self.graph.target_group(id))
    }

    pub fn container_name(&self) -> Attr<&'g str> {
        self.node.text("container_name")
    }

    pub fn container_port(&self) -> Attr<f64> {
        self.node.number("container_port")
    }
}

fn ecs<'g>(graph: &'g Graph<'g>, id: ResourceId) -> EcsService<'g> {
    EcsService {
        graph,
        node: graph.node(id),
    }
}
