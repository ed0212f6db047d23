//! Values of the JSON syntax as the expressions that they stand for: each string is a template,
//! and one that is a single `${…}` is the expression in it.

use super::super::references::{self, Chain};
use super::super::scan::{Kind, Member, Node};
use super::super::{draft, parts, terms};
use crate::plan::{Draft, Part, Spelling, Term};
use hcl_edit::expr::Expression;
use hcl_edit::template::{Element, Template};

/// A string as a template; one that is broken is none.
fn template(text: &str) -> Option<Template> {
    hcl_edit::parser::parse_template(text).ok()
}

/// The expression that a template is, when it is nothing else.
fn alone(template: &Template) -> Option<&Expression> {
    let mut elements = template.iter();
    match (elements.next(), elements.next()) {
        (Some(Element::Interpolation(only)), None) => Some(&only.expr),
        _ => None,
    }
}

pub(super) fn spelling(node: &Node) -> Spelling {
    let mut whole = Spelling::default();
    spell(node, &mut whole);
    whole
}

fn spell(node: &Node, whole: &mut Spelling) {
    let template = |text: &str, whole: &mut Spelling| {
        if let Some(template) = template(text) {
            let part = references::spelling_of_template(&template);
            whole.chains.extend(part.chains);
            whole.tails.extend(part.tails);
        }
    };
    match &node.kind {
        Kind::Object(members) => members.iter().for_each(|member| {
            template(&member.key, whole);
            spell(&member.value, whole);
        }),
        Kind::Array(items) => items.iter().for_each(|item| spell(item, whole)),
        Kind::String(text) => template(text, whole),
        Kind::Other => {}
    }
}

pub(super) fn references(node: &Node) -> Vec<Chain> {
    let template = |text: &str| {
        template(text)
            .map(|template| references::of_template(&template))
            .unwrap_or_default()
    };
    match &node.kind {
        Kind::Object(members) => {
            let member = |member: &Member| [template(&member.key), references(&member.value)];
            members.iter().flat_map(member).flatten().collect()
        }
        Kind::Array(items) => items.iter().flat_map(references).collect(),
        Kind::String(text) => template(text),
        Kind::Other => Vec::new(),
    }
}

/// What a text is made of; `None` for anything that computes.
pub(super) fn parts(node: &Node) -> Option<Vec<Part>> {
    match &node.kind {
        Kind::String(text) => {
            let template = template(text)?;
            match alone(&template) {
                Some(expression) => parts::of(expression),
                None => parts::of_elements(template.iter()),
            }
        }
        // A list of one text says no more than that text.
        Kind::Array(items) => match items.as_slice() {
            [only] => parts(only),
            _ => None,
        },
        Kind::Object(_) | Kind::Other => None,
    }
}

/// The document that a string writes out, by itself or as `${jsonencode({…})}`.
pub(super) fn draft(node: &Node) -> Option<Draft> {
    let Kind::String(text) = &node.kind else {
        return None;
    };
    let template = template(text).filter(|_| text.contains("${"))?;
    match alone(&template) {
        Some(expression) => draft::of(expression),
        None => draft::of_template(&template),
    }
}

pub(in super::super) fn term(text: &str, node: &Node) -> Term {
    match &node.kind {
        Kind::Object(members) => {
            let members = members
                .iter()
                .map(|member| (term_of_text(&member.key), term(text, &member.value)));
            Term::Object(members.collect())
        }
        Kind::Array(items) => Term::Tuple(items.iter().map(|item| term(text, item)).collect()),
        Kind::String(text) => term_of_text(text),
        Kind::Other => match text.get(node.start..node.end) {
            Some("null") => Term::Null,
            Some("true") => Term::Bool(true),
            Some("false") => Term::Bool(false),
            Some(number) => number.parse().map_or(Term::Open, Term::Number),
            None => Term::Open,
        },
    }
}

fn term_of_text(text: &str) -> Term {
    let Some(template) = template(text) else {
        return Term::Open;
    };
    if let Some(expression) = alone(&template) {
        return terms::of(expression);
    }
    let is_literal = |element: &Element| matches!(element, Element::Literal(_));
    match template.iter().all(is_literal) {
        true => Term::Text(template.iter().filter_map(literal).collect()),
        false => Term::Template(terms::of_elements(template.iter())),
    }
}

fn literal(element: &Element) -> Option<&str> {
    match element {
        Element::Literal(text) => Some(text.value()),
        _ => None,
    }
}
