//! Tells a plan from every other kind of file (plan-format.md section 1).

use super::error::{ReadError, problem};
use super::members::Text;
use super::skeleton;
use super::top::{Document, Present};
use super::wrapped;
use serde::de::{Deserialize, IgnoredAny};

/// How deep values may be nested; `serde_json` refuses to build deeper ones.
const DEPTH_LIMIT: usize = 128;

impl<'a> Document<'a> {
    /// Reads the skeleton, or says which other kind of file this is.
    pub(super) fn read(text: &'a str) -> Result<Self, ReadError> {
        // What the scanner refuses is read by a parser that can say why.
        let document = match skeleton::read(text) {
            Ok(document) => document,
            Err(_) => check_depth(text).and_then(|()| Self::parse(text))?,
        };
        document.is_plan()?;
        Ok(document)
    }

    fn parse(text: &'a str) -> Result<Self, ReadError> {
        match text.trim_ascii_start().as_bytes().first() {
            Some(b'{') => {}
            Some(b'[' | b'"' | b'0'..=b'9' | b'-' | b't' | b'f' | b'n')
                if serde_json::from_str::<IgnoredAny>(text).is_ok() =>
            {
                let why = "its top level is not an object";
                return Err(ReadError::NotAPlan { why });
            }
            _ => return Err(wrapped::around(text).unwrap_or_else(|| syntax(text))),
        }
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let document = match Document::deserialize(&mut deserializer) {
            Ok(document) => document,
            Err(error) if error.is_data() => return Err(malformed(text, &error)),
            Err(error) => return Err(not_json(text, &error)),
        };
        if deserializer.end().is_err() {
            return Err(document.trailing(text));
        }
        Ok(document)
    }

    /// Something stands behind the first document: another one, or garbage.
    fn trailing(&self, text: &str) -> ReadError {
        if self.level == Present(true) {
            return ReadError::Log;
        }
        if self.is_of_terragrunt() {
            return ReadError::Terragrunt;
        }
        let wrapped = wrapped::around(text);
        if let Some(wrapped) = wrapped.filter(|around| *around != ReadError::Surrounded) {
            return wrapped;
        }
        let mut stream = serde_json::Deserializer::from_str(text).into_iter::<IgnoredAny>();
        stream.next();
        let end = stream.byte_offset();
        let offset = end + text[end..].len() - text[end..].trim_ascii_start().len();
        ReadError::Trailing { offset }
    }

    /// A line of Terragrunt's log, when that is written as JSON.
    fn is_of_terragrunt(&self) -> bool {
        let Present(has_message) = self.msg;
        has_message && self.log_level == Present(true) && self.format_version.is_none()
    }

    /// Tells the kinds apart by their members (plan-format.md section 1).
    fn is_plan(&self) -> Result<(), ReadError> {
        let Present(has_values) = self.planned_values;
        let like_a_plan = has_values || self.resource_changes.any || self.configuration.is_some();
        if self.level == Present(true) {
            return Err(ReadError::Log);
        }
        if self.encrypted_data == Present(true) {
            return Err(ReadError::Encrypted);
        }
        if self.lineage == Present(true) {
            return Err(ReadError::StateFile);
        }
        if !like_a_plan && self.root_module == Present(true) {
            return Err(ReadError::Configuration);
        }
        if self.is_of_terragrunt() {
            return Err(ReadError::Terragrunt);
        }
        let Some(Text(version)) = &self.format_version else {
            if self.plan_format_version == Present(true) {
                return Err(ReadError::Redacted);
            }
            return Err(ReadError::NotAPlan {
                why: "it has no `format_version`",
            });
        };
        if !supported(version) {
            // What stands there is shown only when it looks like a version.
            let plain = version.len() <= 12
                && version
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || byte == b'.');
            let found = if plain {
                version.to_string()
            } else {
                "(unreadable)".into()
            };
            return Err(ReadError::Version { found });
        }
        if !like_a_plan {
            return Err(ReadError::State);
        }
        Ok(())
    }
}

/// 0.1, 0.2 and any 1.x.
fn supported(version: &str) -> bool {
    match version.split_once('.') {
        Some(("0", minor)) => matches!(minor, "1" | "2"),
        Some(("1", minor)) => minor.parse::<u32>().is_ok(),
        _ => false,
    }
}

