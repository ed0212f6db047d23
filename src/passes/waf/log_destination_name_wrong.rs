//! `log-destination-name-wrong`: WAF logs go where WAF does not write.

use crate::finding::Findings;
use crate::graph::{Graph, WafLogging};

const PREFIX: &str = "aws-waf-logs-";

/// Longer names are not repeated: a bucket's has at most 63 letters, a log group's 512.
const LONGEST: usize = 128;

/// Reports destinations of WAF logs whose name does not begin as it must.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for logging in graph.waf_logging() {
        let destinations = logging.destinations();
        if destinations.is_empty() {
            findings.undecided(
                logging.address(),
                "the plan does not show where the logs go",
            );
        }
        for destination in destinations {
            let of = destination.resource.map(|id| graph.address(id));
            let problem = match &destination.name {
                Some(name) if !name.starts_with(PREFIX) => {
                    let what = named(&logging, of, name);
                    format!(
                        "WAF writes only to names that begin with `{PREFIX}`, and {what} does not: AWS refuses it"
                    )
                }
                Some(_) if destination.names_streams => {
                    "this ARN ends in `:*`, which is for the streams of a log group: AWS refuses it"
                        .to_owned()
                }
                Some(_) => continue,
                None => {
                    let why = "the name of what the logs go to is known only after apply";
                    findings.undecided(logging.address(), why);
                    continue;
                }
            };
            findings
                .at(logging.node.place("log_destination_configs"))
                .label(problem)
                .help(format!(
                    "name the log group, bucket or delivery stream `{PREFIX}…`, and give its `arn` as it is"
                ));
        }
    }
}

/// Names a destination: by its address, or by its name where that may be shown.
fn named(logging: &WafLogging<'_>, of: Option<&str>, name: &str) -> String {
    let is_shown = name.len() <= LONGEST && !logging.node.is_sensitive("log_destination_configs");
    match of {
        Some(address) => format!("the name of `{address}`"),
        None if is_shown => format!("`{name}`"),
        None => "this one".to_owned(),
    }
}
