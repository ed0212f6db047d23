//! `cloudfront-https-origin-lb-has-no-https`: a distribution asks for HTTPS where
//! nobody speaks it.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{Distribution, Graph, Origin};

/// Reports `https-only` origins that are load balancers without a listener of
/// TLS on the port that CloudFront asks.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for distribution in graph.enabled_distributions() {
        findings.hidden_blocks(&distribution.node, "origin.custom_origin_config");
        for origin in distribution.origins() {
            judge(&distribution, &origin, findings);
        }
    }
}

fn judge(distribution: &Distribution<'_>, origin: &Origin<'_>, findings: &mut Findings) {
    let Some(spoken) = origin.protocol() else {
        return;
    };
    let Some(balancer) = origin.load_balancer() else {
        let asks = matches!(spoken.policy(), Some("https-only") | None);
        if asks && origin.may_be_load_balancer() {
            let why = "the plan does not show where an origin leads";
            findings.undecided(distribution.address(), why);
        }
        return;
    };
    let takes_tls = match (spoken.policy(), spoken.https_port()) {
        (Some("https-only"), Some(port)) => balancer.takes_tls(Some(port)),
        (Some("https-only") | None, _) => Answer::Unknown,
        (Some(_), _) => return,
    };
    match takes_tls {
        Answer::Yes => {}
        Answer::No => {
            findings
                .at(spoken.place())
                .label(format!(
                    "`{}` has no TLS listener on the port that CloudFront asks, so viewers get 502",
                    balancer.address()
                ))
                .related(
                    balancer.place(),
                    "none of its listeners speaks TLS on that port",
                )
                .way([
                    distribution.address().to_owned(),
                    balancer.address().to_owned(),
                ])
                .help("add an HTTPS listener with a certificate on `https_port` of this origin");
        }
        Answer::Unknown => findings.undecided(
            distribution.address(),
            format!(
                "the plan does not show every listener of `{}`",
                balancer.address()
            ),
        ),
    }
}
