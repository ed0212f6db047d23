//! Documents that are written out: `jsonencode({…})`, `yamlencode({…})`, and
//! here-documents. What they interpolate is left out, and what it refers to is kept.

use super::references;
use crate::plan::Draft;
use hcl_edit::expr::{Expression, FuncCall, Object, ObjectKey};
use hcl_edit::template::{Element, Template};
use serde_json::{Map, Number, Value};

/// The document that an expression writes out; `None` when it writes none, or
/// leaves nothing out, so that the plan holds it.
pub(super) fn of(expression: &Expression) -> Option<Draft> {
    match expression {
        Expression::Parenthesis(inner) => of(inner.inner()),
        Expression::FuncCall(call) => Writer::write(|writer| writer.encoded(call)),
        Expression::HeredocTemplate(heredoc) => of_template(&heredoc.template),
        _ => None,
    }
}

/// The same of a template.
pub(super) fn of_template(template: &Template) -> Option<Draft> {
    Writer::write(|writer| writer.template(template))
}

#[derive(Default)]
struct Writer {
    draft: Draft,
    leaves_out: bool,
}

impl Writer {
    fn write(text: impl FnOnce(&mut Self) -> Option<String>) -> Option<Draft> {
        let mut writer = Self::default();
        writer.draft.text = text(&mut writer)?;
        writer.leaves_out.then_some(writer.draft)
    }

    /// JSON is YAML as well.
    fn encoded(&mut self, call: &FuncCall) -> Option<String> {
        let encodes = matches!(call.name.name.as_str(), "jsonencode" | "yamlencode");
        let mut arguments = call.args.iter();
        let (only, None) = (arguments.next()?, arguments.next()) else {
            return None;
        };
        encodes.then(|| self.value(only).to_string())
    }

    fn value(&mut self, expression: &Expression) -> Value {
        let written = match expression {
            Expression::Null(_) => Some(Value::Null),
            Expression::Bool(value) => Some(Value::Bool(*value.value())),
            Expression::Number(number) => number_of(number.value()).map(Value::Number),
            Expression::String(text) => Some(Value::String(text.value().clone())),
            Expression::Parenthesis(inner) => Some(self.value(inner.inner())),
            Expression::Array(items) => Some(items.iter().map(|item| self.value(item)).collect()),
            Expression::Object(object) => self.object(object),
            Expression::StringTemplate(template) => self.template(template).map(Value::String),
            Expression::HeredocTemplate(heredoc) => {
                self.template(&heredoc.template).map(Value::String)
            }
            _ => None,
        };
        written.unwrap_or_else(|| Value::String(self.leave_out(expression)))
    }

    /// An object whose keys are all written out.
    fn object(&mut self, object: &Object) -> Option<Value> {
        let mut members = Map::new();
        for (key, value) in object {
            let name = match key {
                ObjectKey::Ident(name) => name.as_str(),
                ObjectKey::Expression(Expression::String(name)) => name.as_str(),
                ObjectKey::Expression(_) => return None,
            };
            members.insert(name.to_owned(), self.value(value.expr()));
        }
        Some(Value::Object(members))
    }

    /// A text without `%{ if }` and `%{ for }`, of which nobody knows what they write.
    fn template(&mut self, template: &Template) -> Option<String> {
        let mut text = String::new();
        for element in template {
            match element {
                Element::Literal(literal) => text += literal.value(),
                Element::Interpolation(part) => text += &self.leave_out(&part.expr),
                Element::Directive(_) => return None,
            }
        }
        Some(text)
    }

    fn leave_out(&mut self, expression: &Expression) -> String {
        self.leaves_out = true;
        self.draft.leave_out(references::of(expression).concat())
    }
}

fn number_of(number: &hcl_edit::Number) -> Option<Number> {
    let whole = number.as_i64().map(Number::from);
    whole.or_else(|| Number::from_f64(number.as_f64()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with what each hole refers to first, or what else is the case.
    fn draft(hcl: &str) -> String {
        let body = hcl_edit::parser::parse_body(&format!("x = {hcl}\n")).expect("an attribute");
        let attribute = body.get_attribute("x").expect("it is there");
        let Some(draft) = of(&attribute.value) else {
            return "none".into();
        };
        let mut shown = String::new();
        let mut rest = draft.text.as_str();
        while let Some((before, behind)) = rest.split_once('\u{F0E10}') {
            let (number, behind) = behind.split_once('\u{F0E11}').expect("a whole mark");
            let references = draft.references(&format!("\u{F0E10}{number}\u{F0E11}"));
            let first = references.unwrap_or_default().into_iter().next();
            shown += &format!("{before}<{}>", first.unwrap_or_default());
            rest = behind;
        }
        shown + rest
    }

    #[track_caller]
    fn check(hcl: &str, expected: &str) {
        assert_eq!(draft(hcl), expected, "{hcl}");
    }

    #[test]
    fn writes_documents_out() {
        check(
            r#"jsonencode({ a = aws_x.y.arn, "b" = [1, 1.5, true, null, "t"] })"#,
            r#"{"a":"<aws_x.y.arn>","b":[1,1.5,true,null,"t"]}"#,
        );
        check(
            r#"(yamlencode({ a = "p:${var.x}/q" }))"#,
            r#"{"a":"p:<var.x>/q"}"#,
        );
        check(
            "<<-E\n  a: ${local.x}\n    b: 1\n  E",
            "a: <local.x>\n  b: 1\n",
        );
        // As much as can be told.
        check(
            r#"jsonencode({ a = { (var.k) = 1 }, b = 2 })"#,
            r#"{"a":"<var.k>","b":2}"#,
        );
        check(r#"jsonencode(merge(local.a, { b = 1 }))"#, r#""<local.a>""#);
        check(
            r#"jsonencode({ a = [for x in var.l : x] })"#,
            r#"{"a":"<var.l>"}"#,
        );
    }

    #[test]
    fn leaves_to_the_plan_what_the_plan_holds() {
        check(r#"jsonencode({ a = 1 })"#, "none");
        check("<<E\na: 1\nE", "none");
        check("local.body", "none");
        check(r#"templatefile("a.yaml", { x = var.x })"#, "none");
        check("<<E\n%{ if var.x }a: 1%{ endif }\nE", "none");
    }
}
