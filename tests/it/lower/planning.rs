//! The values of an example's resources in a plan where nothing exists yet.

use super::eval::{Scope, World, entries};
use super::example::{Example, Resource, arguments};
use super::provider;
use super::value::Value;
use hcl_edit::expr::Expression;
use hcl_edit::structure::{Block, Body};
use serde_json::{Value as Json, json};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

type Members = BTreeMap<String, Value>;

/// One object that a resource or data source makes.
pub(super) struct Instance {
    pub(super) index: Option<Json>,
    pub(super) values: Members,
}

pub(super) struct Objects {
    pub(super) instances: Vec<Instance>,
    /// Whether it can be read during apply only.
    pub(super) deferred: bool,
    keyed: bool,
}

pub(super) struct Planning<'a> {
    pub(super) example: Example<'a>,
    done: RefCell<BTreeMap<String, Rc<Objects>>>,
    /// What is being evaluated, to notice circles.
    active: RefCell<Vec<String>>,
}

impl World for Planning<'_> {
    fn object(&self, root: &str, names: &[&str]) -> Result<Option<(usize, Value)>, String> {
        let (used, address) = match (root, names) {
            ("var", [name, ..]) => return self.variable(name).map(|value| Some((1, value))),
            ("local", [name, ..]) => return self.local(name).map(|value| Some((1, value))),
            ("path", ["root" | "module" | "cwd", ..]) => return Ok(Some((1, Value::text(".")))),
            ("terraform", ["workspace", ..]) => return Ok(Some((1, Value::text("default")))),
            ("self", _) => return Ok(Some((0, Value::Unknown))),
            ("module" | "var" | "local" | "each" | "count" | "path" | "terraform", _) => {
                return Ok(None);
            }
            ("data", [kind, name]) => (2, format!("data.{kind}.{name}")),
            ("resource", [kind, name]) => (2, format!("{kind}.{name}")),
            (kind, [name, ..]) => (1, format!("{kind}.{name}")),
            _ => return Ok(None),
        };
        // An example may leave out what is beside its point: that is known after apply.
        if !self.example.resources.contains_key(&address) {
            return Ok(Some((used, Value::Unknown)));
        }
        let objects = self.objects(&address)?;
        let values = objects
            .instances
            .iter()
            .map(|one| Value::Resource(one.values.clone()));
        let keys = objects.instances.iter().map(|one| one.index.as_ref());
        let value = match objects.instances.first().and_then(|one| one.index.as_ref()) {
            _ if !objects.keyed => values.into_iter().next().unwrap_or(Value::Unknown),
            Some(Json::String(_)) => {
                let keys =
                    keys.map(|key| key.and_then(Json::as_str).unwrap_or_default().to_owned());
                Value::Object(keys.zip(values).collect())
            }
            _ => Value::List(values.collect()),
        };
        Ok(Some((used, value)))
    }

    fn line(&self, offset: usize) -> usize {
        self.example.line(offset)
    }
}

