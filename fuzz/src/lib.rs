//! What holds for any input: each function takes bytes as they come, and panics where it does not
//! hold. The fuzzer calls them, and so does `cargo test` with inputs of its own.

use frontlint::catalog::{Catalog, formerly};
use frontlint::config::{Config, Known};
use frontlint::draw::{self, Picture, Scene};
use frontlint::engine::{Verdict, judge};
use frontlint::finding::Gate;
use frontlint::graph::{self, Graph};
use frontlint::plan::{Address, Plan, decode};
use frontlint::report::{self, PlanReport, Run, Sarif, Style};
use frontlint::source::{Calls, File, Sought, Sources, Step};
use serde_json::{Value, json};
use std::sync::LazyLock;

static CATALOG: LazyLock<Catalog> = LazyLock::new(Catalog::builtin);

/// The bytes of a document are refused with a reason, or judged and reported.
pub fn plan(bytes: &[u8]) {
    if let Ok(text) = decode(bytes.to_vec()) {
        judge_text(&text);
    }
}

/// References of the configuration lead somewhere or nowhere, in finite time. The lines of the
/// text are chains; an empty line goes on to the next expression.
pub fn references(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for line in text.lines() {
        if let Some(address) = Address::parse(line) {
            let key = address.key.as_ref().map(|key| format!("[{key}]"));
            let written = address.siblings() + &key.unwrap_or_default();
            if !written.contains(['$', '%']) {
                assert_eq!(Address::parse(&written), Some(address), "{line:?}");
            }
        }
    }
    let mut expressions = text.split("\n\n").map(|chains| {
        let chains: Vec<&str> = chains.lines().collect();
        json!({ "references": chains })
    });
    let mut next = || expressions.next().unwrap_or(json!({}));
    let module = json!({
        "variables": {"in": {}},
        "outputs": {"out": {"expression": next()}},
        "resources": [
            {"mode": "managed", "type": "aws_lb_target_group", "name": "g", "expressions": {"port": next()}},
            {"mode": "managed", "type": "aws_lb", "name": "b", "expressions": {"subnets": next()}},
        ],
    });
    let call = json!({"source": "./m", "expressions": {"in": next()}, "for_each_expression": next(), "module": module});
    let root = json!({
        "module_calls": {"m": call, "n": call},
        "resources": [
            {"mode": "managed", "type": "aws_lb_listener", "name": "l", "for_each_expression": next(),
                "expressions": {"load_balancer_arn": next(), "default_action": [{"target_group_arn": next()}]}},
            {"mode": "managed", "type": "aws_lb_listener_rule", "name": "r", "expressions": {"listener_arn": next()}},
        ],
    });
    let change = |address: &str, unknown: Value| json!({"address": address, "mode": "managed", "change": {"actions": ["create"], "before": null, "after": {}, "after_unknown": unknown}});
    let unknown = json!({"arn": true, "id": true});
    let changes = [
        change(
            "module.m[\"a\"].aws_lb.b",
            json!({"arn": true, "subnets": true}),
        ),
        change("module.m[\"b\"].aws_lb.b", unknown.clone()),
        change("module.m[\"a\"].aws_lb_target_group.g[0]", unknown.clone()),
        change("module.n[\"a\"].aws_lb_target_group.g[1]", unknown),
        change(
            "aws_lb_listener.l[\"a\"]",
            json!({"load_balancer_arn": true, "default_action": true}),
        ),
        change(
            "aws_lb_listener.l[\"b\"]",
            json!({"load_balancer_arn": true, "default_action": true}),
        ),
        change("aws_lb_listener_rule.r", json!({"listener_arn": true})),
    ];
    let document = json!({
        "format_version": "1.2", "planned_values": {}, "resource_changes": changes,
        "configuration": {"root_module": root}, "variables": {"v": {"value": "a"}},
    });
    assert!(judge_text(&document.to_string()), "the document is a plan");
}

/// A source file is read or left aside; what is found in it lies in it.
pub fn sources(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    for path in ["main.tf", "main.tf.json"] {
        let file = File {
            path: path.into(),
            text: text.clone(),
        };
        let sources = Sources::parse(vec![file], &Calls::new());
        sources.suppressions();
        sources.local_references(&[], "a");
        let step = |name: &str| Step {
            name: name.into(),
            block: Some(0),
        };
        let inside = [step("default_action"), step("type")];
        for path in [&inside[..0], &inside[..1], &inside[..], &[step("port")]] {
            let found = sources.locate(&Sought {
                module: &[],
                data: false,
                type_name: "aws_lb_listener",
                name: "a",
                path,
            });
            if let Some(found) = found {
                let text = sources.text(&found.file).expect("a file that was given");
                assert!(text.get(found.start..found.end).is_some(), "{found:?}");
            }
        }
    }
}