/// Refuses nesting that no plan has, before anything recurses.
fn check_depth(text: &str) -> Result<(), ReadError> {
    let limit = DEPTH_LIMIT;
    let mut depth = 0usize;
    let mut in_string = false;
    let mut escaped = false;
    for (offset, byte) in text.bytes().enumerate() {
        if in_string {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_string = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'{' | b'[' => {
                depth += 1;
                if depth > limit {
                    return Err(ReadError::TooDeep { limit, offset });
                }
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    Ok(())
}

/// The syntax error of a text that is not JSON.
fn syntax(text: &str) -> ReadError {
    match serde_json::from_str::<IgnoredAny>(text) {
        Err(error) => not_json(text, &error),
        Ok(_) => ReadError::NotAPlan {
            why: "its top level is not an object",
        },
    }
}

fn not_json(text: &str, error: &serde_json::Error) -> ReadError {
    let offset = offset(text, error);
    match error.is_eof() {
        true => ReadError::Truncated { offset: text.len() },
        false => ReadError::NotJson {
            problem: problem(error),
            offset,
        },
    }
}

/// Reads once more, slowly, to name the member that is wrong.
fn malformed(text: &str, error: &serde_json::Error) -> ReadError {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let (path, problem) =
        match serde_path_to_error::deserialize::<_, Document<'_>>(&mut deserializer) {
            Err(located) => (located.path().to_string(), problem(located.inner())),
            Ok(_) => (".".to_owned(), problem(error)),
        };
    ReadError::Malformed { path, problem }
}

fn offset(text: &str, error: &serde_json::Error) -> usize {
    let line_start: usize = text
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1))
        .map(str::len)
        .sum();
    line_start + error.column().saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PLAN: &str = r#"{"format_version":"1.2","planned_values":{"a":[1,-0.5e+7,{}]},
        "resource_changes":[{"address":"aws_lb.a[\"x\"]","mode":"managed","change":{"actions":["create"],
        "before":null,"after":{"name":"\u00e9\n","n":[[],[true,false,null]]},"after_unknown":{"arn":true}}}],
        "configuration":{"root_module":{"resources":[{"type":"aws_lb","name":"a"}]}},
        "variables":{"v":{"value":0}},"errored":false}"#;

    /// Whether the scanner says what the parser says.
    #[track_caller]
    fn check(text: &str) {
        let scanned = skeleton::read::<Document<'_>>(text);
        let parsed = check_depth(text).and_then(|()| Document::parse(text));
        assert_eq!(scanned.is_ok(), parsed.is_ok(), "{text:?}");
        if let (Ok(scanned), Ok(parsed)) = (scanned, parsed) {
            let changes = |document: &Document<'_>| {
                let planned = &document.resource_changes.planned;
                let raw = planned.iter().map(|raw| {
                    (
                        raw.address.to_string(),
                        raw.value.map(|raw| raw.get().to_owned()),
                    )
                });
                raw.collect::<Vec<_>>()
            };
            assert_eq!(changes(&scanned), changes(&parsed));
        }
    }

    #[test]
    fn the_scanner_reads_what_the_parser_reads() {
        check(PLAN);
        assert!(skeleton::read::<Document<'_>>(PLAN).is_ok());
        for value in [
            "0",
            "-0",
            "00",
            "01",
            "-",
            "1.",
            ".5",
            "1e",
            "1e+",
            "1E-07",
            "1.5e3x",
            "+1",
            "tru",
            "true",
            "nul",
            "NaN",
            r#""\u12g4""#,
            r#""\ud800""#,
            r#""\x""#,
            "\"\t\"",
            r#""\"#,
            "[,]",
            "[1,]",
            "[1 2]",
            "[1}",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{,}",
            "{a:1}",
            "{\"a\":1 \"b\":2}",
            "[ ]",
            "{ }",
            "[[[]],[{}]]",
            "\u{a0}",
            "é",
            "",
            "1 1",
            "\"é\\\\\"",
            "\u{c}1",
        ] {
            check(value);
            check(&format!("{{\"x\":{value}}}"));
            check(&PLAN.replacen("-0.5e+7", value, 1));
            check(&PLAN.replacen("null", value, 1));
        }
    }

    proptest! {
        #[test]
        fn the_scanner_refuses_what_the_parser_refuses(
            at in any::<prop::sample::Index>(),
            length in 0..4usize,
            with in r#"[\{\}\[\]",:\\a0e.\-nu \n\x01é]{0,3}"#,
        ) {
            let mut text = PLAN.to_owned();
            let mut from = at.index(text.len());
            let mut to = (from + length).min(text.len());
            while !text.is_char_boundary(from) { from -= 1 }
            while !text.is_char_boundary(to) { to += 1 }
            text.replace_range(from..to, &with);
            check(&text);
        }

        #[test]
        fn nesting_ends_at_the_same_level(depth in 118..132usize, open in r"(\[|\{.a.:){1}") {
            let open = open.replace(".", "\"");
            let close = if open.starts_with('[') { "]" } else { "}" };
            let value = format!("{}0{}", open.repeat(depth), close.repeat(depth));
            check(&PLAN.replacen("-0.5e+7", &value, 1));
            check(&format!("{{\"x\":{value}}}"));
        }
    }
}
