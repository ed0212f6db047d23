//! `web-acl-logging-off`: nothing records what a web ACL decides.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;
use crate::plan::Place;

/// Reports web ACLs of either generation that write no logs.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for acl in graph.web_acls() {
        judge(acl.is_logged(), acl.address(), acl.place(), findings);
    }
    for type_name in ["aws_waf_web_acl", "aws_wafregional_web_acl"] {
        for id in graph.of_type(type_name) {
            let node = graph.node(id);
            let logging = node.blocks("logging_configuration");
            let logged = match logging.nodes.is_empty() {
                false => Answer::Yes,
                true => Answer::unless(!logging.complete),
            };
            judge(logged, graph.address(id), node.header(), findings);
        }
    }
}

fn judge(logged: Answer, address: &str, place: Place, findings: &mut Findings) {
    match logged {
        Answer::Yes => {}
        Answer::Unknown => findings.undecided(
            address,
            "a logging configuration may name it, and the plan does not show",
        ),
        Answer::No => {
            findings
                .at(place)
                .label("what this web ACL blocks and lets pass is recorded nowhere")
                .help(
                    "add an `aws_wafv2_web_acl_logging_configuration` with a log group, bucket or stream whose name \
                     begins with `aws-waf-logs-`",
                );
        }
    }
}
