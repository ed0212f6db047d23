//! Terraform for a front that is new: a distribution before one that stays, or an API
//! or URL for a function.

use super::names::{Names, Snippet};
use super::template::fill;
use crate::facts::{Backend, Front, FrontStack};

/// What a front that is made anew has to have from the start.
#[derive(Clone, Copy)]
pub(super) struct Wanted {
    /// Whether the distribution keeps answers.
    pub(super) caches: bool,
    /// Whether a function URL asks for signatures.
    pub(super) signed: bool,
}

/// A distribution before a front.
pub(super) fn before(names: &Names, to: FrontStack, wanted: Wanted) -> Vec<Snippet> {
    if !to.cloudfront {
        return Vec::new();
    }
    let front = &names.front;
    let host = match to.front {
        Front::HttpApi | Front::WebsocketApi => {
            format!("replace({front}.api_endpoint, \"/^[a-z]+:///\", \"\")")
        }
        Front::FunctionUrl => {
            format!("replace(replace({front}.function_url, \"https://\", \"\"), \"/\", \"\")")
        }
        // A VPC origin, or a domain with a certificate: more than a few lines.
        Front::RestApi | Front::Alb | Front::Nlb | Front::NlbAlb => return Vec::new(),
    };
    names.new_resources(distribution(names, &host, to.front, wanted))
}

fn distribution(names: &Names, host: &str, front: Front, wanted: Wanted) -> String {
    let name = names.label.as_str();
    let (policy, managed) = match wanted.caches {
        true => ("cached", "Managed-CachingOptimized"),
        false => ("uncached", "Managed-CachingDisabled"),
    };
    let signs = front == Front::FunctionUrl;
    // A line of its own, which `terraform fmt` does not align with those above.
    let control = match signs {
        true => {
            format!("\norigin_access_control_id = aws_cloudfront_origin_access_control.{name}.id\n")
        }
        false => String::new(),
    };
    let values = [
        ("NAME", name),
        ("HOST", host),
        ("POLICY", policy),
        ("MANAGED", managed),
        ("CONTROL", control.as_str()),
    ];
    let distribution = fill(include_str!("snippets/distribution.tf"), &values);
    match &names.function {
        Some(function) if signs => format!("{distribution}\n{}", access_control(name, function)),
        _ => distribution,
    }
}

/// What makes a function URL take requests of the distribution alone, once it asks
/// for signatures.
fn access_control(name: &str, function: &str) -> String {
    let values = [("NAME", name), ("FUNCTION", function)];
    fill(include_str!("snippets/origin_access_control.tf"), &values)
}

/// A new front for a function; others take more than a few lines.
pub(super) fn front(
    names: &Names,
    to: FrontStack,
    backend: Backend,
    wanted: Wanted,
) -> Vec<Snippet> {
    let function = names
        .function
        .as_deref()
        .filter(|_| backend == Backend::Function);
    let Some(function) = function else {
        return Vec::new();
    };
    let snippet = match to.front {
        Front::HttpApi => include_str!("snippets/http_api.tf"),
        Front::RestApi => include_str!("snippets/rest_api.tf"),
        Front::FunctionUrl => include_str!("snippets/function_url.tf"),
        Front::WebsocketApi | Front::Alb | Front::Nlb | Front::NlbAlb => return Vec::new(),
    };
    let values = [
        ("NAME", names.label.as_str()),
        ("FUNCTION", function),
        (
            "AUTHORIZATION",
            if wanted.signed { "AWS_IAM" } else { "NONE" },
        ),
    ];
    names.new_resources(fill(snippet, &values))
}
