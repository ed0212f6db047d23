//! `runtime-deprecated`: a function's runtime is past its deprecation date, or near it.

use crate::facts::{Runtime, runtime};
use crate::finding::{Findings, Level};
use crate::graph::Graph;
use crate::plan::Attr;

/// How many days ahead a deprecation is announced.
const NOTICE_DAYS: i32 = 90;

/// Reports runtimes whose deprecation date has passed, and quietly those whose
/// date is near.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    let today = graph.config().today;
    for function in graph.functions() {
        let identifier = match function.node.text("runtime") {
            Attr::Known(identifier) => identifier,
            // Container images bring their own.
            Attr::Unset => continue,
            Attr::Unknown => {
                findings.undecided(function.address(), "its runtime is known only after apply");
                continue;
            }
        };
        let shown = function.node.shown("runtime");
        let (label, near) = match runtime(identifier) {
            None => continue,
            Some(Runtime::Blocked) => (
                format!("runtime `{shown}` is withdrawn: updates are refused"),
                false,
            ),
            Some(Runtime::Deprecated(date)) => {
                let days = (date - today).get_days();
                if days > NOTICE_DAYS {
                    continue;
                }
                match days > 0 {
                    true => (
                        format!("runtime `{shown}` will be deprecated on {date}"),
                        true,
                    ),
                    false => (
                        format!("runtime `{shown}` is deprecated since {date}"),
                        false,
                    ),
                }
            }
        };
        let finding = findings.at(function.node.place("runtime"));
        finding
            .label(label)
            .help("move to the newest runtime of the language; AWS sooner or later refuses updates of the old one");
        if near {
            finding.at_most(Level::Note);
        }
    }
}
