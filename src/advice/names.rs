//! What the snippets of a change call things, and where they go.

use super::choice::list;
use crate::facts::{Front, FrontStack};
use crate::graph::{Endpoint, Guard};
use crate::plan::Key;

/// A few lines of Terraform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// Where they go.
    pub into: String,
    pub text: String,
}

/// The names that a snippet refers to.
pub(super) struct Names {
    /// The API, load balancer or URL, as its module calls it.
    pub(super) front: String,
    pub(super) stage: Option<String>,
    /// The rules, routes or methods in need of a check.
    pub(super) guards: Vec<Guard>,
    pub(super) listener: Option<String>,
    pub(super) distribution: Option<String>,
    /// A JWT authorizer that the API has already.
    pub(super) authorizer: Option<String>,
    /// The function, where one answers.
    pub(super) function: Option<String>,
    /// Whether web ACLs limit rates.
    pub(super) limiting: bool,
    /// What new resources are called.
    pub(super) label: String,
    /// ` in `module.x``, or nothing for the root module.
    pub(super) module: String,
}

impl Names {
    /// The names of a front in the plan.
    pub(super) fn of(entry: &Endpoint<'_>, service: &str) -> Self {
        Self {
            front: entry.front_name(),
            stage: entry.stage_name(),
            guards: Vec::new(),
            listener: entry.listener_name(),
            distribution: entry.distribution_name(),
            authorizer: entry.jwt_authorizer_name(),
            function: entry.function_name(),
            limiting: false,
            label: service.to_owned(),
            module: match entry.module() {
                "" => String::new(),
                module => format!(" in `{module}`"),
            },
        }
    }

    /// The names of a front that is to be made for a service.
    pub(super) fn new(to: FrontStack, service: &str, entry: &Endpoint<'_>) -> Self {
        let (front, stage, guard) = match to.front {
            Front::HttpApi | Front::WebsocketApi => (
                "aws_apigatewayv2_api",
                Some("aws_apigatewayv2_stage"),
                Some("aws_apigatewayv2_route"),
            ),
            Front::RestApi => (
                "aws_api_gateway_rest_api",
                Some("aws_api_gateway_stage"),
                Some("aws_api_gateway_method"),
            ),
            Front::FunctionUrl => ("aws_lambda_function_url", None, None),
            Front::Alb | Front::Nlb | Front::NlbAlb => ("aws_lb", None, None),
        };
        Self {
            front: format!("{front}.{service}"),
            stage: stage.map(|stage| format!("{stage}.{service}")),
            guards: guard
                .map(|guard| Guard {
                    block: format!("{guard}.{service}"),
                    spared: Vec::new(),
                })
                .into_iter()
                .collect(),
            listener: None,
            authorizer: None,
            distribution: entry.distribution_name().filter(|_| to.cloudfront),
            ..Self::of(entry, service)
        }
    }

    pub(super) fn guarding(self, guards: Vec<Guard>) -> Self {
        Self { guards, ..self }
    }

    pub(super) fn limiting(self, limiting: bool) -> Self {
        Self { limiting, ..self }
    }

    /// Lines that belong into a block.
    pub(super) fn into(&self, block: &str, text: &str) -> Vec<Snippet> {
        vec![Snippet {
            into: format!("into `{block}`{}", self.module),
            text: text.to_owned(),
        }]
    }

    /// Names a distribution that is made before the front.
    pub(super) fn behind_new(self) -> Self {
        Self {
            distribution: Some(format!("aws_cloudfront_distribution.{}", self.label)),
            ..self
        }
    }

    /// Lines that belong into each rule, route or method that lacks them; none into
    /// blocks whose other instances are for preflights.
    pub(super) fn guarded(&self, text: &str) -> Vec<Snippet> {
        let all = self.guards.iter().filter(|guard| guard.spared.is_empty());
        let all: Vec<&String> = all.map(|guard| &guard.block).collect();
        match all.is_empty() {
            true => Vec::new(),
            false => vec![Snippet {
                into: format!("into {}{}", some(&all), self.module),
                text: text.to_owned(),
            }],
        }
    }

    /// What makes methods or routes ask for a key, but for those of preflights.
    pub(super) fn keyed(&self) -> Vec<Snippet> {
        let mut lines = self.guarded("api_key_required = true\n");
        for guard in &self.guards {
            let names = guard.spared.iter().filter_map(|key| match key {
                Key::Name(name) => Some(quoted(name)),
                Key::Index(_) => None,
            });
            let names: Vec<String> = names.collect();
            if !names.is_empty() && names.len() == guard.spared.len() {
                let text = format!(
                    "api_key_required = !contains([{}], each.key)\n",
                    names.join(", ")
                );
                lines.extend(self.into(&guard.block, &text));
            }
        }
        lines
    }

    /// Resources of their own.
    pub(super) fn new_resources(&self, text: String) -> Vec<Snippet> {
        let into = match self.module.as_str() {
            "" => "new".to_owned(),
            module => format!("new,{module}"),
        };
        vec![Snippet { into, text }]
    }
}

/// The names of some blocks, or of the first of many.
pub(super) fn some(blocks: &[&String]) -> String {
    let shown = blocks.iter().take(3).map(|block| format!("`{block}`"));
    let mut shown: Vec<String> = shown.collect();
    if blocks.len() > shown.len() {
        shown.push(format!("{} more", blocks.len() - shown.len()));
    }
    list(&shown)
}

/// A text of the configuration, as HCL writes it.
pub(super) fn quoted(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"");
    let text = text.replace("${", "$${").replace("%{", "%%{");
    format!("\"{}\"", text.replace(['\n', '\r'], " "))
}
