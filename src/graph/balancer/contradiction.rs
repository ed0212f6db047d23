//! Conditions of a rule that no request meets together.

use super::condition::Asked;
use super::listener::Rule;
use crate::answer::Answer;
use crate::graph::request::Condition;
use crate::graph::request::{Conditions, Found};
use std::collections::HashMap;

/// Why no request gets past the conditions of a rule.
pub enum Contradiction<'g> {
    /// What one takes, the other does not.
    Between(Asked<'g>, Asked<'g>),
    /// Nobody comes from such addresses.
    Addresses(Asked<'g>),
}

impl<'g> Rule<'g> {
    /// A contradiction among its conditions, each of which some request meets; unknown where two
    /// look at one part of the request and cannot be compared.
    pub fn contradiction(&self) -> Found<Contradiction<'g>> {
        let mut first: HashMap<&str, (Asked<'g>, Conditions)> = HashMap::new();
        let all = self.asked();
        let mut open = !all.complete && !all.conditions.is_empty();
        for asked in all.conditions {
            let alone = asked.alone();
            match self.never_meets(&alone) {
                Answer::Yes => return Found::Example(Contradiction::Addresses(asked)),
                Answer::Unknown => open = true,
                Answer::No => {}
            }
            if !asked.is_of_one_value() {
                continue;
            }
            match first.get(asked.part) {
                None => drop(first.insert(asked.part, (asked, alone))),
                Some((other, others)) => match together(others, &alone) {
                    Answer::Yes => {}
                    Answer::No => {
                        return Found::Example(Contradiction::Between(other.clone(), asked));
                    }
                    Answer::Unknown => return Found::Unknown,
                },
            }
        }
        match open {
            true => Found::Unknown,
            false => Found::Nothing,
        }
    }

    /// Whether it asks for addresses of IPv6, and its load balancer surely has none.
    fn never_meets(&self, alone: &Conditions) -> Answer {
        let newer = alone.all.iter().any(|condition| match condition {
            Condition::SourceIp(nets) => nets.iter().all(|net| net.addr().is_ipv6()),
            _ => false,
        });
        match newer {
            true => self.has_old_addresses_alone(),
            false => Answer::No,
        }
    }

    /// Whether its load balancer has no address of IPv6.
    fn has_old_addresses_alone(&self) -> Answer {
        let Some(balancer) = self.load_balancer() else {
            return Answer::Unknown;
        };
        let kind = balancer.node.text("ip_address_type").or_default("ipv4");
        Answer::of(kind.map(|kind| kind == "ipv4"))
    }
}

/// Whether some request meets both. A condition that none meets by itself is the matter of others.
fn together(one: &Conditions, other: &Conditions) -> Answer {
    let alone = [one, other].map(Conditions::are_impossible);
    match alone.contains(&Answer::Yes) {
        true => Answer::Yes,
        false => one.overlaps(other),
    }
}

impl Asked<'_> {
    /// Whether a request has one value of this part: headers and queries may come twice.
    fn is_of_one_value(&self) -> bool {
        !matches!(self.part, "http_header" | "query_string")
    }
}
