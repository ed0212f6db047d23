//! `function-url-public-without-cdn`: nothing but a function URL before a function.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::Graph;

/// Reports function URLs that anyone may call and that are a function's only
/// front, where nobody has declared what the function needs.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    for url in graph.function_urls().filter(|url| url.hides_function()) {
        findings.undecided(url.address(), "the plan does not show its function");
    }
    let ways = graph.ways();
    for service in graph.services() {
        let entries = ways.endpoints_of(&service);
        let [entry] = entries.as_slice() else {
            continue;
        };
        // Where nobody gets in, it is no front at all.
        let refused = entry.refuses_everyone() == Answer::Yes;
        if refused || entry.is_bare_url() == Answer::No || service.described().is_some() {
            continue;
        }
        // What it needs is judged by the lints about needs.
        if !service.needs_at(&entries).is_empty() {
            continue;
        }
        if entry.is_bare_url() == Answer::Unknown {
            let why = "a distribution may stand before it, or it may ask for signatures";
            findings.undecided(entry.address(), why);
            continue;
        }
        findings
            .at(entry.front.header())
            .label(format!(
                "anyone reaches `{}` by this URL alone: no web ACL, throttle, cache or name of its own stands before it",
                service.address()
            ))
            .related(service.place(), "has no other front")
            .help(
                "put a CloudFront distribution with an origin access control before it and set `authorization_type = \
                 \"AWS_IAM\"`; or declare what the function needs under `[[service]]`, where nothing of this is needed",
            );
    }
}
