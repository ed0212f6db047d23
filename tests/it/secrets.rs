//! What a plan marks as sensitive, and what its variables hold, is in nothing that is printed,
//! in any format.

use crate::corpus;
use crate::fuzzed::targets;
use crate::input::{directory, frontlint, write};
use serde_json::{Value, json};
use std::{fs, iter};

/// Stands for a secret text, and for a secret number.
const CANARY: &str = "canary-7f3a9c";
const NUMBER: &str = "739391739391";

/// Puts canaries where the marks say that something is sensitive, and counts them.
fn plant(value: &mut Value, marks: &Value) -> usize {
    match (value, marks) {
        (value, Value::Bool(true)) => plant_all(value),
        (Value::Object(members), Value::Object(marks)) => {
            let marked = marks.iter().filter_map(|(name, mark)| {
                let member = members.get_mut(name)?;
                Some(plant(member, mark))
            });
            marked.sum()
        }
        (Value::Array(items), Value::Array(marks)) => {
            let marked = items.iter_mut().zip(marks);
            marked.map(|(item, mark)| plant(item, mark)).sum()
        }
        _ => 0,
    }
}

fn plant_all(value: &mut Value) -> usize {
    match value {
        Value::String(text) => *text = CANARY.into(),
        Value::Number(_) => *value = serde_json::from_str(NUMBER).expect("a number"),
        Value::Array(items) => return items.iter_mut().map(plant_all).sum(),
        Value::Object(members) => return members.values_mut().map(plant_all).sum(),
        Value::Null | Value::Bool(_) => return 0,
    }
    1
}

/// In how many rounds all values are marked once: with fewer at a time more lints still speak.
const ROUNDS: usize = 5;

/// Marks a part of all values as sensitive, in nested blocks as well.
fn mark(values: &Value, round: usize, at: &mut usize) -> Value {
    match values {
        Value::Object(members) => {
            let marks = members
                .iter()
                .map(|(name, value)| (name.clone(), mark(value, round, at)));
            Value::Object(marks.collect())
        }
        Value::Array(items) => items.iter().map(|item| mark(item, round, at)).collect(),
        _ => {
            *at += 1;
            json!(*at % ROUNDS == round)
        }
    }
}

/// The plans of the cases, with their paths.
fn cases() -> impl Iterator<Item = (String, String)> {
    let cases = fs::read_dir("testdata").expect("the cases");
    cases.filter_map(|case| {
        let path = case.ok()?.path().join("plan.json");
        Some((path.display().to_string(), fs::read_to_string(path).ok()?))
    })
}

/// A plan with canaries at all that is sensitive in it, and how many there are. With `marked`,
/// a part of all values is made sensitive before.
fn with_canaries(plan: &Value, marked: Option<usize>) -> (Value, usize) {
    let mut plan = plan.clone();
    let mut count = 0;
    for change in plan["resource_changes"]
        .as_array_mut()
        .into_iter()
        .flatten()
    {
        let change = &mut change["change"];
        for (values, marks) in [("before", "before_sensitive"), ("after", "after_sensitive")] {
            if let Some(round) = marked {
                change[marks] = mark(&change[values], round, &mut 0);
            }
            let marks = change[marks].clone();
            count += plant(&mut change[values], &marks);
        }
    }
    let variables = plan["variables"].as_object_mut();
    for variable in variables
        .into_iter()
        .flatten()
        .map(|(_, variable)| variable)
    {
        count += plant_all(&mut variable["value"]);
    }
    count += plant_in_module(&mut plan["prior_state"]["values"]["root_module"]);
    count += plant_in_module(&mut plan["planned_values"]["root_module"]);
    (plan, count)
}

/// The same in the resources of a module as a state holds them.
fn plant_in_module(module: &mut Value) -> usize {
    let Some(module) = module.as_object_mut() else {
        return 0;
    };
    let mut count = 0;
    for resource in module
        .get_mut("resources")
        .and_then(Value::as_array_mut)
        .into_iter()
        .flatten()
    {
        let marks = resource["sensitive_values"].clone();
        count += plant(&mut resource["values"], &marks);
    }
    let children = module
        .get_mut("child_modules")
        .and_then(Value::as_array_mut);
    count
        + children
            .into_iter()
            .flatten()
            .map(plant_in_module)
            .sum::<usize>()
}

#[track_caller]
fn holds_no_canary(plan: &str, said: &str) {
    for secret in [CANARY, NUMBER] {
        if let Some(at) = said.find(secret) {
            let start = said[..at].char_indices().rev().nth(300);
            let end = said[at..].char_indices().nth(500);
            let around =
                &said[start.map_or(0, |(at, _)| at)..end.map_or(said.len(), |(to, _)| at + to)];
            panic!("{plan} gives away a secret: {around}");
        }
    }
}

/// Looks for canaries in all reports and pictures, and tells how many were planted.
fn report_and_draw(plans: impl Iterator<Item = (String, String)>) -> usize {
    let mut planted = 0;
    for (name, text) in plans {
        let plan: Value = serde_json::from_str(&text).expect("JSON");
        for marked in iter::once(None).chain((0..ROUNDS).map(Some)) {
            let (plan, count) = with_canaries(&plan, marked);
            planted += count;
            for said in targets::all_that_is_said(&plan.to_string()).expect("it stays a plan") {
                holds_no_canary(&name, &said);
            }
        }
    }
    planted
}

/// Looks for them in what is explained of a listener of each plan that has one, and tells in how many.
fn explain(plans: impl Iterator<Item = (String, String)>) -> usize {
    let directory = directory();
    let mut explained = 0;
    for (name, text) in plans {
        let plan: Value = serde_json::from_str(&text).expect("JSON");
        let (plan, _) = with_canaries(&plan, Some(0));
        let changes = plan["resource_changes"].as_array().into_iter().flatten();
        let mut addresses = changes.filter_map(|change| change["address"].as_str());
        let Some(address) = addresses.find(|address| address.contains("aws_lb_listener.")) else {
            continue;
        };
        write(directory.path(), "plan.json", plan.to_string());
        let mut command = frontlint(directory.path());
        command.args(["explain", address, "plan.json"]);
        let output = command.output().expect("the binary runs");
        let said = [output.stdout, output.stderr].concat();
        holds_no_canary(&name, &String::from_utf8_lossy(&said));
        explained += 1;
    }
    explained
}

#[test]
fn no_report_and_no_picture_gives_away_a_secret() {
    let planted = report_and_draw(cases());
    assert!(planted > 10_000, "{planted} canaries");
}

#[test]
#[cfg_attr(not(corpus), ignore = "FRONTLINT_CORPUS names no folder of plans")]
fn no_report_and_no_picture_of_the_corpus_gives_away_a_secret() {
    let planted = report_and_draw(corpus::plans());
    assert!(planted > 0, "no canary in the corpus");
}

#[test]
fn no_explanation_gives_away_a_secret() {
    let explained = explain(cases());
    assert!(explained > 10, "{explained} explained");
}

#[test]
#[cfg_attr(not(corpus), ignore = "FRONTLINT_CORPUS names no folder of plans")]
fn no_explanation_of_the_corpus_gives_away_a_secret() {
    let explained = explain(corpus::plans());
    assert!(explained > 0, "no plan of the corpus has a listener");
}
