//! How a target group finds out whether its targets are well.

use super::target::TargetGroup;
use crate::answer::Answer;
use crate::plan::{Attr, Change, Node};

/// A health check that is written.
pub struct HealthCheck<'g> {
    pub node: Node<'g>,
}

impl<'g> TargetGroup<'g> {
    /// The health check that is written; none where the service's defaults hold.
    /// Of what exists, a plan does not tell a `dynamic` block from what the
    /// service filled in, so that counts as not written.
    pub fn health_check(&self) -> Option<HealthCheck<'g>> {
        let change = self.graph.plan()[self.node.id].change;
        let created = matches!(change, Change::Created | Change::Replaced);
        let mut blocks = self.node.blocks("health_check").nodes.into_iter();
        let written = blocks.find(|block| block.is_written() || created);
        written.map(|node| HealthCheck { node })
    }

    /// Whether it leaves health to the service: no check is written, and what
    /// holds is what the service chooses.
    pub fn leaves_health_to_defaults(&self) -> Answer {
        let blocks = self.node.computed_blocks("health_check");
        let chosen = |block: &Node<'_>| {
            let check = HealthCheck {
                node: block.clone(),
            };
            check.is_as_by_default()
        };
        let written = self.health_check().is_some() || !blocks.nodes.iter().all(chosen);
        match written {
            true => Answer::No,
            false => Answer::of(blocks.complete.then_some(true)),
        }
    }

    /// The protocol of its targets; functions have none.
    pub fn protocol(&self) -> Option<&'g str> {
        self.node.text("protocol").known()
    }

    /// The port of targets that are registered without one.
    pub fn port(&self) -> Option<f64> {
        self.node.number("port").known()
    }
}

impl<'g> HealthCheck<'g> {
    /// The protocol; HTTP where none is written.
    pub fn protocol(&self) -> Option<&'g str> {
        self.node.text("protocol").or_default("HTTP")
    }

    /// The port, unless it is the one that takes the traffic.
    pub fn own_port(&self) -> Attr<f64> {
        match self.node.text("port") {
            Attr::Known("traffic-port") => Attr::Unset,
            _ => self.node.number("port"),
        }
    }

    /// Whether it runs at all.
    pub fn is_enabled(&self) -> Option<bool> {
        self.node.bool("enabled").or_default(true)
    }

    /// How long it waits for an answer, where that is written: how long it does
    /// otherwise depends on the protocol.
    pub fn timeout(&self) -> Attr<f64> {
        match self.node.is_set("timeout") {
            true => self.node.number("timeout"),
            false => Attr::Unset,
        }
    }

    /// How long it waits between two checks (facts.md section 3.1).
    pub fn interval(&self) -> Option<f64> {
        self.node.number("interval").or_default(30.0)
    }

    fn is_as_by_default(&self) -> bool {
        let path = self.node.text("path").or_default("/");
        let matcher = self.node.text("matcher").or_default("200");
        path == Some("/") && matcher == Some("200") && self.own_port().is_unset()
    }
}
