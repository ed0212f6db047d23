//! The declarations of an example, by name.

use hcl_edit::Span;
use hcl_edit::expr::{Expression, Traversal, TraversalOperator};
use hcl_edit::structure::{Attribute, Block, Body};
use hcl_edit::visit::{self, Visit};
use std::collections::{BTreeMap, BTreeSet};

pub(super) struct Resource<'a> {
    pub(super) data: bool,
    pub(super) type_name: &'a str,
    pub(super) name: &'a str,
    pub(super) body: &'a Body,
}

#[derive(Default)]
pub(super) struct Example<'a> {
    pub(super) text: &'a str,
    /// By address.
    pub(super) resources: BTreeMap<String, Resource<'a>>,
    pub(super) variables: BTreeMap<&'a str, &'a Body>,
    pub(super) locals: BTreeMap<&'a str, &'a Expression>,
    pub(super) outputs: BTreeMap<&'a str, &'a Body>,
    pub(super) providers: Vec<(&'a str, &'a Body)>,
    /// The attributes that some expression refers to, by the address of their resource.
    pub(super) referred: BTreeMap<String, BTreeSet<String>>,
}

/// What steers Terraform and is no argument of the provider's.
const META: [&str; 4] = ["count", "for_each", "provider", "depends_on"];
const META_BLOCKS: [&str; 3] = ["lifecycle", "provisioner", "connection"];

impl<'a> Example<'a> {
    pub(super) fn read(text: &'a str, body: &'a Body) -> Result<Example<'a>, String> {
        let mut example = Example {
            text,
            ..Example::default()
        };
        if let Some(attribute) = body.attributes().next() {
            return Err(example.error(&attribute.key, "an attribute has to stand in a block"));
        }
        for block in body.blocks() {
            example.add(block)?;
        }
        let mut referred = Referred::default();
        referred.visit_body(body);
        example.referred = referred.0;
        Ok(example)
    }

    fn add(&mut self, block: &'a Block) -> Result<(), String> {
        let labels: Vec<&str> = block.labels.iter().map(|label| label.as_str()).collect();
        let body = &block.body;
        let twice = match (block.ident.as_str(), labels.as_slice()) {
            (mode @ ("resource" | "data"), &[type_name, name]) => {
                let data = mode == "data";
                let resource = Resource {
                    data,
                    type_name,
                    name,
                    body,
                };
                let address = format!("{}{type_name}.{name}", if data { "data." } else { "" });
                self.resources.insert(address, resource).is_some()
            }
            ("variable", &[name]) => self.variables.insert(name, body).is_some(),
            ("output", &[name]) => self.outputs.insert(name, body).is_some(),
            ("locals", []) => {
                let mut twice = false;
                for local in body.attributes() {
                    twice |= self
                        .locals
                        .insert(local.key.as_str(), &local.value)
                        .is_some();
                }
                twice
            }
            ("provider", &[name]) => {
                self.providers.push((name, body));
                false
            }
            ("terraform" | "moved" | "removed" | "import" | "check", _) => false,
            ("module", _) => return Err(self.error(&block.ident, "examples cannot call modules")),
            (other, _) => {
                return Err(self.error(
                    &block.ident,
                    &format!("`{other}` is no block of an example"),
                ));
            }
        };
        match twice {
            true => Err(self.error(&block.ident, "this is declared twice")),
            false => Ok(()),
        }
    }

    pub(super) fn line(&self, offset: usize) -> usize {
        self.text
            .bytes()
            .take(offset)
            .filter(|&byte| byte == b'\n')
            .count()
            + 1
    }

    fn error(&self, at: &impl Span, message: &str) -> String {
        format!(
            "line {}: {message}",
            self.line(at.span().map_or(0, |span| span.start))
        )
    }
}

impl<'a> Resource<'a> {
    pub(super) fn expression(&self, name: &str) -> Option<&'a Expression> {
        self.body
            .get_attribute(name)
            .map(|attribute| &attribute.value)
    }
}

/// The attributes and blocks of a resource that its provider knows.
pub(super) fn arguments(
    body: &Body,
) -> (
    impl Iterator<Item = &Attribute>,
    impl Iterator<Item = &Block>,
) {
    let attributes = body
        .attributes()
        .filter(|part| !META.contains(&part.key.as_str()));
    (
        attributes,
        body.blocks()
            .filter(|block| !META_BLOCKS.contains(&block.ident.as_str())),
    )
}

#[derive(Default)]
struct Referred(BTreeMap<String, BTreeSet<String>>);

impl Visit for Referred {
    fn visit_traversal(&mut self, path: &Traversal) {
        visit::visit_traversal(self, path);
        let Expression::Variable(root) = &path.expr else {
            return;
        };
        let mut names = path
            .operators
            .iter()
            .filter_map(|operator| match operator.value() {
                TraversalOperator::GetAttr(name) => Some(name.as_str()),
                _ => None,
            });
        let address = match root.as_str() {
            "var" | "local" | "each" | "count" | "path" | "terraform" | "self" | "module" => None,
            "data" => names
                .next()
                .zip(names.next())
                .map(|(kind, name)| format!("data.{kind}.{name}")),
            "resource" => names
                .next()
                .zip(names.next())
                .map(|(kind, name)| format!("{kind}.{name}")),
            kind => names.next().map(|name| format!("{kind}.{name}")),
        };
        if let Some((address, attribute)) = address.zip(names.next()) {
            self.0
                .entry(address)
                .or_default()
                .insert(attribute.to_owned());
        }
    }
}
