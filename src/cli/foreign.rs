//! Plans that hold nothing for frontlint, and why.

use crate::graph::reads;
use crate::plan::{Plan, Reading};
use std::collections::BTreeMap;

/// How many providers are named.
const NAMED: usize = 3;

/// Says that nothing in a plan, neither before nor after it, is a front or leads to one.
pub(super) fn nothing_in(reading: &Reading<'_>, name: &str) -> Option<String> {
    let plan = &reading.planned;
    if is_read(plan) || is_read(&reading.prior) || plan.is_partial() {
        return None;
    }
    let mut providers: BTreeMap<&str, usize> = BTreeMap::new();
    let managed = plan
        .ids()
        .map(|id| &plan[id].parsed)
        .filter(|one| !one.data);
    for address in managed {
        let provider = address.type_name.split('_').next().unwrap_or_default();
        *providers.entry(provider).or_default() += 1;
    }
    let count: usize = providers.values().sum();
    let mut most: Vec<(&str, usize)> = providers.into_iter().collect();
    most.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let why = match most.as_slice() {
        [] => "it manages no resources".to_owned(),
        [("aws", 1)] => "its one AWS resource is no front and leads to none".to_owned(),
        [("aws", count)] => {
            format!("none of its {count} AWS resources is a front or leads to one")
        }
        several => {
            let named = several.iter().take(NAMED);
            let named: Vec<String> = named
                .map(|(name, count)| format!("{name}: {count}"))
                .collect();
            let more = if several.len() > NAMED { ", …" } else { "" };
            let named = named.join(", ");
            match count {
                1 => format!("its one resource is no AWS front ({named})"),
                _ => format!(
                    "none of its {count} resources is an AWS front or leads to one ({named}{more})"
                ),
            }
        }
    };
    Some(format!("there is nothing for frontlint in {name}: {why}"))
}

fn is_read(plan: &Plan<'_>) -> bool {
    let mut resources = plan.ids().map(|id| &plan[id].parsed);
    resources.any(|one| !one.data && reads(&one.type_name))
}
