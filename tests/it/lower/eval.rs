//! Expressions → values.

use super::functions;
use super::value::Value;
use hcl_edit::Span;
use hcl_edit::expr::{
    BinaryOperator, Expression, ForExpr, ObjectKey, Traversal, TraversalOperator, UnaryOperator,
};
use hcl_edit::template::{Element, Template};
use std::collections::BTreeMap;

/// What the names outside an expression stand for.
pub(super) trait World {
    /// The value of `root.name`, or of `root.first.second` where `second` is asked for.
    fn object(&self, root: &str, names: &[&str]) -> Result<Option<(usize, Value)>, String>;
    /// The line of an offset.
    fn line(&self, offset: usize) -> usize;
}

/// Evaluates expressions among names that blocks and `for` bind.
#[derive(Clone)]
pub(super) struct Scope<'a> {
    /// Without a world there are neither names nor functions: what is left is a constant.
    pub(super) world: Option<&'a dyn World>,
    names: Vec<(String, Value)>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(world: &'a dyn World) -> Scope<'a> {
        Scope {
            world: Some(world),
            names: Vec::new(),
        }
    }

    pub(super) fn constant() -> Scope<'static> {
        Scope {
            world: None,
            names: Vec::new(),
        }
    }

    pub(super) fn with(&self, name: &str, value: Value) -> Scope<'a> {
        let mut scope = self.clone();
        scope.names.push((name.to_owned(), value));
        scope
    }

    /// An error at a part of the text, unless it names a line already.
    pub(super) fn error<T>(&self, at: &impl Span, message: impl AsRef<str>) -> Result<T, String> {
        let message = message.as_ref();
        let offset = at.span().map_or(0, |span| span.start);
        Err(match self.world {
            Some(world) if !message.starts_with("line ") => {
                format!("line {}: {message}", world.line(offset))
            }
            _ => message.to_owned(),
        })
    }

    pub(super) fn evaluate(&self, expression: &Expression) -> Result<Value, String> {
        self.inner(expression)
            .or_else(|message| self.error(expression, message))
    }

    fn inner(&self, expression: &Expression) -> Result<Value, String> {
        Ok(match expression {
            Expression::Null(_) => Value::Null,
            Expression::Bool(value) => Value::Bool(*value.value()),
            Expression::Number(value) => {
                let number = value.value();
                match (number.as_i64(), number.as_f64()) {
                    (Some(whole), _) => Value::Number(whole.into()),
                    (None, number) => Value::from(number.unwrap_or_default()),
                }
            }
            Expression::String(value) => Value::text(value.as_str()),
            Expression::Array(items) => Value::List(
                items
                    .iter()
                    .map(|item| self.evaluate(item))
                    .collect::<Result<_, _>>()?,
            ),
            Expression::Object(object) => {
                let mut members = BTreeMap::new();
                for (key, value) in object {
                    let key = match key {
                        ObjectKey::Ident(name) => name.to_string(),
                        ObjectKey::Expression(key) => match self.evaluate(key)? {
                            Value::Unknown => return Ok(Value::Unknown),
                            key => key.as_text().ok_or("a key has to be a string")?,
                        },
                    };
                    members.insert(key, self.evaluate(value.expr())?);
                }
                Value::Object(members)
            }
            Expression::StringTemplate(template) => self.template(template)?,
            Expression::HeredocTemplate(heredoc) => self.template(&heredoc.template)?,
            Expression::Parenthesis(inner) => self.evaluate(inner.inner())?,
            Expression::Variable(name) => self.name(name.as_str())?,
            Expression::Conditional(choice) => match self.evaluate(&choice.cond_expr)? {
                Value::Unknown => Value::Unknown,
                Value::Bool(true) => self.evaluate(&choice.true_expr)?,
                Value::Bool(false) => self.evaluate(&choice.false_expr)?,
                _ => return Err("a condition has to be true or false".into()),
            },
            Expression::FuncCall(call) => self.call(call.name.name.as_str(), &call.args)?,
            Expression::Traversal(path) => self.path(path)?,
            Expression::UnaryOp(operation) => {
                match (operation.operator.value(), self.evaluate(&operation.expr)?) {
                    (_, Value::Unknown) => Value::Unknown,
                    (UnaryOperator::Not, Value::Bool(value)) => Value::Bool(!value),
                    (UnaryOperator::Neg, value) => {
                        Value::from(-value.as_number().ok_or("`-` needs a number")?)
                    }
                    _ => return Err("`!` needs true or false".into()),
                }
            }
            Expression::BinaryOp(operation) => binary(
                *operation.operator.value(),
                &self.evaluate(&operation.lhs_expr)?,
                &self.evaluate(&operation.rhs_expr)?,
            )?,
            Expression::ForExpr(each) => self.for_expression(each)?,
        })
    }

    fn name(&self, name: &str) -> Result<Value, String> {
        let found = self.names.iter().rev().find(|(bound, _)| bound == name);
        found
            .map(|(_, value)| value.clone())
            .ok_or_else(|| format!("nothing is named `{name}`"))
    }

    fn call(&self, name: &str, args: &hcl_edit::expr::FuncArgs) -> Result<Value, String> {
        if self.world.is_none() {
            return Err("a function is no constant".into());
        }
        if name == "try" || name == "can" {
            let first = args.iter().find_map(|arg| self.evaluate(arg).ok());
            return match (name, first) {
                ("can", first) => Ok(Value::Bool(first.is_some())),
                (_, first) => first.ok_or_else(|| "no argument of `try` works".into()),
            };
        }
        let mut values = args
            .iter()
            .map(|arg| self.evaluate(arg))
            .collect::<Result<Vec<_>, _>>()?;
        if args.expand_final() {
            match values.pop() {
                Some(Value::List(items)) => values.extend(items),
                _ => return Ok(Value::Unknown),
            }
        }
        functions::call(name, &values)
    }

    fn template(&self, template: &Template) -> Result<Value, String> {
        if let Some(Element::Interpolation(only)) = template.as_single_element() {
            return self.evaluate(&only.expr);
        }
        let mut text = Some(String::new());
        for element in template {
            let part = match element {
                Element::Literal(literal) => Some(literal.value().clone()),
                Element::Interpolation(part) => match self.evaluate(&part.expr)? {
                    Value::Unknown => None,
                    value => Some(value.as_text().ok_or("this has no place in a template")?),
                },
                Element::Directive(_) => return Err("`%{` is not supported in examples".into()),
            };
            text = text.zip(part).map(|(text, part)| text + &part);
        }
        Ok(text.map_or(Value::Unknown, Value::Text))
    }

    fn for_expression(&self, each: &ForExpr) -> Result<Value, String> {
        let collection = self.evaluate(&each.intro.collection_expr)?;
        let Some(entries) = entries(&collection)? else {
            return Ok(Value::Unknown);
        };
        let mut items = Vec::new();
        let mut members: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        for (key, value) in entries {
            let mut scope = self.with(each.intro.value_var.as_str(), value);
            if let Some(name) = &each.intro.key_var {
                scope = scope.with(name.as_str(), key);
            }
            match each
                .cond
                .as_ref()
                .map(|cond| scope.evaluate(&cond.expr))
                .transpose()?
            {
                None | Some(Value::Bool(true)) => {}
                Some(Value::Unknown) => return Ok(Value::Unknown),
                Some(_) => continue,
            }
            let value = scope.evaluate(&each.value_expr)?;
            let Some(key) = &each.key_expr else {
                items.push(value);
                continue;
            };
            match scope.evaluate(key)?.as_text() {
                Some(key) => members.entry(key).or_default().push(value),
                None => return Ok(Value::Unknown),
            }
        }
        if each.key_expr.is_none() {
            return Ok(Value::List(items));
        }
        let member = |(key, mut values): (String, Vec<Value>)| match each.grouping {
            true => (key, Value::List(values)),
            false => (key, values.pop().unwrap_or(Value::Null)),
        };
        Ok(Value::Object(members.into_iter().map(member).collect()))
    }

    fn path(&self, path: &Traversal) -> Result<Value, String> {
        let operators: Vec<&TraversalOperator> =
            path.operators.iter().map(|part| part.value()).collect();
        let Expression::Variable(root) = &path.expr else {
            return self.follow(self.evaluate(&path.expr)?, &operators);
        };
        if let Ok(value) = self.name(root.as_str()) {
            return self.follow(value, &operators);
        }
        let names = operators.iter().map_while(|operator| match operator {
            TraversalOperator::GetAttr(name) => Some(name.as_str()),
            _ => None,
        });
        let names: Vec<&str> = names.take(2).collect();
        let world = self.world.ok_or("a name is no constant")?;
        match world.object(root.as_str(), &names)? {
            Some((used, value)) => self.follow(value, &operators[used..]),
            None => Err(format!(
                "nothing is named `{}.{}`",
                root.as_str(),
                names.join(".")
            )),
        }
    }

    fn follow(&self, mut value: Value, operators: &[&TraversalOperator]) -> Result<Value, String> {
        for (at, operator) in operators.iter().enumerate() {
            let rest = &operators[at + 1..];
            value = match operator {
                TraversalOperator::GetAttr(name) => member(value, name.as_str())?,
                TraversalOperator::LegacyIndex(index) => {
                    index_of(value, &Value::from(*index.value() as f64))?
                }
                TraversalOperator::Index(index) => index_of(value, &self.evaluate(index)?)?,
                TraversalOperator::AttrSplat(_) | TraversalOperator::FullSplat(_) => {
                    let items = match value {
                        Value::Unknown => return Ok(Value::Unknown),
                        Value::Null => Vec::new(),
                        Value::List(items) => items,
                        one => vec![one],
                    };
                    let each = items.into_iter().map(|item| self.follow(item, rest));
                    return Ok(Value::List(each.collect::<Result<_, _>>()?));
                }
            };
        }
        Ok(value)
    }
}

