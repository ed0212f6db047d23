//! What a REST API is used for that an HTTP API does not do (facts.md section 1).

use super::deployment::RestApi;
use crate::answer::Answer;
use crate::plan::{Attr, Node};

/// What belongs to an API and is for REST APIs alone.
const PARTS: [(&str, &str); 5] = [
    ("aws_api_gateway_rest_api_policy", "rest_api_id"),
    ("aws_api_gateway_gateway_response", "rest_api_id"),
    ("aws_api_gateway_rest_api_put", "rest_api_id"),
    ("aws_api_gateway_usage_plan", "api_id"),
    ("aws_api_gateway_request_validator", "rest_api_id"),
];

const METHOD: &str = "aws_api_gateway_method";
const INTEGRATION: &str = "aws_api_gateway_integration";

/// How long an HTTP API waits, in milliseconds.
const LONGEST: f64 = 30_000.0;

impl<'g> RestApi<'g> {
    /// Whether it is used for something that an HTTP API does not do.
    pub fn does_more_than_http(&self) -> Answer {
        let graph = self.graph;
        let parts = PARTS.map(|(part, by)| graph.is_referred_to(self.id(), part, by));
        let own = ["policy", "minimum_compression_size", "binary_media_types"];
        let own = own.map(|name| is_written(&self.node, name));
        let methods = self.each_part(METHOD, method_does_more);
        let integrations = self.each_part(INTEGRATION, integration_does_more);
        let stages = self.each_part("aws_api_gateway_stage", |stage| {
            let guarded = graph.rest_stage(stage.id).has_web_acl();
            Answer::any([stage_does_more(stage), guarded])
        });
        let settings = self.each_part("aws_api_gateway_method_settings", settings_do_more);
        let staged = match self.has_stage() {
            Answer::Yes => Answer::No,
            Answer::No | Answer::Unknown => Answer::Unknown,
        };
        // What a command adds after the apply may be anything.
        let count = |part| graph.referrers(self.id(), part, "rest_api_id").count();
        let whole = Answer::unless(count(INTEGRATION) < count(METHOD));
        let all = parts.into_iter().chain(own);
        Answer::any(all.chain([
            !self.is_regional(),
            self.has_document(),
            methods,
            integrations,
            stages,
            settings,
            staged,
            whole,
        ]))
    }

    /// Whether its endpoint is Regional and nothing else.
    fn is_regional(&self) -> Answer {
        let endpoint = self.node.computed_blocks("endpoint_configuration");
        let types = endpoint.nodes.first().map(|block| block.texts("types"));
        match types {
            Some(Attr::Known(types)) => Answer::of(Some(types == ["REGIONAL"])),
            Some(Attr::Unknown) => Answer::Unknown,
            Some(Attr::Unset) => Answer::No,
            None => Answer::unless(!endpoint.complete),
        }
    }

    /// Whether some resource of a type that belongs to it does.
    fn each_part(&self, type_name: &str, does: impl Fn(&Node<'g>) -> Answer) -> Answer {
        let graph = self.graph;
        let links = graph.referrers(self.id(), type_name, "rest_api_id");
        let parts = links.map(|link| does(&graph.node(link.from)));
        let more = graph.any_unresolved(type_name, "rest_api_id") || graph.may_lack(type_name);
        Answer::any(parts.chain([Answer::unless(more)]))
    }
}

fn method_does_more(method: &Node<'_>) -> Answer {
    let kind = method.text("authorization").or_default("NONE");
    let authorized = kind.map(|kind| !matches!(kind, "NONE" | "AWS_IAM" | "COGNITO_USER_POOLS"));
    Answer::any([
        Answer::of(authorized),
        flag(method, "api_key_required"),
        is_written(method, "request_validator_id"),
        is_written(method, "request_models"),
    ])
}

/// A preflight that a MOCK integration answers is an HTTP API's own to answer.
fn integration_does_more(integration: &Node<'_>) -> Answer {
    let preflight = integration.text("http_method").known() == Some("OPTIONS");
    let kind = integration.text("type").known();
    let transforms = kind.map(|kind| match kind {
        "AWS_PROXY" | "HTTP_PROXY" => false,
        "MOCK" => !preflight,
        _ => true,
    });
    let templates = match preflight {
        true => Answer::No,
        false => is_written(integration, "request_templates"),
    };
    let mode = integration
        .text("response_transfer_mode")
        .or_default("BUFFERED");
    let waits = integration.number("timeout_milliseconds").or_default(0.0);
    Answer::any([
        Answer::of(transforms),
        templates,
        is_written(integration, "cache_key_parameters"),
        Answer::of(mode.map(|mode| mode == "STREAM")),
        Answer::of(waits.map(|waits| waits > LONGEST)),
    ])
}

fn stage_does_more(stage: &Node<'_>) -> Answer {
    let canary = stage.blocks("canary_settings");
    Answer::any([
        flag(stage, "cache_cluster_enabled"),
        flag(stage, "xray_tracing_enabled"),
        is_written(stage, "client_certificate_id"),
        is_written(stage, "documentation_version"),
        match canary.nodes.is_empty() {
            true => Answer::unless(!canary.complete),
            false => Answer::Yes,
        },
    ])
}

/// Throttling is all that an HTTP API has of them, and metrics.
fn settings_do_more(settings: &Node<'_>) -> Answer {
    let blocks = settings.blocks("settings");
    let more = blocks.nodes.iter().map(|block| {
        let level = block.text("logging_level").or_default("OFF");
        Answer::any([
            flag(block, "caching_enabled"),
            flag(block, "data_trace_enabled"),
            Answer::of(level.map(|level| level != "OFF")),
        ])
    });
    Answer::any(more.chain([Answer::unless(!blocks.complete)]))
}

fn flag(node: &Node<'_>, name: &str) -> Answer {
    Answer::of(node.bool(name).or_default(false))
}

fn is_written(node: &Node<'_>, name: &str) -> Answer {
    match node.is_set(name) {
        true => node.is_given(name),
        false => Answer::No,
    }
}
