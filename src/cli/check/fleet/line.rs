//! A line → the plan that it asks to be judged, and what it calls it.

use super::super::super::input::Input;
use super::super::super::lines::{Line, Text};
use crate::plan::{ReadError, decode};
use crate::report::Refused;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;
use std::borrow::Cow;

/// What one line asks for.
pub(super) struct Asked<'l> {
    pub(super) id: Option<String>,
    /// To whom the plan belongs.
    pub(super) owner: Option<String>,
    pub(super) plan: Result<Plan<'l>, Refused>,
}

/// Where the plan is.
pub(super) enum Plan<'l> {
    /// The line itself, or a part of it.
    Here(Cow<'l, str>),
    File(String),
}

/// The members of a line that names or holds a plan. Others may stand beside them.
#[derive(Deserialize)]
struct Envelope<'l> {
    #[serde(borrow)]
    id: Option<&'l RawValue>,
    #[serde(borrow)]
    owner: Option<&'l RawValue>,
    #[serde(borrow)]
    plan: Option<&'l RawValue>,
    #[serde(borrow)]
    path: Option<&'l RawValue>,
    format_version: Option<IgnoredAny>,
}

impl<'l> Asked<'l> {
    /// Reads the text of a line.
    pub(super) fn read(text: &'l str, place: &str) -> Self {
        let Some(envelope) = envelope(text) else {
            return Self {
                id: None,
                owner: None,
                plan: Ok(Plan::Here(text.into())),
            };
        };
        let (id, owner) = (named(envelope.id), named(envelope.owner));
        let plan = match (&id, &owner) {
            (Err(()), _) => Err(malformed(place, "`id` is neither a text nor a number")),
            (_, Err(())) => Err(malformed(place, "`owner` is neither a text nor a number")),
            _ => plan(&envelope, place),
        };
        Self {
            id: id.unwrap_or_default(),
            owner: owner.unwrap_or_default(),
            plan,
        }
    }

    /// A line that cannot be read.
    pub(super) fn unreadable(why: Refused) -> Self {
        Self {
            id: None,
            owner: None,
            plan: Err(why),
        }
    }
}

/// The text of a line.
pub(super) fn text(line: Text, place: &str, limit: usize) -> Result<String, Refused> {
    match line {
        Text::Whole(bytes) => decode(bytes).map_err(|error| refused(place, &error)),
        Text::TooLong => Err(too_long(place, limit)),
    }
}

/// Where a line stands, as reports call a plan without a name.
pub(super) fn place(line: &Line) -> String {
    format!("{}:{}", line.input, line.number)
}

/// The members around the plan; nothing when the line is the plan, or no JSON.
fn envelope(text: &str) -> Option<Envelope<'_>> {
    // As Terraform writes plans: nothing has to be read twice.
    let inside = text.trim_ascii_start().strip_prefix('{')?;
    if inside.trim_ascii_start().starts_with("\"format_version\"") {
        return None;
    }
    let envelope: Envelope<'_> = serde_json::from_str(text).ok()?;
    let holds = envelope.plan.is_some() || envelope.path.is_some() || envelope.id.is_some();
    (holds && envelope.format_version.is_none()).then_some(envelope)
}

/// A name: numbers are keys in some tables.
fn named(value: Option<&RawValue>) -> Result<Option<String>, ()> {
    let Some(value) = value.map(RawValue::get) else {
        return Ok(None);
    };
    if value.starts_with(|first: char| first == '-' || first.is_ascii_digit()) {
        return Ok(Some(value.to_owned()));
    }
    let name: Option<String> = serde_json::from_str(value).map_err(|_| ())?;
    Ok(name.filter(|name| !name.is_empty()))
}

