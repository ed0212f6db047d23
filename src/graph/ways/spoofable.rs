//! Rules that let requests in by a header which any client can write.

use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::graph::balancer::{Action, Asked, LoadBalancer, Rule};
use crate::graph::request::{Conditions, Part, find};
use crate::plan::Place;

/// Headers that clients and what stands before a front write as they like, and
/// that are taken for a proof of where a request comes from.
const SPOOFABLE: [&str; 9] = [
    "x-forwarded-for",
    "x-real-ip",
    "x-client-ip",
    "true-client-ip",
    "cf-connecting-ip",
    "forwarded",
    "referer",
    "origin",
    "user-agent",
];

/// Further rules than these behind one are not looked at.
const MOST: usize = 200;

/// A rule that decides by such a header who gets in.
pub struct SpoofableGate<'g> {
    pub rule: Rule<'g>,
    pub header: &'g str,
    pub place: Place,
    /// Whether it does decide: whoever lacks the header is turned away.
    pub decides: Answer,
}

impl Graph<'_> {
    /// The rules that forward requests by a header which any client can write.
    pub fn spoofable_gates(&self) -> Vec<SpoofableGate<'_>> {
        let rules = self.rules_by_listener();
        let alone = rules.elsewhere.into_iter().map(|rule| {
            let conditions = rule.conditions();
            vec![(rule, conditions)]
        });
        let listeners: Vec<_> = rules.known.into_iter().chain(alone).collect();
        let gates = listeners
            .iter()
            .flat_map(|rules| (0..rules.len()).filter_map(|at| spoofable_gate(self, rules, at)));
        gates.collect()
    }
}

/// Whether requests that lack the header are refused: by a rule behind or by the listener's
/// default action, with no rule before that which lets them in.
fn decides(rules: &[(Rule<'_>, Conditions)], at: usize) -> Answer {
    let (rule, conditions) = &rules[at];
    let without = conditions.but_for(Part::Header);
    let mut instead = Vec::new();
    let mut hidden = false;
    for (other, behind) in rules[at + 1..].iter().take(MOST) {
        // Another such header is another such gate.
        if behind.look_at(&[Part::Header]) {
            continue;
        }
        let openly = other.forwards_openly();
        hidden |= openly == Answer::Unknown;
        if openly != Answer::No {
            instead.push(match find(&[&without, behind], &[conditions]) {
                crate::graph::request::Found::Nothing => Answer::No,
                crate::graph::request::Found::Example(_) => Answer::Yes,
                crate::graph::request::Found::Unknown => Answer::Unknown,
            });
            continue;
        }
        let takes_all = behind.contains(&without);
        hidden |= takes_all == Answer::Unknown;
        if takes_all == Answer::Yes {
            return match refuse(&other.actions()) {
                Answer::Yes => !Answer::any(instead),
                refused => refused,
            };
        }
    }
    let Some(listener) = rule.listener() else {
        return Answer::Unknown;
    };
    let open = Answer::unless(hidden || !listener.knows_actions() || listener.rules().is_none());
    match Answer::any([refuse(&listener.actions()), open]) {
        Answer::Yes => !Answer::any(instead),
        refused => refused,
    }
}

/// Whether actions turn a request away, or ask for a login first.
fn refuse(actions: &[Action<'_>]) -> Answer {
    Answer::any(actions.iter().map(|action| {
        Answer::of(action.kind().map(|kind| match kind {
            "fixed-response" => !action.answers_well(),
            "authenticate-oidc" | "authenticate-cognito" | "jwt-validation" => true,
            _ => false,
        }))
    }))
}

impl<'g> Rule<'g> {
    /// Whether it hands requests to targets without any login.
    fn forwards_openly(&self) -> Answer {
        let forwarder = crate::graph::balancer::Forwarder::Rule(self.clone());
        !Answer::any([!forwarder.forwards(), forwarder.demands_login()])
    }

    /// Whether a distribution before its load balancer sets that header, so that
    /// it holds a secret and not what clients wrote.
    fn header_is_set_before(&self, graph: &'g Graph<'g>, header: &str) -> bool {
        let balancer: Option<LoadBalancer<'_>> = self.load_balancer();
        let Some(balancer) = balancer else {
            return false;
        };
        let origins = graph.origins_before(balancer.id());
        origins.iter().any(|(_, origin)| {
            let headers = origin.node.blocks("custom_header");
            let names = headers.nodes.iter();
            let mut names = names.filter_map(|header| header.text("name").known());
            !headers.complete || names.any(|name| name.eq_ignore_ascii_case(header))
        })
    }
}

impl<'g> Asked<'g> {
    /// The header that it looks at.
    pub fn header_name(&self) -> Option<&'g str> {
        self.node.text("http_header_name").known()
    }

    /// The place of that header's name.
    pub fn name_place(&self) -> Place {
        self.node.place("http_header_name")
    }
}

impl Action<'_> {
    /// Whether a fixed response says that all is well.
    fn answers_well(&self) -> bool {
        let blocks = self.node.blocks("fixed_response").nodes;
        let mut codes = blocks
            .iter()
            .filter_map(|block| block.text("status_code").known());
        codes.any(|code| code.starts_with('2'))
    }
}

fn spoofable_gate<'g>(
    graph: &'g Graph<'g>,
    rules: &[(Rule<'g>, Conditions)],
    at: usize,
) -> Option<SpoofableGate<'g>> {
    let (rule, conditions) = &rules[at];
    let asked = rule.asked().conditions;
    let headers = asked
        .iter()
        .filter(|condition| condition.part == "http_header");
    let named: Vec<_> = headers
        .map(|condition| (condition, condition.header_name()))
        .collect();
    // Beside a header that is no such one, it only narrows.
    let spoofable = |header: &str| {
        SPOOFABLE.contains(&header.to_lowercase().as_str())
            && !rule.header_is_set_before(graph, header)
    };
    let (first, _) = named.first()?;
    let header = named.iter().find_map(|(_, name)| *name);
    let kept_out = named
        .iter()
        .map(|(_, name)| !Answer::of(name.map(spoofable)));
    let by_address = match conditions.surely_look_at(&[Part::SourceIp]) {
        true => Answer::Yes,
        false => Answer::unless(conditions.look_at(&[Part::SourceIp])),
    };
    let open = [!rule.forwards_openly(), !decides(rules, at), by_address];
    let decides = !Answer::any(kept_out.chain(open));
    (decides != Answer::No).then(|| SpoofableGate {
        place: first.name_place(),
        decides,
        rule: rule.clone(),
        header: header.unwrap_or_default(),
    })
}
