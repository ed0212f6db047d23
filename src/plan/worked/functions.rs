//! Functions: those that pick, join and reshape collections, and those that change
//! a text without changing whose it is.

use super::sym::Sym;
use super::{Scope, Worker};
use crate::plan::term::Term;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Functions whose value is still the name of what their argument names.
const OF_TEXTS: [&str; 10] = [
    "format",
    "join",
    "lower",
    "regex",
    "replace",
    "split",
    "trim",
    "trimprefix",
    "trimspace",
    "trimsuffix",
];

impl Worker<'_> {
    pub(super) fn call(
        &mut self,
        name: &str,
        arguments: &[Term],
        spread: bool,
        scope: &Scope<'_>,
    ) -> Rc<Sym> {
        let open = Rc::new(Sym::Open);
        if matches!(name, "try" | "coalesce" | "can") {
            return match spread {
                true => open,
                false => self.first_of(name, arguments, scope),
            };
        }
        let mut values: Vec<Rc<Sym>> = arguments.iter().map(|one| self.eval(one, scope)).collect();
        if spread {
            let last = values.pop().and_then(|last| last.entries());
            let Some(last) = last else { return open };
            values.extend(last.into_iter().map(|(_, value)| value));
        }
        self.charge(values.iter().map(|value| value.size()).sum());
        if OF_TEXTS.contains(&name) {
            return of_texts(name, values);
        }
        let sym = match (name, values.as_slice()) {
            ("sensitive" | "nonsensitive" | "tomap" | "tostring", [value]) => return value.clone(),
            ("tolist" | "toset" | "distinct" | "sort" | "reverse", [value]) => match &**value {
                Sym::Tuple(items) => reordered(name, items),
                Sym::Object(members) if name != "sort" && name != "reverse" => {
                    Some(Sym::Tuple(members.values().cloned().collect()))
                }
                _ => None,
            },
            ("one", [value]) => match &**value {
                Sym::Tuple(items) if items.is_empty() => Some(Sym::Null),
                Sym::Tuple(items) if items.len() == 1 => return items[0].clone(),
                _ => None,
            },
            ("element", [value, index]) => match (&**value, index.number()) {
                (Sym::Tuple(items), Some(at)) if !items.is_empty() && at >= 0.0 => {
                    return items[at as usize % items.len()].clone();
                }
                _ => None,
            },
            ("lookup", [value, index, rest @ ..]) => match &*Sym::element(value, index) {
                Sym::Missing => return rest.first().cloned().unwrap_or(open),
                _ => return Sym::element(value, index),
            },
            ("merge", all) => merged(all),
            ("concat", all) => joined(all),
            ("flatten", [value]) => flattened(value).map(Sym::Tuple),
            ("compact", [value]) => match &**value {
                Sym::Tuple(items) => {
                    let is_nothing = |item: &Rc<Sym>| match &**item {
                        Sym::Text(text) => Some(text.is_empty()),
                        item => item.is_null(),
                    };
                    let kept = items.iter().filter(|item| is_nothing(item) != Some(true));
                    Some(Sym::Tuple(kept.cloned().collect()))
                }
                _ => None,
            },
            ("values", [value]) => match &**value {
                Sym::Object(members) => Some(Sym::Tuple(members.values().cloned().collect())),
                _ => None,
            },
            ("keys", [value]) => match &**value {
                Sym::Object(members) => {
                    let names = members.keys().map(|name| Rc::new(Sym::Text(name.clone())));
                    Some(Sym::Tuple(names.collect()))
                }
                _ => None,
            },
            ("zipmap", [names, values]) => zipped(names, values),
            ("length", [value]) => match &**value {
                Sym::Tuple(items) => Some(Sym::Number(items.len() as f64)),
                Sym::Object(members) => Some(Sym::Number(members.len() as f64)),
                Sym::Text(text) => Some(Sym::Number(text.chars().count() as f64)),
                _ => None,
            },
            ("contains", [list, value]) => match (&**list, value.text()) {
                (Sym::Tuple(items), Some(value)) => {
                    let texts: Option<Vec<String>> = items.iter().map(|item| item.text()).collect();
                    texts.map(|texts| Sym::Bool(texts.contains(&value)))
                }
                _ => None,
            },
            _ => None,
        };
        Rc::new(sym.unwrap_or(Sym::Open))
    }

    /// The first argument that is something.
    fn first_of(&mut self, name: &str, arguments: &[Term], scope: &Scope<'_>) -> Rc<Sym> {
        for argument in arguments {
            let value = self.eval(argument, scope);
            match (&*value, name) {
                (Sym::Open, _) => return value,
                (_, "can") => return Rc::new(Sym::Bool(*value != Sym::Missing)),
                (Sym::Missing, _) | (Sym::Null, "coalesce") => {}
                (Sym::Text(text), "coalesce") if text.is_empty() => {}
                _ => return value,
            }
        }
        Rc::new(Sym::Missing)
    }
}