/// A configuration is read, or refused with words that can be shown.
pub fn config(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (lints, tags) = (CATALOG.names(), CATALOG.tags());
    let known = Known {
        lints: &lints,
        formerly: formerly(),
        tags: &tags,
    };
    if let Err(error) = Config::read("frontlint.toml", &text, &known) {
        error.to_string();
    }
}

/// A body that says it is an OpenAPI document is read, or said to be unreadable, in finite time.
pub fn openapi(bytes: &[u8]) {
    let body = String::from_utf8_lossy(bytes);
    let api = |address: &str, members: Value| json!({"address": address, "mode": "managed", "change": {"actions": ["create"], "after": members}});
    let document = json!({
        "format_version": "1.2", "planned_values": {},
        "resource_changes": [
            api("aws_api_gateway_rest_api.a", json!({"id": "a", "name": "a", "body": body})),
            api("aws_api_gateway_stage.s", json!({"rest_api_id": "a", "stage_name": "s"})),
            api("aws_apigatewayv2_api.b", json!({"id": "b", "name": "b", "protocol_type": "HTTP", "body": body})),
            api("aws_lambda_function.f", json!({"function_name": "f", "arn": "arn:aws:lambda:us-east-1:1:function:f", "timeout": 60})),
        ],
    });
    assert!(judge_text(&document.to_string()), "the document is a plan");
}

/// No request is the first rule's to take of those that are said to be reached by none. The text
/// is rules, a line each, and after an empty line requests: a path, a host, a method and the
/// values of a header, in words, with `-` for what is not looked at.
pub fn requests(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (rules, requests) = text.split_once("\n\n").unwrap_or((&text, ""));
    let rules: Vec<Rule> = rules.lines().take(6).map(Rule::read).collect();
    let mut changes = vec![
        json!({"address": "aws_lb_listener.l", "mode": "managed", "change": {"actions": ["create"], "after": {"arn": "arn:l", "port": 80}}}),
    ];
    for (at, rule) in rules.iter().enumerate() {
        let after = json!({"listener_arn": "arn:l", "priority": at + 1, "condition": rule.conditions(),
            "action": [{"type": "fixed-response", "fixed_response": [{"content_type": "text/plain", "status_code": "200"}]}]});
        changes.push(json!({"address": format!("aws_lb_listener_rule.r{at}"), "mode": "managed", "change": {"actions": ["create"], "after": after}}));
    }
    let paths = rules.iter().filter_map(|rule| rule.path);
    let behaviors: Vec<Value> = paths
        .clone()
        .map(|path| json!({"path_pattern": path, "target_origin_id": "o"}))
        .collect();
    let distribution = json!({"origin": [{"origin_id": "o", "domain_name": "example.com"}], "ordered_cache_behavior": behaviors});
    changes.push(json!({"address": "aws_cloudfront_distribution.d", "mode": "managed", "change": {"actions": ["create"], "after": distribution}}));
    let document =
        json!({"format_version": "1.2", "planned_values": {}, "resource_changes": changes});
    let text = document.to_string();
    let reading = Plan::read(&text, &graph::reads).expect("the document is a plan");
    let sources = Sources::parse(Vec::new(), &Calls::new());
    let verdict = judge(&reading, &CATALOG, &Config::default(), &sources);
    let led: Vec<String> = paths
        .map(|path| format!("/{}", path.strip_prefix('/').unwrap_or(path)))
        .collect();
    let behaviors: Vec<Rule> = led.iter().map(|path| Rule::of_path(path)).collect();
    for found in &verdict.findings {
        let path = found.finding.places[0].path.to_string();
        let unreached = match found.finding.lint {
            "rule-shadowed" | "path-pattern-never-matches" => found
                .addresses
                .iter()
                .find_map(|address| address.strip_prefix("aws_lb_listener_rule.r"))
                .map(|at| (&rules, at)),
            "cloudfront-behavior-shadowed" => path
                .strip_prefix("ordered_cache_behavior[")
                .and_then(|rest| Some((&behaviors, rest.split_once(']')?.0))),
            _ => None,
        };
        let Some((rules, at)) = unreached else {
            continue;
        };
        let at: usize = at.parse().expect("a number");
        for request in requests.lines().take(8).map(Request::read) {
            let first = rules.iter().position(|rule| rule.takes(&request));
            assert_ne!(first, Some(at), "{} {request:?}", found.finding.lint);
        }
    }
}

/// What a rule asks of a request.
#[derive(Default)]
struct Rule<'t> {
    path: Option<&'t str>,
    host: Option<&'t str>,
    method: Option<&'t str>,
    values: Vec<&'t str>,
}

impl<'t> Rule<'t> {
    fn read(line: &'t str) -> Self {
        let mut words = line
            .split(' ')
            .map(|word| (word != "-" && !word.is_empty()).then_some(word));
        let mut word = || words.next().flatten();
        Self {
            path: word(),
            host: word(),
            method: word(),
            values: words.flatten().take(4).collect(),
        }
    }

