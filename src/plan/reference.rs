//! Reference chains: the flat lists by which a plan says what an expression
//! refers to (plan-format.md section 7).

use super::address::{Key, Step, steps};
use super::evidence::{Pick, Tail};
use super::instance::Index;
use std::borrow::Cow;

/// What one reference starts from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Head {
    Variable(String),
    EachValue,
    /// `each.key`, `count.index`: they choose an instance and lead nowhere.
    InstanceKey,
    Local(String),
    Module {
        name: String,
        key: Option<Key>,
        output: Option<String>,
    },
    Resource {
        data: bool,
        type_name: String,
        name: String,
        key: Option<Key>,
        attribute: Option<String>,
    },
    /// `path.*`, `terraform.*`, `self`, ephemeral values: they lead nowhere.
    Nothing,
    /// Longer than any that is written for real: nobody knows where it leads.
    Endless,
}

/// One reference of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    pub(super) head: Head,
    /// Attribute names behind a variable or an `each.value`.
    pub(super) rest: Vec<String>,
}

impl Reference {
    /// Whether it may stand for several things by itself, before any index.
    pub(super) fn holds_a_collection(&self) -> bool {
        match &self.head {
            Head::Variable(_) | Head::EachValue | Head::Local(_) => true,
            Head::Module { output, .. } => output.is_some(),
            _ => false,
        }
    }

    /// Adds what the source has behind it. Behind a value that is followed
    /// further on, that helps only where the element is known.
    pub(super) fn extend(&mut self, tail: &Tail, picked: &Index) {
        let mut names = tail.rest.iter().cloned();
        match &mut self.head {
            Head::Resource {
                key: None,
                attribute: attribute @ None,
                ..
            } => *attribute = names.next(),
            Head::Module {
                key: None,
                output: output @ None,
                ..
            } => {
                *output = names.next();
                self.rest = names.collect();
            }
            Head::Variable(_)
            | Head::EachValue
            | Head::Module {
                output: Some(_), ..
            } => {
                if let (Some(Pick::Own(_)), Index::Key(Key::Name(key))) = (&tail.pick, picked) {
                    self.rest.push(key.clone());
                    self.rest.extend(names);
                }
            }
            _ => {}
        }
    }
}

