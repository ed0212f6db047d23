//! `secret-in-environment`: a secret stands in the environment of a function.

use crate::finding::Findings;
use crate::graph::Graph;
use crate::plan::Place;

/// Reports variables that hold what looks like a key, a token or a password. The
/// value is never told.
pub(super) fn check(graph: &Graph, findings: &mut Findings) {
    for function in graph.functions() {
        let blocks = function.node.blocks("environment");
        let unknown = |block: &crate::plan::Node<'_>| block.attr("variables").is_unknown();
        if !blocks.complete || blocks.nodes.iter().any(unknown) {
            findings.undecided(
                function.address(),
                "its variables are known only after apply",
            );
        }
        for (block, name, value) in function.environment() {
            let Some(what) = known_secret(value).or_else(|| by_name(name, value)) else {
                continue;
            };
            let place = Place {
                path: block.path.attribute("variables").attribute(name),
                ..block.header()
            };
            findings
                .at(place)
                .label(format!("this variable holds {what}: whoever may read the function's configuration reads it"))
                .help(
                    "put the value into Secrets Manager or a SecureString parameter, let the function read it there, \
                     and pass only its name; change the value, because plans and states hold it",
                );
        }
    }
}

/// How values of well-known kinds begin, and how long they are at least.
const KINDS: [(&str, usize, &str); 16] = [
    ("AKIA", 20, "an access key of AWS"),
    ("ASIA", 20, "an access key of AWS"),
    ("ghp_", 36, "a token of GitHub"),
    ("gho_", 36, "a token of GitHub"),
    ("ghs_", 36, "a token of GitHub"),
    ("github_pat_", 40, "a token of GitHub"),
    ("glpat-", 20, "a token of GitLab"),
    ("xoxb-", 20, "a token of Slack"),
    ("xoxp-", 20, "a token of Slack"),
    ("sk_live_", 20, "a key of Stripe"),
    ("rk_live_", 20, "a key of Stripe"),
    ("npm_", 36, "a token of npm"),
    ("SG.", 50, "a key of SendGrid"),
    ("AIza", 39, "a key of Google"),
    ("-----BEGIN RSA PRIVATE KEY-----", 40, "a private key"),
    ("-----BEGIN PRIVATE KEY-----", 40, "a private key"),
];

/// What a value surely is, by its form.
fn known_secret(value: &str) -> Option<&'static str> {
    let value = value.trim();
    let one_word = value.starts_with("-----BEGIN") || !value.contains(char::is_whitespace);
    let mut kinds = KINDS.iter();
    let kind = kinds.find(|(start, length, _)| value.starts_with(start) && value.len() >= *length);
    kind.filter(|_| one_word)
        .map(|(_, _, what)| *what)
        .or_else(|| has_credentials(value).then_some("a URL with a password in it"))
}

/// `scheme://user:password@host`
fn has_credentials(value: &str) -> bool {
    let Some((_, rest)) = value.split_once("://") else {
        return false;
    };
    let authority = rest.split('/').next().unwrap_or(rest);
    let password = authority
        .rsplit_once('@')
        .and_then(|(user, _)| user.split_once(':'));
    password
        .is_some_and(|(_, password)| !password.is_empty() && !password.contains(['$', '{', '<']))
}

const WORDS: [&str; 7] = [
    "SECRET",
    "PASSWORD",
    "PASSWD",
    "TOKEN",
    "APIKEY",
    "API_KEY",
    "PRIVATE_KEY",
];

/// Last words of names that stand for something about a secret.
const ABOUT: [&str; 22] = [
    "ARN",
    "NAME",
    "ID",
    "URL",
    "URI",
    "PATH",
    "PARAMETER",
    "PARAM",
    "TABLE",
    "REGION",
    "TTL",
    "EXPIRY",
    "EXPIRATION",
    "HEADER",
    "LENGTH",
    "COUNT",
    "ENDPOINT",
    "PREFIX",
    "VERSION",
    "ISSUER",
    "SECONDS",
    "TYPE",
];

/// What a value is by the name of its variable, when it looks like no name itself.
fn by_name(name: &str, value: &str) -> Option<&'static str> {
    let name = name.to_ascii_uppercase();
    let last = name.rsplit('_').next().unwrap_or(&name);
    let meant = WORDS.iter().any(|word| name.contains(word)) && !ABOUT.contains(&last);
    (meant && is_random(value)).then_some("what its name calls a secret")
}

/// Whether a value is more than words: long, with letters and digits, and no name,
/// path or reference.
fn is_random(value: &str) -> bool {
    let has = |kind: fn(&char) -> bool| value.chars().any(|char| kind(&char));
    let is_name = value.chars().all(|char| {
        char.is_ascii_lowercase() || char.is_ascii_digit() || matches!(char, '-' | '_' | '.' | '/')
    }) && value.contains(['-', '_', '.', '/']);
    value.len() >= 8
        && has(char::is_ascii_alphabetic)
        && has(char::is_ascii_digit)
        && !is_name
        && !value.contains(char::is_whitespace)
        && !["arn:", "http", "/", "{{", "$", "ssm:"]
            .iter()
            .any(|start| value.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, value: &str, expected: bool) {
        let found = known_secret(value).or_else(|| by_name(name, value));
        assert_eq!(found.is_some(), expected, "{name}");
    }

    #[test]
    fn tells_secrets_from_names() {
        check("KEY", "AKIAIOSFODNN7EXAMPLE", true);
        check(
            "DATABASE",
            "postgres://app:hunter2x@db.example.com/app",
            true,
        );
        check("DATABASE", "postgres://db.example.com/app", false);
        check("DB_PASSWORD", "Tr0ub4dor&3", true);
        check("PROCESSOR_SECRET", "9f86d081884c7d659a2feaa0c55ad015", true);
        check(
            "SECRET_ARN",
            "arn:aws:secretsmanager:eu-west-1:1:secret:x-AbC123",
            false,
        );
        check("DB_PASSWORD", "prod-db-password-v2", false);
        check("TOKEN_TTL", "3600seconds", false);
        check("SECRET_NAME", "Orders2026Secret", false);
        check("API_KEY", "changeme", false);
        check("TABLE", "orders2026production", false);
    }
}
