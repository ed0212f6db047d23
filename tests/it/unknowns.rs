//! Values that become unknown: what was found is found still, or is told to be undecided.
//!
//! Each example that fails is judged again with one attribute or one kind of block known only after
//! apply and written as something that the plan leads nowhere from. That goes through everything that
//! any example sets for a type of resource.

use crate::lower::lower;
use frontlint::catalog::Catalog;
use frontlint::config::{Config, Known};
use frontlint::engine::{Located, Verdict, judge};
use frontlint::finding::Undecided;
use frontlint::graph;
use frontlint::plan::Plan;
use frontlint::source::{Calls, Sources};
use jiff::civil::date;
use rayon::prelude::*;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What examples set: for a type of resource, ways through blocks to an attribute or a block.
type Settable = BTreeMap<String, BTreeSet<Vec<String>>>;

/// One step to a value: the name of a member, and for blocks which of them.
type Steps = Vec<(String, Option<usize>)>;

struct Example {
    lint: &'static str,
    at: usize,
    config: String,
    plan: Value,
}

fn examples(catalog: &Catalog) -> (Vec<Example>, Settable) {
    let mut fails = Vec::new();
    let mut settable = Settable::new();
    for lint in catalog.lints() {
        for (at, example) in lint.examples().into_iter().enumerate() {
            let Ok(text) = lower(&example.hcl) else {
                continue;
            };
            let plan: Value = serde_json::from_str(&text).expect("a plan in JSON");
            for resource in members(&plan["configuration"]["root_module"]["resources"]) {
                let own = settable.entry(text_of(&resource["type"])).or_default();
                note(&resource["expressions"], &mut Vec::new(), own);
            }
            if example.fails {
                fails.push(Example {
                    lint: lint.name,
                    at: at + 1,
                    config: example.config.clone(),
                    plan,
                });
            }
        }
    }
    (fails, settable)
}

