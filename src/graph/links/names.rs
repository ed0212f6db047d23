//! The names by which resources are referred to: known values to join with,
//! and the names that the text of a reference may hold.

use crate::graph::types::{Form, INDEX, canonical};
use crate::plan::{Attr, Node, Plan, ResourceId};
use std::borrow::Cow;
use std::collections::HashMap;

/// Known names of resources, for joining values: text → who has it, as what.
pub(in crate::graph) struct Names<'p> {
    pub(in crate::graph) by_text: HashMap<Cow<'p, str>, Vec<(ResourceId, &'static str)>>,
    /// Resources by the module they stand in and their current type.
    pub(in crate::graph) by_module: HashMap<(String, &'p str), Vec<ResourceId>>,
}

impl<'p> Names<'p> {
    pub(in crate::graph) fn collect(plan: &'p Plan<'p>) -> Self {
        let mut names = Self {
            by_text: HashMap::new(),
            by_module: HashMap::new(),
        };
        for id in plan.ids() {
            let address = &plan[id].parsed;
            let type_name = canonical(&address.type_name);
            let Some(attributes) = INDEX.names.get(type_name) else {
                continue;
            };
            let node = plan.node(id);
            for attribute in attributes {
                names.add(&node, attribute, attribute);
            }
            if !address.data {
                let module = plan[id].parsed.siblings();
                let module = module.rsplitn(3, '.').nth(2).unwrap_or_default().to_owned();
                names
                    .by_module
                    .entry((module, type_name))
                    .or_default()
                    .push(id);
            }
        }
        names
    }

    fn add(&mut self, node: &Node<'p>, path: &str, attribute: &'static str) {
        if let Some((block, rest)) = path.split_once('.') {
            for inner in node.blocks(block).nodes {
                self.add(&inner, rest, attribute);
            }
            return;
        }
        let Attr::Known(text) = node.text(path) else {
            return;
        };
        let name = (node.id, attribute);
        let text = bare(text);
        self.by_text.entry(text.into()).or_default().push(name);
        // Hosts are written in either case.
        if text.contains('.') && text.contains(|char: char| char.is_ascii_uppercase()) {
            let lower = text.to_ascii_lowercase();
            self.by_text.entry(lower.into()).or_default().push(name);
        }
    }
}

impl Form {
    /// The names that a text may hold, most telling first.
    pub(in crate::graph) fn names(self, text: &str) -> Vec<Cow<'_, str>> {
        let texts = match self {
            Self::Plain | Self::Peer => vec![bare(text)],
            Self::Arn => vec![text, last_segment(text)],
            Self::RouteTarget => vec![text.strip_prefix("integrations/").unwrap_or(text)],
            Self::Function if text.starts_with("http") => return host_names(text),
            Self::Function => function_names(text),
            Self::Host => return host_names(text),
            Self::Issuer => issuer_names(text),
            Self::Execution => vec![text, text.split('/').next().unwrap_or(text)],
            Self::Document => document_names(text),
            Self::Shared | Self::Within(_) => Vec::new(),
        };
        texts.into_iter().map(Cow::Borrowed).collect()
    }

    /// Whether a text may hold the names of several.
    pub(in crate::graph) fn is_document(self) -> bool {
        self == Self::Document
    }
}

fn last_segment(text: &str) -> &str {
    text.rsplit('/').next().unwrap_or(text)
}

fn host_names(text: &str) -> Vec<Cow<'_, str>> {
    let host = host_of(text).trim_end_matches('.');
    // Load balancer aliases carry this prefix for dual-stack names.
    let mut names = vec![host, host.strip_prefix("dualstack.").unwrap_or(host)];
    // Only the services' own hosts begin with the id of what they front.
    if ["amazonaws.com", "amazonaws.com.cn", "on.aws"]
        .iter()
        .any(|end| host.ends_with(end))
    {
        // A bucket's name may have dots in it.
        names.extend(host.split_once(".s3").map(|(bucket, _)| bucket));
        names.extend(host.split('.').next());
    }
    let mut names: Vec<Cow<'_, str>> = names.into_iter().map(Cow::Borrowed).collect();
    if host.contains(|char: char| char.is_ascii_uppercase()) {
        names.push(host.to_ascii_lowercase().into());
    }
    names
}