impl<'a> Planning<'a> {
    pub(super) fn new(example: Example<'a>) -> Planning<'a> {
        Planning {
            example,
            done: RefCell::default(),
            active: RefCell::default(),
        }
    }

    /// Evaluates a resource once; circles are errors.
    pub(super) fn objects(&self, address: &str) -> Result<Rc<Objects>, String> {
        if let Some(done) = self.done.borrow().get(address) {
            return Ok(Rc::clone(done));
        }
        let Some(resource) = self.example.resources.get(address) else {
            return Err(format!("there is no `{address}`"));
        };
        let objects = self.guarded(address, || self.evaluate(resource, address))?;
        let objects = Rc::new(objects);
        self.done
            .borrow_mut()
            .insert(address.to_owned(), Rc::clone(&objects));
        Ok(objects)
    }

    fn guarded<T>(
        &self,
        name: &str,
        inner: impl FnOnce() -> Result<T, String>,
    ) -> Result<T, String> {
        if self.active.borrow().iter().any(|active| active == name) {
            return Err(format!("`{name}` refers to itself"));
        }
        self.active.borrow_mut().push(name.to_owned());
        let result = inner();
        self.active.borrow_mut().pop();
        result
    }

    /// The default, or an invented value of the variable's type.
    pub(super) fn variable(&self, name: &str) -> Result<Value, String> {
        let Some(body) = self.example.variables.get(name) else {
            return Err(format!("no variable is named `{name}`"));
        };
        if let Some(default) = body.get_attribute("default") {
            return Scope::constant().evaluate(&default.value);
        }
        let text = Value::text(format!("example-{}", name.replace('_', "-")));
        let kind = match body.get_attribute("type").map(|kind| &kind.value) {
            Some(Expression::Variable(kind)) => kind.as_str(),
            Some(Expression::FuncCall(kind)) => kind.name.name.as_str(),
            _ => "string",
        };
        Ok(match kind {
            "number" => Value::from(1.0),
            "bool" => Value::Bool(true),
            "list" | "set" | "tuple" => Value::List(vec![text]),
            "map" | "object" => Value::Object(Members::new()),
            _ => text,
        })
    }

    pub(super) fn local(&self, name: &str) -> Result<Value, String> {
        let Some(expression) = self.example.locals.get(name) else {
            return Err(format!("no local is named `{name}`"));
        };
        self.guarded(&format!("local.{name}"), || {
            Scope::new(self).evaluate(expression)
        })
    }

    fn evaluate(&self, resource: &Resource<'_>, address: &str) -> Result<Objects, String> {
        let scope = Scope::new(self);
        let repeated = self.repeat(resource, &scope)?;
        let keyed = repeated.iter().any(|(index, _)| index.is_some())
            || resource
                .expression("count")
                .or(resource.expression("for_each"))
                .is_some();
        let mut objects = Objects {
            instances: Vec::new(),
            deferred: false,
            keyed,
        };
        for (index, scope) in repeated {
            let mut values = body(&scope, resource.body)?;
            if !resource.data {
                provider::fill(resource.type_name, &mut values);
            }
            objects.deferred |=
                resource.data && values.values().any(|value| value.known().is_none());
            objects.instances.push(Instance { index, values });
        }
        objects.deferred |= resource.data && resource.expression("depends_on").is_some();
        self.complete(resource, address, &mut objects);
        Ok(objects)
    }

    /// Adds what the example does not set and refers to, and what nearly every resource has.
    fn complete(&self, resource: &Resource<'_>, address: &str, objects: &mut Objects) {
        let referred = self
            .example
            .referred
            .get(address)
            .into_iter()
            .flatten()
            .map(String::as_str);
        let always: &[&str] = if resource.data {
            &["id"]
        } else {
            &["id", "arn"]
        };
        let names: Vec<&str> = referred.chain(always.iter().copied()).collect();
        for instance in &mut objects.instances {
            for &name in &names {
                if instance.values.get(name).is_some_and(Value::is_set) {
                    continue;
                }
                let value = match resource.data && !objects.deferred {
                    true => provider::invented(
                        resource.type_name,
                        resource.name,
                        name,
                        &instance.values,
                    ),
                    false => Value::Unknown,
                };
                instance.values.insert(name.to_owned(), value);
            }
        }
    }

    fn repeat<'s>(
        &self,
        resource: &Resource<'_>,
        scope: &Scope<'s>,
    ) -> Result<Vec<(Option<Json>, Scope<'s>)>, String> {
        let object = |members: [(&str, Value); 2]| {
            let members = members.into_iter().filter(|(name, _)| !name.is_empty());
            Value::Object(
                members
                    .map(|(name, value)| (name.to_owned(), value))
                    .collect(),
            )
        };
        if let Some(count) = resource.expression("count") {
            let Some(number) = scope.evaluate(count)?.as_number() else {
                return scope.error(count, "`count` has to be known");
            };
            let one = |index: u64| {
                let count = object([("index", Value::from(index as f64)), ("", Value::Null)]);
                (Some(json!(index)), scope.with("count", count))
            };
            return Ok((0..number as u64).map(one).collect());
        }
        let Some(for_each) = resource.expression("for_each") else {
            return Ok(vec![(None, scope.clone())]);
        };
        let all = scope.evaluate(for_each)?;
        let Some(entries) = entries(&all).or_else(|message| scope.error(for_each, message))? else {
            return scope.error(for_each, "`for_each` has to be known");
        };
        let mut repeated = Vec::new();
        for (key, value) in entries {
            // Of a set, the value is the key.
            let key = if matches!(all, Value::List(_)) {
                value.clone()
            } else {
                key
            };
            let Some(text) = key.as_text() else {
                return scope.error(for_each, "a key of `for_each` has to be a known string");
            };
            let each = object([("key", Value::text(text.as_str())), ("value", value)]);
            repeated.push((Some(json!(text)), scope.with("each", each)));
        }
        Ok(repeated)
    }
}

fn body(scope: &Scope<'_>, body: &Body) -> Result<Members, String> {
    let mut members = Members::new();
    let (attributes, blocks) = arguments(body);
    for attribute in attributes {
        members.insert(attribute.key.to_string(), scope.evaluate(&attribute.value)?);
    }
    for block in blocks {
        let name = block.ident.as_str();
        match name {
            "timeouts" => {
                members.insert(name.into(), Value::Object(self::body(scope, &block.body)?));
            }
            "dynamic" => dynamic(scope, block, &mut members)?,
            name => push(
                &mut members,
                name,
                Value::Object(self::body(scope, &block.body)?),
            ),
        }
    }
    Ok(members)
}

fn push(members: &mut Members, name: &str, value: Value) {
    let blocks = members
        .entry(name.to_owned())
        .or_insert_with(|| Value::List(Vec::new()));
    if let Value::List(items) = blocks {
        items.push(value);
    }
}

fn dynamic(scope: &Scope<'_>, block: &Block, members: &mut Members) -> Result<(), String> {
    let attribute = |name| {
        block
            .body
            .get_attribute(name)
            .map(|attribute| &attribute.value)
    };
    let (Some(label), Some(for_each), Some(content)) = (
        block.labels.first(),
        attribute("for_each"),
        block.body.get_blocks("content").next(),
    ) else {
        return scope.error(
            &block.ident,
            "a `dynamic` block needs a label, `for_each` and `content`",
        );
    };
    let iterator = attribute("iterator").and_then(Expression::as_variable);
    let iterator = iterator.map_or(label.as_str(), |name| name.as_str());
    let all = scope.evaluate(for_each)?;
    let Some(entries) = entries(&all).or_else(|message| scope.error(for_each, message))? else {
        // How many blocks there are is unknown, and so are those written beside it.
        members.insert(label.as_str().to_owned(), Value::Unknown);
        return Ok(());
    };
    for (key, value) in entries {
        let pair = BTreeMap::from([("key".to_owned(), key), ("value".to_owned(), value)]);
        let scope = scope.with(iterator, Value::Object(pair));
        push(
            members,
            label.as_str(),
            Value::Object(body(&scope, &content.body)?),
        );
    }
    Ok(())
}
