//! Conditions of a rule that no request meets together.

use super::request::Condition;
use super::{Answer, Asked, Conditions, Found, Rule};
use crate::plan::Attr;
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
        for asked in self.asked().conditions {
            let alone = asked.alone();
            if self.never_meets(&alone) {
                return Found::Example(Contradiction::Addresses(asked));
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
        Found::Nothing
    }

    /// Whether it asks for addresses of IPv6, and its load balancer surely has none.
    fn never_meets(&self, alone: &Conditions) -> bool {
        let newer = alone.all.iter().any(|condition| match condition {
            Condition::SourceIp(nets) => nets.iter().all(|net| net.addr().is_ipv6()),
            _ => false,
        });
        newer && self.has_old_addresses_alone()
    }

    /// Whether its load balancer surely has no address of IPv6.
    fn has_old_addresses_alone(&self) -> bool {
        let balancer = self.load_balancer();
        balancer.is_some_and(|balancer| {
            let kind = balancer.node.text("ip_address_type");
            matches!(kind, Attr::Unset | Attr::Known("ipv4"))
        })
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
