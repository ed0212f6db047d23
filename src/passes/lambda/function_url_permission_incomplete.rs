//! `function-url-permission-incomplete`: one of the two statements of a function URL is missing.

use crate::answer::Answer;
use crate::finding::{Findings, Level};
use crate::graph::{FunctionUrl, Graph};

/// Reports function URLs of which the plan has one of the two statements.
pub(in crate::passes) fn check(graph: &Graph, findings: &mut Findings) {
    for url in graph.function_urls() {
        match url.authorization() {
            Some("NONE") => match url.refuses_everyone() {
                Answer::Yes => judge(&url, "*", findings),
                Answer::No => {}
                Answer::Unknown => findings.undecided(
                    url.address(),
                    "it has one of its two permissions, and the plan does not show whether the provider adds the other",
                ),
            },
            Some("AWS_IAM") => judge(&url, "cloudfront.amazonaws.com", findings),
            Some(_) => {}
            None => findings.undecided(
                url.address(),
                "its `authorization_type` is known only after apply",
            ),
        }
    }
}

fn judge(url: &FunctionUrl<'_>, principal: &str, findings: &mut Findings) {
    let Some(statements) = url.statements_for(principal) else {
        if url.hides_function() {
            findings.undecided(url.address(), "the plan does not show its function");
        }
        return;
    };
    let (there, missing) = match (statements.by_url.first(), statements.of_function.first()) {
        (Some(there), None) => (there, "lambda:InvokeFunction"),
        (None, Some(there)) => (there, "lambda:InvokeFunctionUrl"),
        (None, None) if statements.doubtful => {
            let why = "a permission may be for this URL, and the plan does not show";
            return findings.undecided(url.address(), why);
        }
        _ => return,
    };
    if statements.open {
        let why = "a second permission may be for this URL, and the plan does not show";
        return findings.undecided(url.address(), why);
    }
    let finding = findings.at(url.node.header());
    finding
        .label(format!(
            "a call takes two permissions, and the one for `{missing}` is not there: callers get 403"
        ))
        .related(there.node.header(), "the other one")
        .help(match missing {
            "lambda:InvokeFunction" => format!(
                "add an `aws_lambda_permission` for `{principal}` with `action = \"lambda:InvokeFunction\"` and \
                 `invoked_via_function_url = true`"
            ),
            _ => format!(
                "add an `aws_lambda_permission` for `{principal}` with `action = \"lambda:InvokeFunctionUrl\"` and \
                 `function_url_auth_type`"
            ),
        });
    // A command may have added what this version does not.
    if principal == "*" {
        finding.at_most(Level::Note);
    }
}
