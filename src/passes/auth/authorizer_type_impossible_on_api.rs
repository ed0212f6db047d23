//! `authorizer-type-impossible-on-api`: an API does not take such an authorizer.

use crate::answer::Answer;
use crate::finding::Findings;
use crate::graph::{Authorization, Authorizer, Graph};

/// Reports JWT authorizers of WebSocket APIs, and functions as authorizers of HTTP
/// APIs that do not say which form of event they read.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    // What a document has to say of its authorizers is checked by the import.
    let judged = |authorizer: &Authorizer<'_>| authorizer.is_v2() && !authorizer.is_in_body();
    for authorizer in graph.authorizers().filter(judged) {
        match (authorizer.kind(), authorizer.protocol()) {
            (Some(Authorization::Jwt), Some("WEBSOCKET")) => {
                findings
                    .at(authorizer.node.place("authorizer_type"))
                    .label("a WebSocket API has no JWT authorizer: AWS refuses it")
                    .help(
                        "use `authorizer_type = \"REQUEST\"` with a function that verifies the token, on the \
                         `$connect` route",
                    );
            }
            (Some(Authorization::Custom), Some("HTTP"))
                if authorizer.has_payload_version() == Answer::Unknown =>
            {
                let why = "which form of event it reads is known only after apply";
                findings.undecided(authorizer.address(), why);
            }
            (Some(Authorization::Custom), Some("HTTP"))
                if authorizer.has_payload_version() == Answer::No =>
            {
                findings
                    .at(authorizer.node.place("authorizer_payload_format_version"))
                    .label("an HTTP API has to know which form of event this authorizer reads: AWS refuses it")
                    .help("set `authorizer_payload_format_version = \"2.0\"`, or \"1.0\" for a function that reads the events of REST APIs");
            }
            (Some(_), Some(_)) => {}
            _ => findings.undecided(
                authorizer.address(),
                "the plan does not show its kind, or its API's protocol",
            ),
        }
    }
}
