//! Texts that look like secrets: keys and tokens of well-known forms, and values
//! whose name says so.

use crate::plan::{Node, Place};

/// A secret in clear text.
pub struct Secret {
    pub place: Place,
    /// What it looks like.
    pub kind: &'static str,
}

/// How values of well-known kinds begin, and how long they are at least.
const KINDS: [(&str, usize, &str); 17] = [
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
    ("-----BEGIN EC PRIVATE KEY-----", 40, "a private key"),
    ("-----BEGIN PRIVATE KEY-----", 40, "a private key"),
];

/// What a name of a secret has in it.
const NAMES: [&str; 9] = [
    "password",
    "passwd",
    "secret",
    "token",
    "apikey",
    "accesskey",
    "privatekey",
    "credential",
    "authkey",
];

/// What such a name ends with where the value is no secret itself.
const ABOUT: [&str; 24] = [
    "name",
    "arn",
    "id",
    "url",
    "uri",
    "path",
    "parameter",
    "param",
    "table",
    "region",
    "ttl",
    "expiry",
    "expiration",
    "header",
    "length",
    "count",
    "endpoint",
    "prefix",
    "version",
    "issuer",
    "seconds",
    "type",
    "audience",
    "algorithm",
];

/// Shorter texts are no good secrets, and longer ones hold more than one.
const LENGTH: std::ops::RangeInclusive<usize> = 8..=4096;

/// Bits of information for each character, below which a text says nothing.
const ENTROPY: f64 = 2.5;

/// The secrets among the entries of a map.
pub(in crate::graph) fn secrets_in(node: &Node<'_>, attribute: &str) -> Vec<Secret> {
    let entries = node.map(attribute);
    let secrets = entries.filter_map(|(name, value)| {
        let place = Place {
            path: node.path.attribute(attribute).attribute(name),
            ..node.header()
        };
        kind_of_secret(name, value).map(|kind| Secret { place, kind })
    });
    secrets.collect()
}

/// What key, token or password a value is, by its form or by its name.
fn kind_of_secret(name: &str, value: &str) -> Option<&'static str> {
    let meant = || names_secret(name) && is_random(value);
    kind_by_form(value).or_else(|| meant().then_some("what its name calls a secret"))
}

/// What a value surely is, by its form.
fn kind_by_form(value: &str) -> Option<&'static str> {
    let value = value.trim();
    let one_word = value.starts_with("-----BEGIN") || !value.contains(char::is_whitespace);
    let mut kinds = KINDS.iter();
    let kind = kinds.find(|(start, length, _)| value.starts_with(start) && value.len() >= *length);
    kind.filter(|_| one_word)
        .map(|(_, _, what)| *what)
        .or_else(|| is_web_token(value).then_some("a JSON Web Token"))
        .or_else(|| has_password(value).then_some("a URL with a password in it"))
}

fn is_web_token(value: &str) -> bool {
    value.starts_with("eyJ") && value.matches('.').count() == 2 && value.len() > 40
}

/// `scheme://user:password@host`
fn has_password(value: &str) -> bool {
    let Some((_, rest)) = value.split_once("://") else {
        return false;
    };
    let authority = rest.split('/').next().unwrap_or(rest);
    let user = authority.rsplit_once('@').map(|(user, _)| user);
    let password = user.and_then(|user| user.split_once(':'));
    password
        .is_some_and(|(_, password)| !password.is_empty() && !password.contains(['$', '{', '<']))
}

fn names_secret(name: &str) -> bool {
    let name: String = name
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|char| char.to_ascii_lowercase())
        .collect();
    NAMES.iter().any(|word| name.contains(word)) && !ABOUT.iter().any(|end| name.ends_with(end))
}

/// Whether a text is one word of different characters, with letters and digits,
/// and no name of something else.
fn is_random(value: &str) -> bool {
    let refers = ["arn:", "http", "ssm:", "/", "$"]
        .iter()
        .any(|start| value.starts_with(start));
    let stands_for_more = value.contains(char::is_whitespace)
        || ["://", "${", "{{", "<"]
            .iter()
            .any(|sign| value.contains(sign));
    let has = |kind: fn(&u8) -> bool| value.bytes().any(|byte| kind(&byte));
    let mixed = has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic);
    LENGTH.contains(&value.len())
        && mixed
        && !refers
        && !stands_for_more
        && !is_name(value)
        && entropy(value) >= ENTROPY
}

/// Whether a text is written as names of things are: words in small letters,
/// with something between them.
fn is_name(value: &str) -> bool {
    const BETWEEN: [char; 4] = ['-', '_', '.', '/'];
    let fits =
        |char: char| char.is_ascii_lowercase() || char.is_ascii_digit() || BETWEEN.contains(&char);
    value.chars().all(fits) && value.contains(BETWEEN)
}

/// Shannon's, in bits for each character.
fn entropy(value: &str) -> f64 {
    let mut counts = [0_u32; 256];
    for byte in value.bytes() {
        counts[usize::from(byte)] += 1;
    }
    let total = value.len() as f64;
    let seen = counts.iter().filter(|count| **count > 0);
    seen.map(|count| f64::from(*count) / total)
        .map(|share| -share * share.log2())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, value: &str, expected: bool) {
        let found = kind_of_secret(name, value);
        assert_eq!(found.is_some(), expected, "{name} = {value}");
    }

    #[test]
    fn tells_secrets_from_names() {
        check("key", "AKIAIOSFODNN7EXAMPLE", true);
        check("db_password", "k3Jx9mPq2vL8", true);
        check("DB_PASSWORD", "Tr0ub4dor&3", true);
        check("DB_PASSWORD", "password1", true);
        check("API_KEY", "9f86d081884c7d659a2feaa0c55ad015", true);
        check("authToken", "sk_live_abcdefghijklmnop", true);
        check(
            "DATABASE",
            "postgres://app:hunter2x@db.example.com/app",
            true,
        );
        check("DATABASE", "postgres://db.example.com/app", false);
        check("secretName", "prod/orders/db-7f3a", false);
        check("SECRET_NAME", "Orders2026Secret", false);
        check("token_table", "tokens-4f2c9d1e", false);
        check("TABLE", "orders2026production", false);
        check(
            "secret",
            "arn:aws:secretsmanager:eu-west-1:1:secret:x7",
            false,
        );
        check("password", "${stageVariables.pw1}", false);
        check("DB_PASSWORD", "prod-db-password-v2", false);
        check("commit", "9f86d081884c7d659a2feaa0c55ad015", false);
        check("pool", "eu-west-1_a1B2c3D4e", false);
        check("token", "changeme", false);
        check("TOKEN_TTL", "3600seconds", false);
        check("token", "00000000a", false);
    }
}
