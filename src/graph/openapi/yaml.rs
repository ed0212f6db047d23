//! YAML → the tree that JSON has, within bounds whatever the text is.

use granit_parser::{Event, Parser, ScalarStyle, Tag};
use serde_json::{Map, Number, Value};
use std::collections::HashMap;

/// The nesting that JSON is read to.
const DEPTH: usize = 128;

/// Values in all, what aliases repeat included: a few lines of aliases can stand
/// for more than any memory holds.
const NODES: usize = 400_000;

/// The first document of a text; `None` when it is no YAML, or too much of it.
pub(super) fn parse(text: &str) -> Option<Value> {
    let mut tree = Tree::default();
    for next in Parser::new_from_str(text) {
        let (event, _) = next.ok()?;
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let value = scalar(&text, style, tag.as_deref());
                tree.put(value, anchor)?;
            }
            Event::SequenceStart(_, anchor, _) => tree.open(Level::List(Vec::new()), anchor)?,
            Event::MappingStart(_, anchor, _) => {
                tree.open(Level::Map(Map::new(), None), anchor)?;
            }
            Event::SequenceEnd | Event::MappingEnd => tree.close()?,
            Event::Alias(anchor) => {
                let (value, size) = tree.anchors.get(&anchor)?;
                // Counted before it is copied.
                tree.nodes = tree.nodes.checked_add(*size)?;
                if tree.nodes > NODES {
                    return None;
                }
                let (value, size) = (value.clone(), *size);
                tree.add(value, size)?;
            }
            Event::DocumentEnd => break,
            _ => {}
        }
    }
    tree.root
}

/// What is being read.
#[derive(Default)]
struct Tree {
    open: Vec<Open>,
    /// Anchored values, and how many values each holds.
    anchors: HashMap<usize, (Value, usize)>,
    nodes: usize,
    root: Option<Value>,
}

/// A list or map whose end has not come yet.
struct Open {
    level: Level,
    anchor: usize,
    /// How many values it holds, itself included.
    size: usize,
}

enum Level {
    List(Vec<Value>),
    /// With the key whose value comes next.
    Map(Map<String, Value>, Option<String>),
}

impl Tree {
    fn open(&mut self, level: Level, anchor: usize) -> Option<()> {
        self.nodes += 1;
        if self.open.len() >= DEPTH || self.nodes > NODES {
            return None;
        }
        let size = 1;
        self.open.push(Open {
            level,
            anchor,
            size,
        });
        Some(())
    }

    fn close(&mut self) -> Option<()> {
        let closed = self.open.pop()?;
        let value = match closed.level {
            Level::List(items) => Value::Array(items),
            Level::Map(members, None) => Value::Object(members),
            Level::Map(_, Some(_)) => return None,
        };
        self.remember(&value, closed.anchor, closed.size)?;
        self.add(value, closed.size)
    }

    fn put(&mut self, value: Value, anchor: usize) -> Option<()> {
        self.nodes += 1;
        if self.nodes > NODES {
            return None;
        }
        self.remember(&value, anchor, 1)?;
        self.add(value, 1)
    }

    /// Keeps what aliases may repeat; the copy counts as well.
    fn remember(&mut self, value: &Value, anchor: usize, size: usize) -> Option<()> {
        if anchor == 0 {
            return Some(());
        }
        self.nodes += size;
        if self.nodes > NODES {
            return None;
        }
        self.anchors.insert(anchor, (value.clone(), size));
        Some(())
    }

    /// Adds a value to what is open, or as the whole.
    fn add(&mut self, value: Value, size: usize) -> Option<()> {
        let Some(open) = self.open.last_mut() else {
            self.root.get_or_insert(value);
            return Some(());
        };
        open.size += size;
        match &mut open.level {
            Level::List(items) => items.push(value),
            Level::Map(members, key) => match key.take() {
                None => *key = Some(key_of(value)?),
                Some(key) if key == "<<" => merge(members, value),
                Some(key) => drop(members.insert(key, value)),
            },
        }
        Some(())
    }
}

/// Takes over the members of another map, or of several, that are not there yet.
fn merge(members: &mut Map<String, Value>, other: Value) {
    match other {
        Value::Object(other) => {
            for (name, value) in other {
                members.entry(name).or_insert(value);
            }
        }
        Value::Array(others) => others.into_iter().for_each(|other| merge(members, other)),
        _ => {}
    }
}

