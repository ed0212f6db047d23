//! Which of the blocks that the source writes made a block of the plan.

use super::sym::Sym;
use super::{Scope, Worker};
use crate::plan::node::{Attr, Node};
use crate::plan::term::Template;
use crate::plan::{Kind, Value};
use std::rc::Rc;

/// Blocks of which there are more candidates are not told apart.
const MOST: usize = 1_000;

impl<'p> Worker<'p> {
    /// What an attribute of an inner block will be, and whether the source picks it.
    /// What all candidates agree on is it; a candidate of which something is
    /// known to be otherwise is none.
    pub(super) fn in_block(&mut self, node: &Node<'p>, attribute: &str) -> Option<(Rc<Sym>, bool)> {
        let address = &*self.plan[node.id].parsed;
        let names: Vec<&str> = node
            .path
            .0
            .iter()
            .map(|segment| segment.name.as_str())
            .collect();
        let key = format!("{}#{}", address.block(), names.join("."));
        let evidence = self.evidence?;
        let templates = self
            .templates
            .entry(key)
            .or_insert_with(|| evidence.templates(address, &names).map(Rc::new))
            .clone()?;
        let standings = evidence.standings(address, &names);
        let may_be_of = |at: usize| standings.get(at).is_none_or(|one| one.may_be_of(node));
        let mut agreed: Option<Rc<Sym>> = None;
        let mut chooses = false;
        let mut candidates = 0;
        for (at, template) in templates.iter().enumerate() {
            if !may_be_of(at) {
                continue;
            }
            for scope in self.scopes(template, &Scope::of(address))? {
                candidates += 1;
                if candidates > MOST {
                    return None;
                }
                if !self.fits(template, &scope, node) {
                    continue;
                }
                let mut named = template.attributes.iter();
                let term = named.find_map(|(name, term)| (name == attribute).then_some(term));
                let sym = match term {
                    Some(term) => {
                        chooses |= term.chooses();
                        self.eval(term, &scope)
                    }
                    None => continue,
                };
                match &agreed {
                    None => agreed = Some(sym),
                    Some(other) if *other == sym => {}
                    // Which of them it is stays open.
                    Some(_) => return Some((Rc::new(Sym::Open), true)),
                }
            }
        }
        agreed.map(|sym| (sym, chooses))
    }

    /// The scopes of the blocks that a template makes.
    pub(super) fn scopes<'s>(
        &mut self,
        template: &Template,
        scope: &Scope<'s>,
    ) -> Option<Vec<Scope<'s>>> {
        let mut scopes = vec![scope.clone()];
        for (iterator, for_each) in &template.repeated {
            let mut inner = Vec::new();
            for scope in scopes {
                let collection = self.eval(for_each, &scope);
                for (key, value) in collection.entries()? {
                    let is_set = matches!(*collection, Sym::Tuple(_));
                    // Of a list the key is the position; of a set, the value.
                    let key = if is_set { Rc::new(Sym::Open) } else { key };
                    let element = [("key".to_owned(), key), ("value".to_owned(), value)];
                    let mut scope = scope.clone();
                    let bound = Rc::new(Sym::Object(element.into()));
                    scope.bound.push((iterator.clone(), bound));
                    inner.push(scope);
                    if inner.len() > MOST {
                        return None;
                    }
                }
            }
            scopes = inner;
        }
        Some(scopes)
    }

    /// Whether nothing that is known tells a block apart from what a template makes.
    pub(super) fn fits(&mut self, template: &Template, scope: &Scope<'_>, node: &Node<'p>) -> bool {
        template.attributes.iter().all(|(name, term)| {
            let made = self.eval(term, scope);
            match node.attr(name) {
                Attr::Known(value) => match (made.texts(), texts(value)) {
                    (Some(made), Some(value)) => made == value,
                    _ => true,
                },
                // What is written out the plan knows.
                Attr::Unknown => made.text().is_none(),
                Attr::Unset => made.text().is_none_or(|text| text.is_empty()),
            }
        })
    }
}

/// The texts of a list in an order of their own, as sets are not in that of the source; or one.
fn texts(value: &Value<'_>) -> Option<Vec<String>> {
    let Kind::List(items) = &value.kind else {
        return Some(vec![text(value)?]);
    };
    let texts: Option<Vec<String>> = items.iter().map(text).collect();
    texts.map(|mut texts| {
        texts.sort();
        texts
    })
}

fn text(value: &Value<'_>) -> Option<String> {
    match &value.kind {
        Kind::String(text) => Some(text.to_string()),
        Kind::Number(number) => Some(number.to_string()),
        Kind::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}