fn function_names(text: &str) -> Vec<&str> {
    let inner = match text.split_once(":path/") {
        Some((_, path)) => path
            .split_once("/functions/")
            .map_or(text, |(_, rest)| rest.split('/').next().unwrap_or(rest)),
        None => text,
    };
    let mut names = vec![text, inner];
    match inner.split_once(":function:") {
        Some((_, name)) => {
            let bare = name.split(':').next().unwrap_or(name);
            names.push(&inner[..inner.len() - (name.len() - bare.len())]);
            names.push(bare);
        }
        None => names.push(inner.split(':').next().unwrap_or(inner)),
    }
    names
}

/// The issuer without its scheme, and the user pool's id behind the host.
fn issuer_names(text: &str) -> Vec<&str> {
    let text = text.split_once("://").map_or(text, |(_, rest)| rest);
    let issuer = text.split("/.well-known").next().unwrap_or(text);
    vec![issuer, last_segment(issuer)]
}

/// Every ARN that stands in a document, also without the path behind it and
/// without a function's qualifier.
fn document_names(text: &str) -> Vec<&str> {
    let starts = text.match_indices("arn:").map(|(at, _)| &text[at..]);
    let names = starts.flat_map(|rest| {
        let end = |char: char| char.is_whitespace() || matches!(char, '"' | '\'' | '\\' | ',');
        let whole = rest.split(end).next().unwrap_or(rest);
        let short = whole.split('/').next().unwrap_or(whole);
        let mut names = vec![whole];
        names.extend(function_names(short));
        names
    });
    names.filter(|name| name.starts_with("arn:")).collect()
}

/// A name without what may stand around it: a scheme, a path, a final dot.
fn bare(text: &str) -> &str {
    // Old providers end a log group's ARN like this.
    let text = text.strip_suffix(":*").unwrap_or(text);
    host_of(text).trim_end_matches('.')
}

/// The host of a URL; anything else stays as it is.
fn host_of(text: &str) -> &str {
    match text.split_once("://") {
        Some((_, rest)) => rest.split('/').next().unwrap_or(rest),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(form: Form, text: &str, expected: &[&str]) {
        let names = form.names(text);
        for name in expected {
            let found = names.iter().any(|found| found == name);
            assert!(found, "{name} not in {names:?}");
        }
    }

    #[test]
    fn finds_the_name_in_a_reference() {
        check(Form::RouteTarget, "integrations/abc", &["abc"]);
        check(
            Form::Host,
            "https://abc.execute-api.eu-west-1.amazonaws.com/v1",
            &["abc"],
        );
        check(
            Form::Host,
            "dualstack.lb-1.elb.amazonaws.com.",
            &["lb-1.elb.amazonaws.com"],
        );
        check(Form::Function, "orders:live", &["orders"]);
        let arn = "arn:aws:lambda:eu-west-1:123456789012:function:orders";
        check(Form::Function, &format!("{arn}:live"), &[arn, "orders"]);
        let uri = format!(
            "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/{arn}:7/invocations"
        );
        check(Form::Function, &uri, &[arn, "orders", &uri]);
        check(
            Form::Function,
            "http://Lb-1.elb.amazonaws.com/path",
            &["Lb-1.elb.amazonaws.com", "lb-1.elb.amazonaws.com"],
        );
        check(Form::Host, "logs.a.b.s3.amazonaws.com", &["logs.a.b"]);
        check(Form::Host, "s3://trust/store.pem", &["trust"]);
        check(
            Form::Issuer,
            "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_A/.well-known/jwks.json",
            &[
                "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_A",
                "eu-west-1_A",
            ],
        );
        let api = "arn:aws:execute-api:eu-west-1:123456789012:abc";
        check(Form::Execution, &format!("{api}/*/GET/orders"), &[api]);
        check(
            Form::Plain,
            "arn:aws:logs:r:a:log-group:x:*",
            &["arn:aws:logs:r:a:log-group:x"],
        );
        check(
            Form::Arn,
            "arn:aws:ec2:r:a:eip-allocation/eipalloc-1",
            &["eipalloc-1"],
        );
        let pool = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_A";
        let document = format!(r#"{{"uri":"{uri}","providerARNs":["{pool}"]}}"#);
        let qualified = format!("{arn}:7");
        check(Form::Document, &document, &[&qualified, pool]);
    }
}
