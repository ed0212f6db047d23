//! Plans that are wrong somewhere are refused or judged, and never a panic.

use frontlint::catalog::Catalog;
use frontlint::config::Config;
use frontlint::engine::judge;
use frontlint::graph;
use frontlint::plan::Plan;
use frontlint::source::{Calls, Sources};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};
use std::cell::Cell;

/// What is done to one part of the document.
#[derive(Clone, Copy, Debug)]
enum Change {
    Drop,
    Retype(usize),
    /// Says it once more, where it is an element of a list.
    Double,
    /// Puts another part in its place.
    Replace(Index),
    /// Turns a list around, a text into another.
    Turn,
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        Just(Change::Drop),
        (0..12usize).prop_map(Change::Retype),
        Just(Change::Double),
        any::<Index>().prop_map(Change::Replace),
        Just(Change::Turn),
    ]
}

fn other(kind: usize) -> Value {
    match kind {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(-1),
        3 => json!(1e300),
        4 => json!(""),
        5 => json!("*"),
        6 => json!("aws_lb_listener.a[\"\u{e9}\"].arn"),
        7 => json!("module.m.module.m"),
        8 => json!([]),
        9 => json!([[], {}, null]),
        10 => json!({}),
        _ => json!({ "references": ["each.value", "var.x", "local.y.z", "module.m", "."] }),
    }
}

/// The pointers to all parts below the top.
fn parts(value: &Value, pointer: &str, into: &mut Vec<String>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(members) => {
            let escaped = |name: &str| name.replace('~', "~0").replace('/', "~1");
            members
                .iter()
                .map(|(name, child)| (escaped(name), child))
                .collect()
        }
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(at, child)| (at.to_string(), child))
            .collect(),
        _ => Vec::new(),
    };
    for (name, child) in children {
        let pointer = format!("{pointer}/{name}");
        parts(child, &pointer, into);
        into.push(pointer);
    }
}

/// Changes one part, if earlier changes left it there.
fn apply(document: &mut Value, pointers: &[String], at: Index, change: Change) {
    let pointer = at.get(pointers);
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
    let replacement = match change {
        Change::Replace(other) => document.pointer(other.get(pointers).as_str()).cloned(),
        Change::Retype(kind) => Some(other(kind)),
        _ => None,
    };
    match change {
        Change::Drop | Change::Double => match document.pointer_mut(parent) {
            Some(Value::Array(items)) => {
                let at: usize = name.parse().unwrap_or(usize::MAX);
                if at >= items.len() {
                    return;
                }
                let item = items.remove(at);
                if matches!(change, Change::Double) {
                    items.insert(at, item.clone());
                    items.push(item);
                }
            }
            Some(Value::Object(members)) if matches!(change, Change::Drop) => {
                members.remove(&name.replace("~1", "/").replace("~0", "~"));
            }
            _ => {}
        },
        Change::Turn => match document.pointer_mut(pointer) {
            Some(Value::Array(items)) => items.reverse(),
            Some(Value::String(text)) => *text = text.chars().rev().collect(),
            Some(Value::Bool(mark)) => *mark = !*mark,
            _ => {}
        },
        Change::Retype(_) | Change::Replace(_) => {
            if let (Some(part), Some(replacement)) = (document.pointer_mut(pointer), replacement) {
                *part = replacement;
            }
        }
    }
}

#[test]
fn plans_changed_at_random_never_panic() {
    let plan: Value = serde_json::from_str(&super::real("rules")).expect("JSON");
    let mut pointers = Vec::new();
    // Nobody reads these, so nothing is learnt from changing them.
    let unread = ["planned_values", "output_changes"];
    for (name, part) in plan.as_object().expect("an object") {
        if !unread.contains(&name.as_str()) {
            parts(part, &format!("/{name}"), &mut pointers);
        }
    }
    let catalog = Catalog::builtin();
    let config = Config::default();
    let sources = Sources::parse(Vec::new(), &Calls::new());
    let settings = ProptestConfig {
        // `FRONTLINT_MUTATIONS=100000` for a long run.
        cases: std::env::var("FRONTLINT_MUTATIONS")
            .map_or(300, |cases| cases.parse().expect("a number")),
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let seed = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let judged = Cell::new(0);
    let changes = prop::collection::vec((any::<Index>(), change()), 1..6);
    let result = TestRunner::new_with_rng(settings, seed).run(&changes, |changes| {
        let mut document = plan.clone();
        for (at, change) in changes {
            apply(&mut document, &pointers, at, change);
        }
        if let Ok(reading) = Plan::read(&document.to_string(), &graph::reads) {
            judge(&reading, &catalog, &config, &sources);
            judged.set(judged.get() + 1);
        }
        Ok(())
    });
    assert!(result.is_ok(), "{result:?}");
    assert!(
        judged.get() > 100,
        "most are refused: {} judged",
        judged.get()
    );
}