    fn of_path(path: &'t str) -> Self {
        Self {
            path: Some(path),
            ..Self::default()
        }
    }

    fn conditions(&self) -> Vec<Value> {
        let one = |name: &str, value: Option<&str>| {
            value.map(|value| json!({name: [{"values": [value]}]}))
        };
        let header = json!({"http_header": [{"http_header_name": "X-Key", "values": self.values}]});
        let header = (!self.values.is_empty()).then_some(header);
        [
            one("path_pattern", self.path),
            one("host_header", self.host),
            one("http_request_method", self.method),
            header,
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// The plain way: every part by itself.
    fn takes(&self, request: &Request<'_>) -> bool {
        let part =
            |pattern: Option<&str>, text: &str| pattern.is_none_or(|pattern| takes(pattern, text));
        let lower = |text: &str| text.to_lowercase();
        let value = |sent: &&str| {
            self.values
                .iter()
                .any(|value| takes(&lower(value), &lower(sent)))
        };
        part(self.path, request.path)
            && part(self.host.map(lower).as_deref(), &lower(request.host))
            && self.method.is_none_or(|method| method == request.method)
            && (self.values.is_empty() || request.values.iter().any(value))
    }
}

#[derive(Debug)]
struct Request<'t> {
    path: &'t str,
    host: &'t str,
    method: &'t str,
    values: Vec<&'t str>,
}

impl<'t> Request<'t> {
    fn read(line: &'t str) -> Self {
        let mut words = line.split(' ');
        let mut word = |or| words.next().filter(|word| !word.is_empty()).unwrap_or(or);
        // What stands in the path of a request (RFC 3986), but for `=`: in a pattern, `?id=` is
        // said to be meant as a query string.
        let stands =
            |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~!$&'()*+,;:@%".contains(&byte);
        let is_path = |path: &&str| path.starts_with('/') && path.bytes().all(stands);
        let path = Some(word("/")).filter(is_path);
        Self {
            path: path.unwrap_or("/"),
            host: word("a.example.com"),
            method: word("GET"),
            values: words.take(4).collect(),
        }
    }
}

/// Whether a pattern takes a text: the plain way, which needs no cleverness.
fn takes(pattern: &str, text: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    let mut reached = vec![false; text.len() + 1];
    reached[0] = true;
    for wanted in pattern.chars() {
        reached = (0..=text.len())
            .map(|end| match wanted {
                '*' => reached[..=end].contains(&true),
                _ => end > 0 && reached[end - 1] && (wanted == '?' || wanted == text[end - 1]),
            })
            .collect();
    }
    reached[text.len()]
}

/// Judges a plan, reports on it and draws it in each format; false when the text is none.
fn judge_text(text: &str) -> bool {
    all_that_is_said(text).is_some()
}

/// All reports on a plan and all pictures of it.
pub fn all_that_is_said(text: &str) -> Option<Vec<String>> {
    let reading = Plan::read(text, &graph::reads).ok()?;
    let sources = Sources::parse(Vec::new(), &Calls::new());
    let config = Config::default();
    let verdict = judge(&reading, &CATALOG, &config, &sources);
    let planned = Graph::build(&reading.planned, &config);
    let picture = Picture::of(&Scene {
        plan: "plan.json",
        planned: &planned,
        prior: &Graph::build(&reading.prior, &config),
        findings: &verdict.findings,
        unmet: &[],
    });
    let mut said = vec![
        draw::json(&planned),
        draw::mermaid(&picture),
        draw::dot(&picture),
        draw::svg(&picture),
        draw::tree(&picture, &PLAIN),
    ];
    said.extend(reports(verdict, &sources));
    Some(said)
}

const PLAIN: Style = Style {
    color: false,
    unicode: true,
    width: 80,
    undecided: true,
};

fn reports(verdict: Verdict, sources: &Sources) -> Vec<String> {
    let run = Run {
        catalog: &CATALOG,
        plans: vec![PlanReport {
            id: "plan.json".into(),
            file: Some("plan.json".into()),
            verdict,
            sources,
            shown_root: String::new(),
            repository_root: None,
            picture: None,
            gate: Gate::default(),
        }],
        refused: Vec::new(),
        exit_code: 0,
    };
    let sarif = Sarif {
        category: None,
        editor_root: None,
        suppressed: true,
    };
    let documents = [
        report::json(&run),
        report::sarif(&run, &sarif),
        report::gitlab(&run),
        report::rdjson(&run),
    ];
    for document in &documents {
        serde_json::from_str::<Value>(document).expect("a report in JSON is JSON");
    }
    let texts = [
        report::text(&run, &PLAIN),
        report::markdown(&run, report::COMMENT),
        report::github(&run),
        report::junit(&run),
        report::checkstyle(&run),
        report::rdjsonl(&run),
    ];
    documents.into_iter().chain(texts).collect()
}