/// Reduces the chains to one reference each, longest first as the plan lists
/// them; a text that is no reference becomes [`Head::Nothing`].
pub(super) fn collapse(chains: &[Cow<'_, str>]) -> Vec<Reference> {
    let mut references = Vec::new();
    let mut last: Option<&str> = None;
    for chain in chains {
        // A bare `module.m` behind `module.m[k].out` is a reference of its own.
        let of_its_own =
            last.is_some_and(|last| last.starts_with("module.") && last.ends_with(']'));
        if !of_its_own && last.is_some_and(|last| is_prefix(chain, last)) {
            last = Some(chain);
            continue;
        }
        references.push(parse(chain));
        last = Some(chain);
    }
    references
}

/// Whether `short` is a proper prefix of `long` that ends where a step ends.
fn is_prefix(short: &str, long: &str) -> bool {
    long.strip_prefix(short)
        .is_some_and(|rest| rest.starts_with(['.', '[']))
}

/// The longest reference that is followed, in bytes; keys of instances are the long part of one.
const LONGEST: usize = 16 << 10;

fn parse(text: &str) -> Reference {
    let plain = |head| Reference {
        head,
        rest: Vec::new(),
    };
    if text.len() > LONGEST {
        return plain(Head::Endless);
    }
    let nothing = plain(Head::Nothing);
    let Some(steps) = steps(text) else {
        return nothing;
    };
    let [Step::Name(first), tail @ ..] = steps.as_slice() else {
        return nothing;
    };
    match (first.as_str(), tail) {
        ("var", [Step::Name(name), rest @ ..]) => Reference {
            head: Head::Variable(name.clone()),
            rest: names(rest),
        },
        ("local", [Step::Name(name), ..]) => Reference {
            head: Head::Local(name.clone()),
            rest: Vec::new(),
        },
        ("each", [Step::Name(value), rest @ ..]) if value == "value" => Reference {
            head: Head::EachValue,
            rest: names(rest),
        },
        ("each" | "count", _) => Reference {
            head: Head::InstanceKey,
            rest: Vec::new(),
        },
        ("path" | "terraform" | "self" | "ephemeral" | "action", _) => nothing,
        ("module", [Step::Name(name), rest @ ..]) => {
            let (key, rest) = split_key(rest);
            let output = first_name(rest);
            Reference {
                head: Head::Module {
                    name: name.clone(),
                    key,
                    output,
                },
                rest: names(rest.get(1..).unwrap_or_default()),
            }
        }
        ("data", [Step::Name(type_name), Step::Name(name), rest @ ..]) => {
            resource(true, type_name, name, rest)
        }
        ("resource", [Step::Name(type_name), Step::Name(name), rest @ ..]) => {
            resource(false, type_name, name, rest)
        }
        (type_name, [Step::Name(name), rest @ ..]) => resource(false, type_name, name, rest),
        _ => nothing,
    }
}

fn resource(data: bool, type_name: &str, name: &str, rest: &[Step]) -> Reference {
    let (key, rest) = split_key(rest);
    Reference {
        head: Head::Resource {
            data,
            type_name: type_name.to_owned(),
            name: name.to_owned(),
            key,
            attribute: first_name(rest),
        },
        rest: Vec::new(),
    }
}

fn split_key(steps: &[Step]) -> (Option<Key>, &[Step]) {
    match steps {
        [Step::Key(key), rest @ ..] => (Some(key.clone()), rest),
        rest => (None, rest),
    }
}

fn first_name(steps: &[Step]) -> Option<String> {
    match steps.first() {
        Some(Step::Name(name)) => Some(name.clone()),
        _ => None,
    }
}

/// The attribute names up to the first index.
fn names(steps: &[Step]) -> Vec<String> {
    steps
        .iter()
        .map_while(|step| match step {
            Step::Name(name) | Step::Key(Key::Name(name)) => Some(name.clone()),
            Step::Key(Key::Index(_)) => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(chains: &[&str], expected: &[&str]) {
        let chains: Vec<_> = chains.iter().map(|chain| Cow::Borrowed(*chain)).collect();
        let shown: Vec<_> = collapse(&chains).iter().map(show).collect();
        assert_eq!(shown, expected);
    }

    fn show(reference: &Reference) -> String {
        let key = |key: &Option<Key>| key.as_ref().map_or(String::new(), |key| format!("[{key}]"));
        match &reference.head {
            Head::Variable(name) => format!("var {name} {}", reference.rest.join(".")),
            Head::EachValue => format!("value {}", reference.rest.join(".")),
            Head::InstanceKey => "key".into(),
            Head::Local(name) => format!("local {name}"),
            Head::Module {
                name,
                key: k,
                output,
            } => format!("module {name}{} {output:?}", key(k)),
            Head::Resource {
                data,
                type_name,
                name,
                key: k,
                attribute,
            } => format!(
                "{}{type_name}.{name}{} {attribute:?}",
                if *data { "data " } else { "" },
                key(k)
            ),
            Head::Nothing => "nothing".into(),
            Head::Endless => "endless".into(),
        }
    }

    #[test]
    fn collapses_chains() {
        check(
            &[r#"aws_x.y["k"].arn"#, r#"aws_x.y["k"]"#, "aws_x.y"],
            &[r#"aws_x.y["k"] Some("arn")"#],
        );
        check(
            &[
                r#"module.m["k"].out.p"#,
                r#"module.m["k"].out"#,
                r#"module.m["k"]"#,
            ],
            &[r#"module m["k"] Some("out")"#],
        );
        check(
            &["module.m[0].out", "module.m[0]", "module.m"],
            &[r#"module m[0] Some("out")"#, "module m None"],
        );
        check(&["var.o.a", "var.o"], &["var o a"]);
        check(&["aws_x.y", "each.key"], &["aws_x.y None", "key"]);
        check(&["each.value.arn", "each.value"], &["value arn"]);
        check(&["local.a.b", "local.a"], &["local a"]);
        check(
            &["data.aws_lb.b.arn", "data.aws_lb.b"],
            &[r#"data aws_lb.b Some("arn")"#],
        );
        check(
            &["path.module", "a[", ""],
            &["nothing", "nothing", "nothing"],
        );
        check(
            &["aws_x.yz.arn", "aws_x.y"],
            &[r#"aws_x.yz Some("arn")"#, "aws_x.y None"],
        );
    }
}
