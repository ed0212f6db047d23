//! `method-condition-lower-case`: a rule asks for a method that no request has.

use crate::finding::Findings;
use crate::graph::Graph;
use crate::plan::Attr;
use crate::source::Rewrite;

/// Reports methods of conditions that hold lower-case letters: methods are
/// compared with their case, and the service takes none but upper-case ones.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for rule in graph.rules() {
        findings.hidden_blocks(&rule.node, "condition");
        let methods = rule.asked().conditions.into_iter();
        for condition in methods.filter(|asked| asked.part == "http_request_method") {
            match condition.values() {
                Attr::Unset => {}
                Attr::Unknown => {
                    let why = "the methods it asks for are known only after apply";
                    findings.undecided(rule.address(), why);
                }
                Attr::Known(methods) => {
                    let lower = |method: &&str| method.contains(|c: char| c.is_ascii_lowercase());
                    let lower: Vec<&str> = methods.into_iter().filter(lower).collect();
                    if lower.is_empty() {
                        continue;
                    }
                    let upper = lower
                        .iter()
                        .map(|method| ((*method).to_owned(), method.to_ascii_uppercase()));
                    findings
                        .at(condition.place())
                        .label(format!(
                            "no request has a method like {}: case counts",
                            condition.named(&lower)
                        ))
                        .help("write methods in upper case, as clients send them")
                        .edit(&condition.node, "values", Rewrite::Members(upper.collect()));
                }
            }
        }
    }
}
