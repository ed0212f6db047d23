//! Whether gRPC gets through: the listener, the target group and the distribution
//! before them each have to be set up for it (facts.md section 1).

use crate::answer::Answer;
use crate::facts::Front;
use crate::graph::balancer::{Forwarder, TargetGroup};
use crate::graph::edge::Distribution;
use crate::graph::ways::{Endpoint, Step};
use crate::plan::Place;

/// A stop on the way, and whether gRPC gets past it.
pub struct GrpcStop {
    pub passes: Answer,
    /// What would have to be set, and where.
    pub place: Place,
    pub what: &'static str,
    pub order: &'static str,
}

impl<'g> Endpoint<'g> {
    /// The stops that gRPC has to get past.
    pub fn grpc_stops(&self) -> Vec<GrpcStop> {
        let distributions = self.distributions.iter().flat_map(|it| self.at_edge(it));
        // A network load balancer passes connections on.
        let steps = self.ways.iter().flat_map(|way| &way.steps);
        let steps = steps.filter_map(|step| match step {
            Step::Forwarder(forwarder) if forwarder.reads_requests() => at_listener(forwarder),
            Step::Group(group) if self.fronting.front != Front::Nlb => Some(at_group(group)),
            _ => None,
        });
        distributions.chain(steps).collect()
    }

    fn at_edge(&self, distribution: &Distribution<'g>) -> Vec<GrpcStop> {
        let version = distribution.node.text("http_version").or_default("http2");
        let speaks = GrpcStop {
            passes: Answer::of(version.map(|version| version.contains('2'))),
            place: distribution.node.place("http_version"),
            what: "this distribution does not speak HTTP/2",
            order: "set `http_version = \"http2\"`",
        };
        let behaviors = distribution.behaviors();
        let served = self.behaviors(distribution);
        let passes = served.iter().map(|behavior| {
            let configs = behavior.node.computed_blocks("grpc_config");
            let enabled = configs
                .nodes
                .iter()
                .map(|config| Answer::of(config.bool("enabled").or_default(false)));
            Answer::any(enabled.chain([Answer::unless(!configs.complete)]))
        });
        let behaves = GrpcStop {
            passes: Answer::any(passes.chain([Answer::unless(!behaviors.complete)])),
            place: served
                .first()
                .map_or_else(|| distribution.place(), |behavior| behavior.place()),
            what: "this behavior does not pass gRPC on",
            order: "add `grpc_config { enabled = true }`, with POST among `allowed_methods`",
        };
        vec![speaks, behaves]
    }
}

fn at_listener(forwarder: &Forwarder<'_>) -> Option<GrpcStop> {
    let listener = forwarder.listener()?;
    Some(GrpcStop {
        passes: listener.ends_tls(),
        place: listener.node.place("protocol"),
        what: "this listener is not an HTTPS one, which gRPC takes",
        order: "set `protocol = \"HTTPS\"` with a certificate",
    })
}

fn at_group(group: &TargetGroup<'_>) -> GrpcStop {
    match group.target_type() {
        Some("lambda") => GrpcStop {
            passes: Answer::No,
            place: group.node.place("target_type"),
            what: "functions do not speak gRPC",
            order: "run the service as containers or instances, behind a group with `protocol_version = \"GRPC\"`",
        },
        // What stands behind is another load balancer.
        Some("alb") => GrpcStop {
            passes: Answer::Yes,
            ..of_version(group)
        },
        _ => of_version(group),
    }
}

fn of_version(group: &TargetGroup<'_>) -> GrpcStop {
    let version = group.node.text("protocol_version").or_default("HTTP1");
    GrpcStop {
        passes: Answer::of(version.map(|version| version == "GRPC")),
        place: group.node.place("protocol_version"),
        what: "this target group does not speak gRPC",
        order: "set `protocol_version = \"GRPC\"`",
    }
}
