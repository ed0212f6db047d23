//! What stands behind references where plans end them.

use super::super::{Calls, File, Sources};
use crate::plan::{Evidence, Holder, KeyPart, Pick, Spelling, Tail};
use std::borrow::Cow;

fn sources(text: &str) -> Sources {
    let file = File {
        path: "main.tf".into(),
        text: text.into(),
    };
    let sources = Sources::parse(vec![file], &Calls::new());
    assert_eq!(sources.broken(), []);
    sources
}

fn show(tail: &Option<Tail>) -> String {
    let Some(tail) = tail else { return "-".into() };
    let part = |part: &KeyPart| match part {
        KeyPart::Key => "<key>".to_owned(),
        KeyPart::Text(text) => text.clone(),
    };
    let pick = match &tail.pick {
        None => String::new(),
        Some(Pick::Any) => "[*]".into(),
        Some(Pick::Computed) => "[?]".into(),
        Some(Pick::Own(parts)) => format!("[{}]", parts.iter().map(part).collect::<String>()),
    };
    format!("{pick}.{}", tail.rest.join("."))
}

#[track_caller]
fn check(expression: &str, expected: &str) {
    let sources = sources(&format!("locals {{\n  x = {expression}\n}}\n"));
    let found = sources.local(&[], "x").expect("the local is there");
    let tails: Vec<String> = found.tails.iter().map(show).collect();
    assert_eq!(tails.join(" "), expected, "{expression}");
}

#[test]
fn tails() {
    check("aws_lb.a.arn", "-");
    check("aws_lb.a[each.key].arn", "[<key>].arn -");
    check("aws_lb.a[(count.index)].arn", "[<key>].arn -");
    check(r#"aws_lb.a["${each.key}"].arn"#, "[<key>].arn -");
    check(r#"aws_lb.a["${each.key}-int"].arn"#, "[<key>-int].arn -");
    check("aws_lb.a[count.index + 1].arn", "[?].arn -");
    check("aws_lb.a[lower(each.key)].arn", "[?].arn -");
    check("aws_lb.a[local.k].arn", "[*].arn -");
    check("aws_lb.a[each.value.k].arn.x", "[*].arn.x -");
    check("aws_lb.a[*].arn", "[*].arn");
    check("aws_lb.a.*.arn", "[*].arn");
    check("aws_lb.a.*.arn[count.index]", "[<key>].arn -");
    check("(aws_lb.a).arn", ".arn");
    check("(aws_lb.a)[each.key].arn", "[<key>].arn -");
    check("module.m[each.key].out.x", "[<key>].out.x -");
    check("module.m.out[each.key].x", "[<key>].x -");
    check("[for r in aws_lb.a : r.arn]", "[*].arn");
    check("{ for k, r in aws_lb.a : k => r.arn if r.x }", "[*].arn");
    check("[for r in aws_lb.a : r][0].arn", "[*].arn");
    check("[for r in aws_lb.a : lower(r.arn)]", "-");
    check("[for k in var.x : aws_lb.a[k].arn]", "- [?].arn");
    check("(var.x ? aws_lb.a : aws_lb.b).arn", "- .arn .arn");
    check("one(aws_lb.a[*].arn)", "[*].arn");
    check("one(aws_lb.a[*]).arn", "[*].arn");
    check("one(aws_lb.a).arn", "[*].arn");
    check("element(aws_lb.a, count.index).arn", "[*].arn -");
    check("values(aws_lb.a)[*].arn", "[*].arn");
    check("concat(aws_lb.a, aws_lb.b)[0].arn", "[*].arn [*].arn");
    check(
        "try(aws_lb.a[each.key], aws_lb.b).arn",
        "[<key>].arn - .arn",
    );
    check("lookup(aws_lb.a, each.key).arn", "- -");
    check("merge(aws_lb.a, aws_lb.b).x.arn", "- -");
    check("[aws_lb.a, aws_lb.b][0].arn", "- -");
}

/// The plan's chains name the expression; what is not unmistakable is not told.
#[test]
fn finds_the_expression() {
    let sources = sources(
        r#"
        resource "a_b" "c" {
          one   = aws_lb.a[each.key].arn
          two   = [aws_lb.b[each.key].arn]
          three = aws_lb.b[each.key].id
          inner {
            four = [for r in aws_lb.c : r.arn]
          }
          dynamic "inner" {
            for_each = var.x
            content {
              four = [for r in aws_lb.c : r.id]
            }
          }
        }
        module "m" {
          source = "./m"
          arns   = aws_lb.a[*].arn
        }
        output "o" {
          value = { for k, r in aws_lb.a : k => r.arn }
        }
        "#,
    );
    let find = |holder: Holder, chains: &[&str]| {
        let chains: Vec<Cow<'_, str>> = chains.iter().map(|chain| Cow::Borrowed(*chain)).collect();
        let found: Option<&Spelling> = sources.spelling(&[], &holder, &chains);
        let tails = found.map(|found| found.tails.iter().map(show).collect::<Vec<_>>());
        tails.map_or("nothing".to_owned(), |tails| tails.join(" "))
    };
    let block = || Holder::Block("a_b.c".into());
    assert_eq!(find(block(), &["aws_lb.a", "each.key"]), "[<key>].arn -");
    assert_eq!(find(block(), &["aws_lb.b", "each.key"]), "nothing");
    assert_eq!(find(block(), &["aws_lb.c"]), "[*].arn");
    assert_eq!(find(block(), &["aws_lb.a"]), "nothing");
    assert_eq!(find(Holder::Call("m".into()), &["aws_lb.a"]), "[*].arn");
    assert_eq!(find(Holder::Output("o".into()), &["aws_lb.a"]), "[*].arn");
    assert_eq!(find(Holder::Output("o".into()), &["aws_lb.b"]), "nothing");
}
