//! The formats of advice say the same, and quote nothing that acts on a reader.

use super::{advised, plan};
use frontlint::report::advice;
use serde_json::Value;

const CONFIG: &str = "\
[[service]]
name = \"orders\"
backend = \"aws_lambda_function.orders\"
needs = [\"jwt\", \"waf\", { long-request = \"20s\" }]
requests-per-month = 40_000_000
";

fn json(hcl: &str, config: &str) -> Value {
    let text = advised(hcl, config, |all| advice::json(&all));
    serde_json::from_str(&text).expect("a document")
}

#[test]
fn scripts_get_what_the_contract_says() {
    let document = json(&plan("alb-function"), CONFIG);
    assert_eq!(document["schema_version"], 1);
    let service = &document["services"][0];
    assert_eq!(service["name"], "orders");
    assert_eq!(service["backend"], "aws_lambda_function.orders");
    assert_eq!(service["current_front"], "alb");
    assert_eq!(
        service["needs"],
        serde_json::json!(["jwt", "waf", "long-request"])
    );
    assert_eq!(
        service["unmet"],
        serde_json::json!(["jwt", "waf", "long-request"])
    );
    assert_eq!(service["best_front"], "alb");
    assert_eq!(service["monthly_cost"]["alb"], 20.43);
    assert_eq!(service["monthly_cost"]["http-api"], 40.0);
    assert_eq!(service["monthly_cost"]["cloudfront+http-api"], 40.0);
    // The front alone costs what it costs; ranked it is with its distribution.
    assert_eq!(service["total_monthly_cost"]["http-api"], 40.0);
    assert_eq!(service["total_monthly_cost"]["cloudfront+http-api"], 74.0);
    assert_eq!(service["break_even"]["http-api"], 18_250_000.0);
    assert!(
        service["why"]
            .as_str()
            .is_some_and(|why| why.contains("every need"))
    );
    let change = service["smallest_change"].as_str().expect("a text");
    assert!(
        change.contains("jwt-validation") && change.contains("web ACL"),
        "{change}"
    );
    let place = &service["fronts"][0]["lacking"]["jwt"][0];
    assert_eq!(place, "aws_lb_listener_rule.orders");
}

#[test]
fn prices_of_the_configuration_hold() {
    let config = format!(
        "{CONFIG}\n[prices]\nhttp-api-per-million = 0.1\nhttp-api-per-million-beyond = 0.1\n"
    );
    let document = json(&plan("alb-function"), &config);
    let service = &document["services"][0];
    assert_eq!(service["monthly_cost"]["http-api"], 4.0);
    assert_eq!(service["break_even"]["http-api"], Value::Null);
    let text = advised(&plan("alb-function"), &config, |all| {
        advice::text(&all, 100)
    });
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        text.contains("prices of `[prices]`") && !text.contains("list prices"),
        "{text}"
    );
}

#[test]
fn formats_say_the_same() {
    let (text, markdown, html) = advised(&plan("alb-function"), CONFIG, |all| {
        (
            advice::text(&all, 100),
            advice::markdown(&all),
            advice::html(&all),
        )
    });
    for said in [&text, &markdown, &html] {
        for part in [
            "jwt-validation",
            "20.43",
            "aws_wafv2_web_acl",
            "choosing afresh",
            "18.3",
        ] {
            assert!(said.contains(part), "{part}\n{said}");
        }
    }
    assert!(html.starts_with("<section") && html.ends_with("</section>\n"));
    assert!(
        text.lines().all(|line| line.chars().count() <= 100),
        "{text}"
    );
    assert!(!text.to_lowercase().contains("fail"), "{text}");
}

/// Keys and names are strangers' text.
#[test]
fn names_act_on_nobody() {
    let evil = "x</code><script>alert(1)</script>`**[a](http://evil) | ##vso[task]y";
    let hcl = plan("alb-function")
        .replace(
            "resource \"aws_lambda_function\" \"orders\" {",
            &format!(
                "resource \"aws_lambda_function\" \"orders\" {{\n  for_each = toset([\"{evil}\"])"
            ),
        )
        .replace(
            "aws_lambda_function.orders.",
            &format!("aws_lambda_function.orders[\"{evil}\"]."),
        );
    let config = CONFIG.replace("\"orders\"", "\"a\\u001b[31m<b>\"");
    let (text, markdown, html, json) = advised(&hcl, &config, |all| {
        (
            advice::text(&all, 100),
            advice::markdown(&all),
            advice::html(&all),
            advice::json(&all),
        )
    });
    for said in [&text, &markdown, &html, &json] {
        assert!(
            !said.contains('\u{1b}') && !said.contains("##vso["),
            "{said}"
        );
    }
    assert!(!html.contains("<script") && !html.contains("<b>"), "{html}");
    let acts = markdown
        .replace("\\<", "")
        .replace("\\[", "")
        .replace("\\]", "");
    assert!(
        !acts.contains("<script") && !acts.contains("](http"),
        "{markdown}"
    );
}