/// The keys and values of a collection; `None` when it is unknown.
pub(super) fn entries(value: &Value) -> Result<Option<Vec<(Value, Value)>>, String> {
    Ok(Some(match value {
        Value::Unknown => return Ok(None),
        Value::List(items) => {
            let numbered = items.iter().enumerate();
            numbered
                .map(|(at, item)| (Value::from(at as f64), item.clone()))
                .collect()
        }
        Value::Object(members) | Value::Resource(members) => members
            .iter()
            .map(|(key, value)| (Value::text(key), value.clone()))
            .collect(),
        _ => return Err("this is no collection".into()),
    }))
}

fn member(value: Value, name: &str) -> Result<Value, String> {
    match value {
        Value::Unknown => Ok(Value::Unknown),
        Value::Resource(mut members) => Ok(members.remove(name).unwrap_or(Value::Unknown)),
        Value::Object(mut members) => members
            .remove(name)
            .ok_or_else(|| format!("there is no `{name}` in this")),
        _ => Err(format!("`.{name}` needs an object")),
    }
}

fn index_of(value: Value, index: &Value) -> Result<Value, String> {
    match (value, index) {
        (Value::Unknown, _) | (_, Value::Unknown) => Ok(Value::Unknown),
        (Value::List(items), index) => {
            let at = index.as_number().ok_or("a list needs a number as index")?;
            items
                .get(at as usize)
                .cloned()
                .ok_or_else(|| format!("there is no element {at}"))
        }
        (value, index) => {
            let key = index
                .as_text()
                .ok_or("an index has to be a string or a number")?;
            member(value, &key)
        }
    }
}

