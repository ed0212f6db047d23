//! `log-destination-name-wrong`: WAF logs go where WAF does not write.

use crate::finding::Findings;
use crate::graph::Graph;

const PREFIX: &str = "aws-waf-logs-";

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
            let problem = match destination.name {
                Some(name) if !name.starts_with(PREFIX) => {
                    format!(
                        "WAF writes only to names that begin with `{PREFIX}`, and this one does not: AWS refuses it"
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
