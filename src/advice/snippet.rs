//! Terraform for an edit, with the names that the plan's own resources have.

use super::acl::{edge_acl, web_acl};
use super::names::{Names, Snippet, quoted, some};
use super::template::fill;
use crate::facts::{Front, FrontStack, Need, Needed};

/// The lines for a need on a front, where a few do.
pub(super) fn of(names: &Names, to: FrontStack, needed: &Needed) -> Vec<Snippet> {
    if to.cloudfront
        && let Some(lines) = at_edge(names, to, needed.need)
    {
        return lines;
    }
    let front = names.front.as_str();
    match (needed.need, to.front) {
        (Need::Jwt, Front::Alb | Front::NlbAlb) => jwt_action(names, needed),
        (Need::Jwt, Front::HttpApi) => jwt_authorizer(names, needed),
        (Need::Waf | Need::RateLimit | Need::PerClientRateLimit, Front::Alb) => {
            names.new_resources(web_acl(names, front))
        }
        (Need::Waf, Front::RestApi) => with_stage(names, |stage| web_acl(names, stage)),
        (Need::RateLimit, Front::RestApi) => {
            with_stage(names, |stage| method_settings(names, stage))
        }
        (Need::UsageQuota | Need::PerClientRateLimit | Need::ApiKeys, Front::RestApi) => {
            let mut lines = names.keyed();
            lines.extend(with_stage(names, |stage| usage_plan(names, stage)));
            lines
        }
        (Need::RateLimit, Front::HttpApi | Front::WebsocketApi) => {
            let stage = names.stage.as_deref();
            stage.map_or_else(Vec::new, |stage| {
                names.into(stage, include_str!("snippets/route_settings.tf"))
            })
        }
        (Need::IamAuth, Front::RestApi) => names.guarded("authorization = \"AWS_IAM\"\n"),
        (Need::IamAuth, Front::HttpApi) => names.guarded("authorization_type = \"AWS_IAM\"\n"),
        (Need::IamAuth, Front::FunctionUrl) => {
            names.into(front, "authorization_type = \"AWS_IAM\"\n")
        }
        (Need::Cors, Front::HttpApi) => names.into(front, include_str!("snippets/cors.tf")),
        (Need::Cors, Front::FunctionUrl) => names.into(front, include_str!("snippets/url_cors.tf")),
        (Need::LongRequest, Front::Alb | Front::NlbAlb) => {
            let seconds = needed.seconds().ceil();
            names.into(front, &format!("idle_timeout = {seconds}\n"))
        }
        (Need::Tracing, Front::RestApi) => with_stage_line(names, "xray_tracing_enabled = true\n"),
        (Need::Streaming, Front::FunctionUrl) => {
            names.into(front, "invoke_mode = \"RESPONSE_STREAM\"\n")
        }
        (Need::Compression, Front::RestApi) => {
            names.into(front, "minimum_compression_size = 1024\n")
        }
        (Need::Tls13Only, Front::Alb | Front::Nlb) => {
            listener(names, "ELBSecurityPolicy-TLS13-1-3-2021-06")
        }
        (Need::PostQuantumTls, Front::Alb | Front::Nlb) => {
            listener(names, "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09")
        }
        (Need::FipsTls, Front::Alb | Front::Nlb) => {
            listener(names, "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04")
        }
        (Need::Private, Front::Alb | Front::Nlb) => names.into(front, "internal = true\n"),
        _ => Vec::new(),
    }
}

/// The same for what the distribution does.
pub(super) fn at_edge(names: &Names, to: FrontStack, need: Need) -> Option<Vec<Snippet>> {
    let distribution = |line: &str| match &names.distribution {
        Some(distribution) => names.into(distribution, line),
        None => vec![Snippet {
            into: "into the new distribution".to_owned(),
            text: line.to_owned(),
        }],
    };
    let acl = || {
        let line = format!("web_acl_id = aws_wafv2_web_acl.{}_edge.arn\n", names.label);
        let mut lines = names.new_resources(edge_acl(names));
        lines.extend(distribution(&line));
        lines
    };
    let own_rate = matches!(
        to.front,
        Front::RestApi | Front::HttpApi | Front::WebsocketApi
    );
    Some(match need {
        Need::Waf => acl(),
        Need::RateLimit if !own_rate => acl(),
        Need::Http3 => distribution("http_version = \"http2and3\"\n"),
        _ => return None,
    })
}

fn with_stage(names: &Names, text: impl Fn(&str) -> String) -> Vec<Snippet> {
    let stage = names.stage.as_deref();
    stage.map_or_else(Vec::new, |stage| names.new_resources(text(stage)))
}

fn listener(names: &Names, policy: &str) -> Vec<Snippet> {
    let line = format!("ssl_policy = \"{policy}\"\n");
    let listener = names.listener.as_deref();
    listener.map_or_else(Vec::new, |listener| names.into(listener, &line))
}

fn with_stage_line(names: &Names, line: &str) -> Vec<Snippet> {
    let stage = names.stage.as_deref();
    stage.map_or_else(Vec::new, |stage| names.into(stage, line))
}

/// The audience that tokens must be for.
fn audience(needed: &Needed) -> String {
    quoted(needed.audience().unwrap_or("https://api.example.com"))
}

/// An action for each rule, and for each listener that forwards by default.
fn jwt_action(names: &Names, needed: &Needed) -> Vec<Snippet> {
    let by_default = |guard: &&String| guard.starts_with("aws_lb_listener.");
    let guards = || names.guards.iter().map(|guard| &guard.block);
    let listeners: Vec<&String> = guards().filter(by_default).collect();
    let rules: Vec<&String> = guards().filter(|it| !by_default(it)).collect();
    let blocks = [("action", rules), ("default_action", listeners)].into_iter();
    let blocks = blocks.filter(|(_, guards)| !guards.is_empty());
    let snippets = blocks.map(|(block, guards)| Snippet {
        into: format!(
            "into {}{}, before the action that forwards",
            some(&guards),
            names.module
        ),
        text: fill(
            include_str!("snippets/jwt_action.tf"),
            &[("BLOCK", block), ("AUDIENCE", &audience(needed))],
        ),
    });
    snippets.collect()
}

fn jwt_authorizer(names: &Names, needed: &Needed) -> Vec<Snippet> {
    // One that is there already may be for another audience than a need names.
    if let (Some(there), None) = (&names.authorizer, needed.audience()) {
        return names.guarded(&verified_by(there));
    }
    let values = [
        ("NAME", names.label.as_str()),
        ("FRONT", names.front.as_str()),
        ("AUDIENCE", &audience(needed)),
    ];
    let authorizer = fill(include_str!("snippets/jwt_authorizer.tf"), &values);
    let mut lines = names.new_resources(authorizer);
    let made = format!("aws_apigatewayv2_authorizer.{}_jwt", names.label);
    lines.extend(names.guarded(&verified_by(&made)));
    lines
}

fn verified_by(authorizer: &str) -> String {
    let values = [("AUTHORIZER", authorizer)];
    fill(include_str!("snippets/jwt_route.tf"), &values)
}

fn method_settings(names: &Names, stage: &str) -> String {
    of_stage(names, stage, include_str!("snippets/method_settings.tf"))
}

fn usage_plan(names: &Names, stage: &str) -> String {
    of_stage(names, stage, include_str!("snippets/usage_plan.tf"))
}

fn of_stage(names: &Names, stage: &str, snippet: &str) -> String {
    let values = [
        ("NAME", names.label.as_str()),
        ("FRONT", names.front.as_str()),
        ("STAGE", stage),
    ];
    fill(snippet, &values)
}