fn binary(operator: BinaryOperator, left: &Value, right: &Value) -> Result<Value, String> {
    use BinaryOperator::{
        And, Div, Eq, Greater, GreaterEq, Less, LessEq, Minus, Mod, Mul, NotEq, Or, Plus,
    };
    match (operator, left, right) {
        (And, Value::Bool(false), _) | (And, _, Value::Bool(false)) => return Ok(false.into()),
        (Or, Value::Bool(true), _) | (Or, _, Value::Bool(true)) => return Ok(true.into()),
        (Eq | NotEq, _, _) if left.known().is_some() && right.known().is_some() => {
            return Ok(((left == right) == (operator == Eq)).into());
        }
        (_, Value::Unknown, _) | (_, _, Value::Unknown) | (Eq | NotEq, _, _) => {
            return Ok(Value::Unknown);
        }
        (And, Value::Bool(_), Value::Bool(_)) => return Ok(true.into()),
        (Or, Value::Bool(_), Value::Bool(_)) => return Ok(false.into()),
        _ => {}
    }
    let number = |value: &Value| value.as_number().ok_or("an operator needs numbers");
    let (left, right) = (number(left)?, number(right)?);
    Ok(match operator {
        Plus => (left + right).into(),
        Minus => (left - right).into(),
        Mul => (left * right).into(),
        Div => (left / right).into(),
        Mod => (left % right).into(),
        Less => (left < right).into(),
        LessEq => (left <= right).into(),
        Greater => (left > right).into(),
        GreaterEq => (left >= right).into(),
        And | Or | Eq | NotEq => return Err("`&&` and `||` need true or false".into()),
    })
}