/// Keys are texts in JSON; status codes are written as numbers.
fn key_of(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Null => Some(String::new()),
        Value::Array(_) | Value::Object(_) => None,
    }
}

fn scalar(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Value {
    if style != ScalarStyle::Plain || tag.is_some() {
        return Value::String(text.to_owned());
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        _ => {}
    }
    let starts_as_number =
        text.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first));
    let number = || -> Option<Number> {
        let whole = text.parse::<i64>().ok().map(Number::from);
        whole.or_else(|| Number::from_f64(text.parse().ok()?))
    };
    match starts_as_number.then(number).flatten() {
        Some(number) => Value::Number(number),
        None => Value::String(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::time::{Duration, Instant};

    #[track_caller]
    fn check(text: &str, expected: Value) {
        assert_eq!(parse(text), Some(expected));
    }

    #[test]
    fn reads_what_bodies_are_written_in() {
        check(
            "a: 1\nb: [x, 'y', \"z\"]\n",
            json!({"a": 1, "b": ["x", "y", "z"]}),
        );
        check(
            "a: ~\nb:\nc: 'true'\nd: true\n",
            json!({"a": null, "b": null, "c": "true", "d": true}),
        );
        check(
            "responses:\n  200: {}\n  default: !!str 5\n",
            json!({"responses": {"200": {}, "default": "5"}}),
        );
        check(
            "v: 3.0.1\nf: 1.5\nm: -3\nt: 1e3x\n",
            json!({"v": "3.0.1", "f": 1.5, "m": -3, "t": "1e3x"}),
        );
        check("t: |\n  line\n  more\n", json!({"t": "line\nmore\n"}));
        check("--- {a: 1}\n--- {b: 2}\n", json!({"a": 1}));
    }

    #[test]
    fn repeats_what_is_anchored() {
        check(
            "a: &x {k: 1}\nb: *x\n",
            json!({"a": {"k": 1}, "b": {"k": 1}}),
        );
        check(
            "a: &x {k: 1, l: 2}\nb:\n  k: 3\n  <<: *x\n",
            json!({"a": {"k": 1, "l": 2}, "b": {"k": 3, "l": 2}}),
        );
        check("a: &x 1\nb: &x 2\nc: *x\n", json!({"a": 1, "b": 2, "c": 2}));
    }

    #[test]
    fn refuses_what_is_none() {
        for text in [
            "a: [",
            "a: *nowhere",
            "? {a: 1}\n: b\n",
            "\"",
            "a: b: c",
            "\u{0}",
        ] {
            assert_eq!(parse(text), None, "{text:?}");
        }
    }

    #[track_caller]
    fn ends_soon(text: &str) {
        let start = Instant::now();
        assert_eq!(parse(text), None);
        let took = start.elapsed();
        assert!(took < Duration::from_secs(10), "{took:?}");
    }

    #[test]
    fn an_alias_bomb_is_no_document() {
        let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for at in 1..40 {
            let inner = vec![format!("*a{}", at - 1); 10].join(", ");
            text += &format!("a{at}: &a{at} [{inner}]\n");
        }
        ends_soon(&text);
        let mut text = "a0: &a0 {k: v}\n".to_owned();
        for at in 1..60 {
            text += &format!("a{at}: &a{at} {{<<: *a{0}, x: *a{0}, y: *a{0}}}\n", at - 1);
        }
        ends_soon(&text);
    }

    #[test]
    fn deep_nesting_is_no_document() {
        ends_soon(&"[".repeat(1_000_000));
        ends_soon(&"{a: ".repeat(1_000_000));
        ends_soon(&"- ".repeat(1_000_000));
        ends_soon(&"? ".repeat(1_000_000));
        ends_soon(
            &(0..3000)
                .map(|at| " ".repeat(at) + "a:\n")
                .collect::<String>(),
        );
    }

    #[test]
    fn too_many_values_are_no_document() {
        ends_soon(&format!("[{}]", "1,".repeat(NODES)));
        ends_soon(&"- &a 1\n".repeat(NODES));
    }

    #[test]
    fn odd_texts_end() {
        for text in [
            "%",
            "%YAML 9.9\n",
            "%TAG ! !\n---\n",
            "\u{FEFF}",
            "- - -\n -",
            "'",
            "|",
            ">-9",
            "a: !<>",
            "&a ",
            "!a ",
            "\t",
        ] {
            parse(text);
            parse(&text.repeat(5_000));
        }
    }
}
