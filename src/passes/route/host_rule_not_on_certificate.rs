//! `host-rule-not-on-certificate`: a rule waits for a host that no certificate names.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{CertificateNames, Graph, Rule};
use crate::plan::Attr;

/// Reports hosts of rules on HTTPS listeners that are on no certificate of the
/// listener. Behind another front clients see that one's certificate, and hosts
/// that a rule turns away need none.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for rule in graph.rules() {
        let listener = rule.listener();
        let ends_tls = listener
            .as_ref()
            .map_or(Answer::Unknown, |it| it.ends_tls());
        if ends_tls == Answer::No || rule.turns_away() {
            continue;
        }
        findings.hidden_blocks(&rule.node, "condition");
        let Some(listener) = listener.filter(|_| ends_tls == Answer::Yes) else {
            let known = rule.node.text("listener_arn").known().is_some();
            if rule.asks_for_hosts() && !known {
                let why = "the plan does not show its listener or what that speaks";
                findings.undecided(rule.address(), why);
            }
            continue;
        };
        let balancer = listener.load_balancer();
        match balancer.map_or(Answer::Unknown, |balancer| balancer.meets_clients()) {
            Answer::No => {}
            Answer::Yes => judge(&rule, &listener.certificate_names(), findings),
            Answer::Unknown if rule.asks_for_hosts() => {
                let why = "another front, with a certificate of its own, may stand before its load balancer";
                findings.undecided(rule.address(), why);
            }
            Answer::Unknown => {}
        }
    }
}

fn judge(rule: &Rule<'_>, names: &CertificateNames, findings: &mut Findings) {
    let asked = rule.asked().conditions.into_iter();
    for condition in asked.filter(|condition| condition.part == "host_header") {
        let hosts = match condition.values() {
            Attr::Known(hosts) => hosts,
            Attr::Unset => continue,
            Attr::Unknown => {
                findings.undecided(rule.address(), "its hosts are known only after apply");
                continue;
            }
        };
        let hosts = hosts.into_iter().filter(|host| is_name(host));
        let (bare, open): (Vec<_>, Vec<_>) = hosts
            .filter(|host| names.cover(host) != Answer::Yes)
            .partition(|host| names.cover(host) == Answer::No);
        if !bare.is_empty() {
            findings
                .at(condition.place())
                .label(format!(
                    "no certificate of the listener names {}: clients break off before the rule is asked",
                    condition.named(&bare)
                ))
                .help(
                    "put the host on the certificate (`subject_alternative_names`), or add another certificate by \
                     `aws_lb_listener_certificate`",
                );
        } else if !open.is_empty() {
            let why = "the plan does not show every name on the listener's certificates";
            findings.undecided(rule.address(), why);
        }
    }
}

/// Whether it is a name that a certificate of one's own could bear: no address,
/// and not the load balancer's own.
fn is_name(host: &str) -> bool {
    let last = host.rsplit('.').next().unwrap_or_default();
    let letters = last.contains(|char: char| char.is_ascii_alphabetic());
    host.contains('.') && letters && !host.to_lowercase().ends_with(".amazonaws.com")
}
