//! Tells a plan from every other kind of file (plan-format.md section 1).

use super::document::{Document, Present};
use super::error::ReadError;
use super::value::Text;
use serde::de::{Deserialize, IgnoredAny};

/// How deep values may be nested; `serde_json` refuses to build deeper ones.
const DEPTH_LIMIT: usize = 128;

/// So short a text is not worth a second thread.
const SMALL: usize = 1 << 20;

impl<'a> Document<'a> {
    /// Reads the skeleton, or says which other kind of file this is.
    pub(super) fn read(text: &'a str) -> Result<Self, ReadError> {
        let (depth, document) = match text.len() {
            0..SMALL => (check_depth(text), Self::parse(text)),
            _ => rayon::join(|| check_depth(text), || Self::parse(text)),
        };
        depth.and(document)
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
            _ => return Err(syntax(text)),
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
        document.is_plan()?;
        Ok(document)
    }

    /// Something stands behind the first document: another one, or garbage.
    fn trailing(&self, text: &str) -> ReadError {
        if self.level == Present(true) {
            return ReadError::Log;
        }
        let mut stream = serde_json::Deserializer::from_str(text).into_iter::<IgnoredAny>();
        stream.next();
        let end = stream.byte_offset();
        let offset = end + text[end..].len() - text[end..].trim_ascii_start().len();
        ReadError::Trailing { offset }
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
        let Some(Text(version)) = &self.format_version else {
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

/// Refuses nesting that no plan has. Nothing recurses deeper than the parser's own limit, which is
/// the same; this finds the place, and looks also at what is skipped.
fn check_depth(text: &str) -> Result<(), ReadError> {
    let limit = DEPTH_LIMIT;
    let text = text.as_bytes();
    let mut depth = 0usize;
    let mut at = 0;
    while let Some(found) = next(text, at, &STRUCTURE) {
        at = found + 1;
        match text[found] {
            b'{' | b'[' => {
                depth += 1;
                if depth > limit {
                    let offset = found;
                    return Err(ReadError::TooDeep { limit, offset });
                }
            }
            b'"' => at = end_of_string(text, at),
            _ => depth = depth.saturating_sub(1),
        }
    }
    Ok(())
}

/// The offset behind the quote that closes a string.
fn end_of_string(text: &[u8], mut at: usize) -> usize {
    while let Some(found) = next(text, at, &STRING) {
        match text[found] {
            b'"' => return found + 1,
            // A backslash takes what follows with it.
            _ => at = found + 2,
        }
    }
    text.len()
}

/// The first byte of a class, from an offset on.
fn next(text: &[u8], from: usize, class: &[bool; 256]) -> Option<usize> {
    let rest = text.get(from..)?;
    let found = rest.iter().position(|byte| class[usize::from(*byte)]);
    found.map(|found| from + found)
}

/// The bytes that open and close anything outside strings.
static STRUCTURE: [bool; 256] = class(b"{}[]\"");

/// Those that count inside one.
static STRING: [bool; 256] = class(b"\"\\");

const fn class(bytes: &[u8]) -> [bool; 256] {
    let mut class = [false; 256];
    let mut at = 0;
    while at < bytes.len() {
        class[bytes[at] as usize] = true;
        at += 1;
    }
    class
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

/// The error's words, without its line and column (a plan is one long line) and
/// without any value of the document.
pub(super) fn problem(error: &serde_json::Error) -> String {
    let text = error.to_string();
    // The last of them is serde's own, whatever a value says.
    let text = text
        .rsplit_once(" at line ")
        .map_or(text.as_str(), |(words, _)| words);
    match text.split_once(": ") {
        // "invalid type: string \"hunter2\", expected a map": what was found may be a secret.
        Some((kind @ ("invalid type" | "invalid value"), rest)) => {
            let found = rest.split([' ', ',']).next().unwrap_or_default();
            let expected = rest
                .rsplit_once("expected ")
                .map_or("", |(_, expected)| expected);
            format!("{kind}: found {found}, expected {expected}")
        }
        _ => text.to_owned(),
    }
}

fn offset(text: &str, error: &serde_json::Error) -> usize {
    let line_start: usize = text
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1))
        .map(str::len)
        .sum();
    line_start + error.column().saturating_sub(1)
}