fn plan<'l>(envelope: &Envelope<'l>, place: &str) -> Result<Plan<'l>, Refused> {
    match (envelope.plan, envelope.path) {
        (Some(plan), None) if plan.get().starts_with('"') => serde_json::from_str(plan.get())
            .map(|text: String| Plan::Here(text.into()))
            .map_err(|_| malformed(place, "the text in `plan` is broken")),
        (Some(plan), None) => Ok(Plan::Here(plan.get().into())),
        (None, Some(path)) => serde_json::from_str(path.get())
            .map(Plan::File)
            .map_err(|_| malformed(place, "`path` is no text")),
        (Some(_), Some(_)) => Err(malformed(place, "there are both `plan` and `path`")),
        (None, None) => Err(malformed(place, "there is neither `plan` nor `path`")),
    }
}

/// Says what to do about a plan that is broken because it is not on one line.
pub(super) fn in_a_line(refused: &mut Refused) {
    let broken = ["frontlint::plan::not_json", "frontlint::plan::truncated"];
    if broken.contains(&refused.code.as_str()) {
        refused.help =
            "each line has to be a whole document: `jq -c . plan.json` writes a plan as one".into();
    }
}

fn refused(place: &str, error: &ReadError) -> Refused {
    let mut refused = Input::named("-").refused(error);
    place.clone_into(&mut refused.input);
    in_a_line(&mut refused);
    refused
}

fn malformed(place: &str, why: &str) -> Refused {
    Refused {
        input: place.to_owned(),
        code: "frontlint::line::malformed".into(),
        message: format!("this line asks for no plan: {why}"),
        help: "write a plan, `{\"id\":…, \"plan\":…}` or `{\"id\":…, \"path\":…}`".into(),
    }
}

fn too_long(place: &str, limit: usize) -> Refused {
    Refused {
        input: place.to_owned(),
        code: "frontlint::line::too_long".into(),
        message: format!("this line has more than {limit} bytes"),
        help: "raise `--max-line`, or name the plan's file: `{\"id\":…, \"path\":…}`".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a line asks for, in a few words.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let asked = Asked::read(text, "x:3");
        let plan = match asked.plan {
            Ok(Plan::Here(text)) => format!("plan {text}"),
            Ok(Plan::File(path)) => format!("file {path}"),
            Err(refused) => refused.message,
        };
        let name = |name: Option<String>| name.unwrap_or_else(|| "-".into());
        assert_eq!(
            format!("{} {} {plan}", name(asked.id), name(asked.owner)),
            expected
        );
    }

    #[test]
    fn lines_are_plans_or_ask_for_them() {
        check(r#"{"id":"a","plan":{"x":1}}"#, r#"a - plan {"x":1}"#);
        check(r#"{"plan":{"x":1},"more":[]}"#, r#"- - plan {"x":1}"#);
        check(r#"{"id":7,"plan":"{\"x\":1}"}"#, r#"7 - plan {"x":1}"#);
        check(r#"{"path":"a b","owner":"me"}"#, "- me file a b");
        check(r#"{"id":"","path":"a"}"#, "- - file a");
        check(
            r#" { "format_version":"1.2"}"#,
            r#"- - plan  { "format_version":"1.2"}"#,
        );
        let sorted = r#"{"complete":true,"format_version":"1.2","plan":1}"#;
        check(sorted, &format!("- - plan {sorted}"));
        check(r#"{"a":1}"#, r#"- - plan {"a":1}"#);
        check("[1]", "- - plan [1]");
        check("{\"id\":", "- - plan {\"id\":");
    }

    #[test]
    fn lines_that_ask_for_nothing_keep_their_names() {
        let why = |why: &str| format!("this line asks for no plan: {why}");
        check(
            r#"{"id":"a"}"#,
            &format!("a - {}", why("there is neither `plan` nor `path`")),
        );
        check(
            r#"{"id":"a","plan":{},"path":"b"}"#,
            &format!("a - {}", why("there are both `plan` and `path`")),
        );
        check(
            r#"{"id":"a","path":[1]}"#,
            &format!("a - {}", why("`path` is no text")),
        );
        check(
            r#"{"id":["secret"],"plan":{}}"#,
            &format!("- - {}", why("`id` is neither a text nor a number")),
        );
    }
}
