//! Texts that look like secrets: keys and tokens of well-known forms, and values
//! whose name says so.

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
const ABOUT: [&str; 14] = [
    "name", "arn", "id", "url", "uri", "path", "table", "ttl", "header", "endpoint", "type",
    "version", "expiry", "issuer",
];

/// Shorter texts are no good secrets, and longer ones hold more than one.
const LENGTH: std::ops::RangeInclusive<usize> = 8..=4096;

/// Bits of information for each character, below which a text is made of words.
const ENTROPY: f64 = 3.0;

/// Whether a value, by its form or by its name, is a key, a token or a password.
pub(super) fn is_secret(name: &str, value: &str) -> bool {
    has_known_form(value) || (names_secret(name) && is_random(value))
}

fn names_secret(name: &str) -> bool {
    let name: String = name
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|char| char.to_ascii_lowercase())
        .collect();
    NAMES.iter().any(|word| name.contains(word)) && !ABOUT.iter().any(|end| name.ends_with(end))
}

/// Keys and tokens that show what they are.
fn has_known_form(value: &str) -> bool {
    let is_key_id = |start: &str| {
        value.len() == 20
            && value.starts_with(start)
            && value
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    };
    let is_token = |start: &str| value.len() >= start.len() + 16 && value.starts_with(start);
    let is_jwt = value.starts_with("eyJ") && value.matches('.').count() == 2 && value.len() > 40;
    ["AKIA", "ASIA"].into_iter().any(is_key_id)
        || [
            "ghp_",
            "gho_",
            "ghs_",
            "github_pat_",
            "xoxb-",
            "xoxp-",
            "sk_live_",
            "rk_live_",
            "glpat-",
        ]
        .into_iter()
        .any(is_token)
        || value.contains("-----BEGIN ") && value.contains("PRIVATE KEY-----")
        || is_jwt
}

/// Whether a text is one word of many different characters, and no name of
/// something else.
fn is_random(value: &str) -> bool {
    let refers = value.contains("://")
        || value.starts_with("arn:")
        || value.starts_with('/')
        || value.contains(|char: char| char.is_whitespace() || "{}<>$".contains(char));
    let has = |test: fn(&u8) -> bool| value.bytes().any(|byte| test(&byte));
    let mixed = has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic);
    LENGTH.contains(&value.len()) && !refers && mixed && entropy(value) >= ENTROPY
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

impl super::Stage<'_> {
    /// The names of the variables that hold keys, tokens or passwords.
    pub fn secret_variables(&self) -> Vec<&str> {
        let secret = self
            .variables()
            .filter(|(name, value)| is_secret(name, value));
        secret.map(|(name, _)| name).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, value: &str, expected: bool) {
        assert_eq!(is_secret(name, value), expected, "{name} = {value}");
    }

    #[test]
    fn tells_secrets_from_names() {
        check("key", "AKIAIOSFODNN7EXAMPLE", true);
        check("db_password", "k3Jx9mPq2vL8", true);
        check("API_KEY", "9f86d081884c7d659a2feaa0c55ad015", true);
        check("authToken", "sk_live_abcdefghijklmnop", true);
        check("secretName", "prod/orders/db-7f3a", false);
        check("token_table", "tokens-4f2c9d1e", false);
        check(
            "secret",
            "arn:aws:secretsmanager:eu-west-1:1:secret:x7",
            false,
        );
        check("password", "${stageVariables.pw1}", false);
        check("commit", "9f86d081884c7d659a2feaa0c55ad015", false);
        check("pool", "eu-west-1_a1B2c3D4e", false);
        check("token", "changeme", false);
    }
}
