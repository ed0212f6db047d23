//! The names by which resources are referred to: known values to join with,
//! and the names that the text of a reference may hold.

use super::references::{Form, REFERENCES, canonical};
use crate::plan::{Attr, Plan, ResourceId};
use std::collections::{BTreeMap, HashMap};

/// Known names of resources, for joining values: text → who has it, as what.
pub(super) struct Names<'p> {
    pub(super) by_text: HashMap<&'p str, Vec<(ResourceId, &'static str)>>,
    /// Resources by the module they stand in and their current type.
    pub(super) by_module: HashMap<(String, &'p str), Vec<ResourceId>>,
}

impl<'p> Names<'p> {
    pub(super) fn collect(plan: &'p Plan<'p>) -> Self {
        let mut attributes: BTreeMap<&str, Vec<&'static str>> = BTreeMap::new();
        for (target, names) in REFERENCES.iter().flat_map(|reference| reference.to) {
            let list = attributes.entry(target).or_default();
            list.extend(
                names
                    .iter()
                    .filter(|name| !list.contains(name))
                    .collect::<Vec<_>>(),
            );
        }
        let mut names = Self {
            by_text: HashMap::new(),
            by_module: HashMap::new(),
        };
        for id in plan.ids() {
            let address = &plan[id].parsed;
            let type_name = canonical(&address.type_name);
            let Some(attributes) = attributes.get(type_name) else {
                continue;
            };
            let node = plan.node(id);
            for attribute in attributes {
                if let Attr::Known(text) = node.text(attribute) {
                    let text = host_of(text);
                    names.by_text.entry(text).or_default().push((id, attribute));
                }
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
}

impl Form {
    /// The names that a text may hold, most telling first.
    pub(super) fn names(self, text: &str) -> Vec<&str> {
        match self {
            Self::Plain => vec![text],
            Self::RouteTarget => vec![text.strip_prefix("integrations/").unwrap_or(text)],
            Self::Function => function_names(text),
            Self::Host => {
                let host = host_of(text).trim_end_matches('.');
                // Load balancer aliases carry this prefix for dual-stack names.
                let mut names = vec![host, host.strip_prefix("dualstack.").unwrap_or(host)];
                // Only the services' own hosts begin with the id of what they front.
                if ["amazonaws.com", "amazonaws.com.cn", "on.aws"]
                    .iter()
                    .any(|end| host.ends_with(end))
                {
                    names.extend(host.split('.').next());
                }
                names
            }
        }
    }
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
            assert!(names.contains(name), "{name} not in {names:?}");
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
    }
}
