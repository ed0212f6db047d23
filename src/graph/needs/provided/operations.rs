//! What keeps an entry running and tells of it: health, sessions, logs, traces.

use super::{all, flag, has_block, is_written};
use crate::answer::Answer;
use crate::facts::Front;
use crate::graph::ways::{Endpoint, Step};
use crate::plan::Attr;

impl<'g> Endpoint<'g> {
    /// Whether targets are checked: those of functions only where it is asked for.
    pub(super) fn checks_health(&self) -> Answer {
        if self.fronting.front == Front::Nlb {
            return Answer::Yes;
        }
        self.each_way(|step| match step {
            Step::Group(group) => {
                let check = group.health_check().map(|check| check.is_enabled());
                match (group.target_type(), check) {
                    (_, Some(enabled)) => Answer::of(enabled),
                    (kind, None) => Answer::of(kind.map(|kind| kind != "lambda")),
                }
            }
            _ => Answer::No,
        })
    }

    pub(super) fn sticks(&self) -> Answer {
        if self.fronting.front == Front::WebsocketApi {
            return Answer::Yes;
        }
        self.each_way(|step| match step {
            Step::Group(group) => group.keeps_clients(),
            _ => Answer::No,
        })
    }

    /// Whether requests are logged by the front, or before it.
    pub(super) fn logs(&self) -> Answer {
        let own = match self.fronting.front {
            Front::Alb | Front::Nlb | Front::NlbAlb => self.balancer_logs(),
            Front::FunctionUrl => Answer::Yes,
            _ => self.each_stage(|stage| has_block(stage, "access_log_settings")),
        };
        let edge = self.each_distribution(|distribution| {
            // Delivered logs are set up beside the distribution.
            match has_block(&distribution.node, "logging_config") {
                Answer::Yes => Answer::Yes,
                _ => Answer::Unknown,
            }
        });
        Answer::any([own, edge])
    }

    fn balancer_logs(&self) -> Answer {
        let balancer = self.graph.load_balancer(self.front.id);
        let blocks = self.front.computed_blocks("access_logs");
        let enabled = blocks
            .nodes
            .iter()
            .map(|logs| all([is_written(logs, "bucket"), flag(logs, "enabled")]));
        Answer::any(enabled.chain([balancer.has_vended_logs()]))
    }

    pub(super) fn traces(&self) -> Answer {
        match self.fronting.front {
            Front::RestApi => self.each_stage(|stage| flag(stage, "xray_tracing_enabled")),
            // Behind its URL the function traces by itself.
            _ => Answer::Unknown,
        }
    }
}

impl crate::graph::balancer::TargetGroup<'_> {
    /// Whether it sends a client to the target that it had before.
    pub(in crate::graph) fn keeps_clients(&self) -> Answer {
        let blocks = self.node.computed_blocks("stickiness");
        let written = blocks.nodes.iter().filter(|block| block.is_written());
        let enabled = written.map(|block| match block.bool("enabled") {
            Attr::Known(enabled) => Answer::of(Some(enabled)),
            Attr::Unset => Answer::Yes,
            Attr::Unknown => Answer::Unknown,
        });
        Answer::any(enabled)
    }
}
