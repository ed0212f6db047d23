//! Resource policies of REST APIs: whom they let in.

use crate::answer::Answer;
use crate::plan::Attr;

/// Whether a resource policy keeps anyone out: no statement is for everyone,
/// or one denies by where the caller is. One that cannot be read, or denies by
/// something else, leaves it open.
pub(in crate::graph) fn restricts(policy: Attr<&str>) -> Answer {
    match policy {
        Attr::Unset => Answer::No,
        Attr::Unknown => Answer::Unknown,
        Attr::Known(text) => match serde_json::from_str(text) {
            Ok(document) => document_restricts(&document),
            Err(_) => Answer::Unknown,
        },
    }
}

/// The same of a policy that has been parsed.
pub(in crate::graph) fn document_restricts(document: &serde_json::Value) -> Answer {
    if !document.is_object() {
        return Answer::Unknown;
    }
    let statements: Vec<_> = match &document["Statement"] {
        serde_json::Value::Array(list) => list.iter().collect(),
        one => vec![one],
    };
    let for_everyone = |statement: &&serde_json::Value| {
        let principal = &statement["Principal"];
        let anyone = is_anyone(principal) || is_anyone(&principal["AWS"]);
        statement["Effect"] == "Allow" && anyone && lets_all_pass(&statement["Condition"])
    };
    if !statements.iter().any(for_everyone) {
        return Answer::Yes;
    }
    let denials = statements
        .iter()
        .filter(|statement| statement["Effect"] == "Deny");
    Answer::any(denials.map(|statement| {
        let condition = statement["Condition"].to_string().to_lowercase();
        let by_caller = [
            "aws:sourceip",
            "aws:sourcevpc",
            "aws:vpcsourceip",
            "aws:principal",
        ];
        match by_caller.iter().any(|key| condition.contains(key)) {
            true => Answer::Yes,
            false => Answer::Unknown,
        }
    }))
}

/// Whether a condition is none: absent, or for all addresses.
pub(in crate::graph) fn lets_all_pass(condition: &serde_json::Value) -> bool {
    let Some(operators) = condition.as_object() else {
        return condition.is_null();
    };
    let all = |range: &serde_json::Value| range == "0.0.0.0/0";
    operators.iter().all(|(operator, keys)| {
        let ranges = keys.get("aws:SourceIp");
        let open = ranges.is_some_and(|ranges| {
            all(ranges) || ranges.as_array().is_some_and(|list| list.iter().any(all))
        });
        operator == "IpAddress" && open
    })
}

/// `"*"`, alone or in a list.
pub(in crate::graph) fn is_anyone(principal: &serde_json::Value) -> bool {
    let list = principal.as_array();
    principal == "*" || list.is_some_and(|names| names.iter().any(|name| name == "*"))
}