fn members(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text_of(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn is_expression(value: &Value) -> bool {
    let Some(members) = value.as_object() else {
        return false;
    };
    members.is_empty()
        || members.contains_key("references")
        || members.contains_key("constant_value")
}

/// Notes all that is written in a block and below.
fn note(expressions: &Value, way: &mut Vec<String>, found: &mut BTreeSet<Vec<String>>) {
    for (name, value) in expressions.as_object().into_iter().flatten() {
        way.push(name.clone());
        found.insert(way.clone());
        if !is_expression(value) {
            match value {
                Value::Array(blocks) => blocks.iter().for_each(|block| note(block, way, found)),
                block => note(block, way, found),
            }
        }
        way.pop();
    }
}

/// All places in a value that a way leads to; the last step need not be there.
fn places(value: &Value, way: &[String], so_far: &mut Steps, found: &mut Vec<Steps>) {
    let [name, rest @ ..] = way else { return };
    if rest.is_empty() {
        so_far.push((name.clone(), None));
        found.push(so_far.clone());
        so_far.pop();
        return;
    }
    match &value[name] {
        Value::Array(blocks) => {
            for (at, block) in blocks
                .iter()
                .enumerate()
                .filter(|(_, block)| block.is_object())
            {
                so_far.push((name.clone(), Some(at)));
                places(block, rest, so_far, found);
                so_far.pop();
            }
        }
        Value::Object(_) => {
            so_far.push((name.clone(), None));
            places(&value[name], rest, so_far, found);
            so_far.pop();
        }
        _ => {}
    }
}

/// Marks a value as known only after apply.
fn mark(unknown: &mut Value, steps: &[(String, Option<usize>)]) {
    let Some(((name, at), rest)) = steps.split_first() else {
        *unknown = true.into();
        return;
    };
    if *unknown == Value::Bool(true) {
        return;
    }
    if !unknown.is_object() {
        *unknown = json!({});
    }
    let member = &mut unknown[name];
    match at {
        Some(at) => {
            if *member == Value::Bool(true) {
                return;
            }
            if !member.is_array() {
                *member = json!([]);
            }
            let items = member.as_array_mut().expect("it was just made one");
            while items.len() <= *at {
                items.push(json!({}));
            }
            mark(&mut items[*at], rest);
        }
        None => mark(member, rest),
    }
}

/// Takes a value out.
fn take(value: &mut Value, steps: &[(String, Option<usize>)]) {
    match steps {
        [(name, _)] => {
            value.as_object_mut().map(|members| members.remove(name));
        }
        [(name, at), rest @ ..] => {
            let inner = match at {
                Some(at) => value.get_mut(name).and_then(|member| member.get_mut(at)),
                None => value.get_mut(name),
            };
            if let Some(inner) = inner {
                take(inner, rest);
            }
        }
        [] => {}
    }
}

/// Writes a value as something that leads nowhere: an attribute refers to a local value, and blocks
/// stand in a `dynamic` one, of which a plan shows nothing.
fn rewrite(expressions: &mut Value, steps: &[(String, Option<usize>)], block: bool) {
    match steps {
        [(name, _)] if block => {
            expressions
                .as_object_mut()
                .map(|members| members.remove(name));
        }
        [(name, _)] => {
            if expressions.is_object() {
                expressions[name] = json!({"references": ["local.value"]});
            }
        }
        [(name, at), rest @ ..] => match expressions.get_mut(name) {
            Some(Value::Array(blocks)) => {
                let count = blocks.len();
                for (own, block_of) in blocks.iter_mut().enumerate() {
                    if at.is_none_or(|at| at == own || at >= count) {
                        rewrite(block_of, rest, block);
                    }
                }
            }
            Some(one) if !is_expression(one) => rewrite(one, rest, block),
            // One expression stands for all.
            Some(one) => *one = json!({"references": ["local.value"]}),
            None => {}
        },
        [] => {}
    }
}

/// The same plan with one value unknown.
fn without(plan: &Value, resource: usize, steps: &Steps, block: bool) -> Value {
    let mut plan = plan.clone();
    let change = &mut plan["resource_changes"][resource];
    let block_name = (text_of(&change["type"]), text_of(&change["name"]));
    take(&mut change["change"]["after"], steps);
    mark(&mut change["change"]["after_unknown"], steps);
    for written in plan["configuration"]["root_module"]["resources"]
        .as_array_mut()
        .into_iter()
        .flatten()
    {
        if (text_of(&written["type"]), text_of(&written["name"])) == block_name
            && written["mode"] == "managed"
        {
            if written["expressions"].is_null() {
                written["expressions"] = json!({});
            }
            rewrite(&mut written["expressions"], steps, block);
        }
    }
    plan
}

fn judged(catalog: &Catalog, config: &Config, plan: &Value) -> Verdict {
    let text = plan.to_string();
    let reading = Plan::read(&text, &graph::reads).expect("a plan");
    judge(
        &reading,
        catalog,
        config,
        &Sources::parse(Vec::new(), &Calls::new()),
    )
}

/// Blocks of which there is one kind at a time: a condition is for hosts or for paths.
const KINDS: [&str; 7] = [
    "action",
    "condition",
    "default_action",
    "field_to_match",
    "override_action",
    "statement",
    "and_statement",
];

/// Whether a block is of another kind than the one that stands there.
fn is_other_kind(after: &Value, steps: &Steps, block: bool) -> bool {
    let [way @ .., (name, _)] = steps.as_slice() else {
        return false;
    };
    let Some((parent, _)) = way.last() else {
        return false;
    };
    if !KINDS.contains(&parent.as_str()) {
        return false;
    }
    let mut value = after;
    for (name, at) in way {
        value = &value[name];
        if let Some(at) = at {
            value = &value[at];
        }
    }
    let is_set = |value: &Value| !value.is_null() && *value != json!([]);
    block && !is_set(&value[name])
}

/// Whether the values or the configuration hold blocks there.
fn is_block(settable: &BTreeSet<Vec<String>>, way: &[String]) -> bool {
    settable
        .iter()
        .any(|other| other.len() > way.len() && other.starts_with(way))
}

/// Values that may become unknown without a word, and why.
const RIGHT: [(&str, &str, &str); 4] = [
    // What is written out names a function of this name, and this one is taken for another.
    (
        "aws_lambda_function",
        "function_name",
        "its name is joined by a text",
    ),
    // Where the provider fills in a block, a plan without sources does not tell a `dynamic` one from none.
    (
        "aws_api_gateway_rest_api",
        "endpoint_configuration",
        "computed",
    ),
    ("aws_cognito_user_pool", "password_policy", "computed"),
    ("aws_lb_target_group", "health_check", "computed"),
];

/// What is lost still, one a line: the lint, the type, the way to the attribute. Nothing joins it.
const STILL: &str = include_str!("unknowns.txt");

/// Every so many changes are tried; all of them with `FRONTLINT_EVERY=1`.
const EVERY: usize = 7;

/// One change of an example.
struct Change {
    resource: usize,
    type_name: String,
    way: Vec<String>,
    steps: Steps,
    block: bool,
}

impl Example {
    /// All that can become unknown in it.
    fn changes(&self, settable: &Settable) -> Vec<Change> {
        let mut changes = Vec::new();
        for (resource, change) in members(&self.plan["resource_changes"]).enumerate() {
            let type_name = text_of(&change["type"]);
            let after = &change["change"]["after"];
            let ways = settable.get(&type_name).into_iter().flatten();
            for way in ways {
                let block = is_block(&settable[&type_name], way);
                let mut found = Vec::new();
                places(after, way, &mut Vec::new(), &mut found);
                found.retain(|steps| !is_other_kind(after, steps, block));
                changes.extend(found.into_iter().map(|steps| Change {
                    resource,
                    type_name: type_name.clone(),
                    way: way.clone(),
                    steps,
                    block,
                }));
            }
        }
        changes
    }

    /// The name of a loss: the lint, the type, the attribute.
    fn name(&self, change: &Change) -> String {
        format!(
            "{} {}.{}",
            self.lint,
            change.type_name,
            change.way.join(".")
        )
    }
}

fn addresses(finding: &Located) -> BTreeSet<&str> {
    let related = finding.related.iter().map(|one| one.address.as_str());
    let way = finding.finding.way.iter().map(String::as_str);
    let own = finding.addresses.iter().map(String::as_str);
    own.chain(related).chain(way).collect()
}

/// Whether a finding is there still, or what became of it is open.
fn is_told(finding: &Located, before: &Verdict, after: &Verdict, changed: &str) -> bool {
    let named = addresses(finding);
    let still = after.findings.iter().flat_map(|one| &one.addresses);
    let concerns = |open: &&Undecided| {
        named.contains(open.address.as_str())
            || open.address == changed
            || !before.undecided.contains(open)
    };
    still
        .into_iter()
        .any(|address| named.contains(address.as_str()))
        || after.undecided.iter().any(|open| concerns(&open))
}

/// The losses of one example.
fn losses(
    catalog: &Catalog,
    example: &Example,
    settable: &Settable,
    every: usize,
) -> BTreeSet<String> {
    let (names, tags) = (catalog.names(), catalog.tags());
    let known = Known {
        lints: &names,
        formerly: &[],
        tags: &tags,
    };
    let mut config =
        Config::read("frontlint.toml", &example.config, &known).expect("a configuration");
    config.today = date(2026, 11, 24);
    let others = names.iter().filter(|lint| **lint != example.lint);
    config
        .levels
        .extend(others.map(|lint| ((*lint).to_owned(), None)));
    let before = judged(catalog, &config, &example.plan);
    let right = |change: &Change| {
        let mut right = RIGHT.iter();
        right.any(|(type_name, way, _)| change.type_name == *type_name && change.way == [*way])
    };
    let mut lost = BTreeSet::new();
    // Examples begin at different ones.
    let skipped = (example.lint.len() + example.at) % every;
    let changes = example
        .changes(settable)
        .into_iter()
        .skip(skipped)
        .step_by(every);
    for change in changes.filter(|change| !right(change)) {
        let plan = without(&example.plan, change.resource, &change.steps, change.block);
        let after = judged(catalog, &config, &plan);
        let changed = text_of(&plan["resource_changes"][change.resource]["address"]);
        if !before
            .findings
            .iter()
            .all(|finding| is_told(finding, &before, &after, &changed))
        {
            lost.insert(example.name(&change));
        }
    }
    lost
}

#[test]
fn what_becomes_unknown_is_told() {
    let catalog = Catalog::builtin();
    let (fails, settable) = examples(&catalog);
    let every = std::env::var("FRONTLINT_EVERY").ok();
    let every = every.and_then(|every| every.parse().ok()).unwrap_or(EVERY);
    let lost: BTreeSet<String> = fails
        .par_iter()
        .flat_map_iter(|example| losses(&catalog, example, &settable, every))
        .collect();
    let still: BTreeSet<&str> = STILL
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect();
    let new: Vec<&str> = lost
        .iter()
        .map(String::as_str)
        .filter(|one| !still.contains(one))
        .collect();
    assert!(
        new.is_empty(),
        "a finding goes without being undecided when one of these values is unknown:\n{}",
        new.join("\n")
    );
}
