//! `cloudfront-https-origin-name-not-on-certificate`: a distribution asks a load
//! balancer by a name that no certificate can bear.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{Distribution, Graph, Served};

/// Reports origins that are asked by HTTPS under a load balancer's own name,
/// where the behavior does not pass on the viewer's host name instead.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for distribution in graph.enabled_distributions() {
        findings.hidden_blocks(&distribution.node, "origin.custom_origin_config");
        let serving = distribution.serving();
        for served in serving.all {
            match served.origin.is_named_by_balancer() {
                Answer::No => {}
                Answer::Yes => judge(&distribution, &served, serving.complete, findings),
                Answer::Unknown if served.origin.may_be_load_balancer() => {
                    let why = "the plan does not show by which name it asks an origin";
                    findings.undecided(distribution.address(), why);
                }
                Answer::Unknown => {}
            }
        }
    }
}

fn judge(
    distribution: &Distribution<'_>,
    served: &Served<'_>,
    complete: bool,
    findings: &mut Findings,
) {
    let Some(spoken) = served.origin.protocol() else {
        return;
    };
    match spoken.policy() {
        Some("https-only" | "match-viewer") => {}
        Some(_) => return,
        None => {
            let why = "how it asks an origin is known only after apply";
            return findings.undecided(distribution.address(), why);
        }
    }
    // Another lint says that nobody answers there at all.
    let balancer = served.origin.load_balancer();
    let answers = balancer.map(|balancer| balancer.takes_tls(spoken.https_port()));
    if answers == Some(Answer::No) {
        return;
    }
    let withheld = served.by.iter().map(|behavior| !behavior.forwards_host());
    let fails = Answer::any(withheld.chain([Answer::unless(!complete)]));
    match fails {
        Answer::No => {}
        Answer::Yes => {
            findings
                .at(served.origin.node.place("domain_name"))
                .label(
                    "CloudFront asks by the load balancer's own name, which no certificate of yours can bear, so \
                     viewers get 502",
                )
                .help(
                    "name the origin by a record of your own that leads to the load balancer and is on its \
                     certificate, or pass on the viewer's host with the origin request policy `AllViewer`",
                );
        }
        Answer::Unknown => findings.undecided(
            distribution.address(),
            "the plan does not show whether an origin gets the viewer's host name",
        ),
    }
}