fn of_texts(name: &str, values: Vec<Rc<Sym>>) -> Rc<Sym> {
    let texts: Option<Vec<String>> = values.iter().map(|value| value.text()).collect();
    let known = texts.as_deref().and_then(|texts| match (name, texts) {
        ("lower", [text]) => Some(text.to_lowercase()),
        ("trimspace", [text]) => Some(text.trim().to_owned()),
        ("trimprefix", [text, prefix]) => Some(
            text.strip_prefix(prefix.as_str())
                .unwrap_or(text)
                .to_owned(),
        ),
        ("trimsuffix", [text, suffix]) => Some(
            text.strip_suffix(suffix.as_str())
                .unwrap_or(text)
                .to_owned(),
        ),
        _ => None,
    });
    Rc::new(match known {
        Some(text) => Sym::Text(text),
        None if texts.is_some() => Sym::Open,
        None => Sym::Made(values),
    })
}

fn reordered(name: &str, items: &[Rc<Sym>]) -> Option<Sym> {
    let mut items = items.to_vec();
    match name {
        "reverse" => items.reverse(),
        "sort" | "toset" | "distinct" => {
            let texts: Option<Vec<String>> = items.iter().map(|item| item.text()).collect();
            match texts {
                Some(mut texts) => {
                    if name != "distinct" {
                        texts.sort();
                    }
                    let mut seen = std::collections::HashSet::new();
                    texts.retain(|text| name == "sort" || seen.insert(text.clone()));
                    let texts = texts.into_iter().map(|text| Rc::new(Sym::Text(text)));
                    items = texts.collect();
                }
                None if name == "sort" => return None,
                None => {}
            }
        }
        _ => {}
    }
    Some(Sym::Tuple(items))
}

fn merged(all: &[Rc<Sym>]) -> Option<Sym> {
    let mut members = BTreeMap::new();
    for one in all {
        match &**one {
            Sym::Object(more) => members.extend(more.clone()),
            Sym::Null => {}
            _ => return None,
        }
    }
    Some(Sym::Object(members))
}

fn joined(all: &[Rc<Sym>]) -> Option<Sym> {
    let mut items = Vec::new();
    for one in all {
        match &**one {
            Sym::Tuple(more) => items.extend(more.iter().cloned()),
            _ => return None,
        }
    }
    Some(Sym::Tuple(items))
}

fn flattened(value: &Rc<Sym>) -> Option<Vec<Rc<Sym>>> {
    match &**value {
        Sym::Tuple(items) => {
            let mut flat = Vec::new();
            for item in items {
                match &**item {
                    Sym::Tuple(_) => flat.extend(flattened(item)?),
                    Sym::Open => return None,
                    _ => flat.push(item.clone()),
                }
            }
            Some(flat)
        }
        _ => None,
    }
}

fn zipped(names: &Sym, values: &Sym) -> Option<Sym> {
    match (names, values) {
        (Sym::Tuple(names), Sym::Tuple(values)) if names.len() == values.len() => {
            let members = names.iter().zip(values);
            let members = members.map(|(name, value)| Some((name.text()?, value.clone())));
            members.collect::<Option<_>>().map(Sym::Object)
        }
        _ => None,
    }
}
