//! The algebra beside a slow matcher that tries every small request.

use super::condition::Condition;
use super::example::Request;
use super::part::{Part, Scheme};
use super::text::{self, Budget, Kind};
use super::{Conditions, Earlier, Example, Found, Glob, find};
use crate::answer::Answer;
use ipnet::IpNet;
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// The slow truth for one text.
fn takes(pattern: &[u8], text: &[u8]) -> bool {
    match pattern.split_first() {
        None => text.is_empty(),
        Some((b'*', rest)) => (0..=text.len()).any(|skip| takes(rest, &text[skip..])),
        Some((b'?', rest)) => !text.is_empty() && takes(rest, &text[1..]),
        Some((byte, rest)) => text.first() == Some(byte) && takes(rest, &text[1..]),
    }
}

/// All texts over an alphabet, up to a length.
fn texts(alphabet: &str, longest: usize) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut last = 0..1;
    for _ in 0..longest {
        let start = all.len();
        for at in last.clone() {
            let longer = alphabet.chars().map(|char| format!("{}{char}", all[at]));
            let longer: Vec<_> = longer.collect();
            all.extend(longer);
        }
        last = start..all.len();
    }
    all
}

fn globs(patterns: &[String]) -> Vec<Glob> {
    patterns.iter().map(|pattern| Glob::new(pattern)).collect()
}

fn taken_by_any(patterns: &[String], text: &str) -> bool {
    let mut patterns = patterns.iter();
    patterns.any(|pattern| takes(pattern.as_bytes(), text.as_bytes()))
}

fn patterns() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec("[ab*?]{0,5}", 1..3)
}

/// A rule of a small world, as the slow matcher reads it.
#[derive(Clone, Debug)]
struct Rule {
    host: Option<Vec<String>>,
    path: Option<Vec<String>>,
    method: Option<Vec<String>>,
    source: Option<Vec<IpNet>>,
    headers: Vec<Vec<String>>,
    scheme: Option<bool>,
}

fn rule() -> impl Strategy<Value = Rule> {
    let some = |patterns: &'static str| prop::option::of(prop::collection::vec(patterns, 1..3));
    let nets = [
        "10.0.0.0/30",
        "10.0.0.2/31",
        "10.0.0.1/32",
        "10.0.0.0/31",
        "0.0.0.0/0",
        "::/0",
    ];
    let net = prop::sample::select(
        nets.map(|net| net.parse::<IpNet>().expect("a network"))
            .to_vec(),
    );
    let parts = (
        some("[ab*?]{1,2}"),
        some("[*?/][ab*?/]{0,3}"),
        some("GET|POST"),
        prop::option::of(prop::collection::vec(net, 1..4)),
        prop::collection::vec(prop::collection::vec("[ab*?]{1,2}", 1..3), 0..2),
        prop::option::of(proptest::bool::ANY),
    );
    parts.prop_map(|(host, path, method, source, headers, scheme)| Rule {
        host,
        path,
        method,
        source,
        headers,
        scheme,
    })
}

impl Rule {
    fn conditions(&self) -> Conditions {
        let mut all = Vec::new();
        all.extend(self.host.as_ref().map(|host| Condition::Host(globs(host))));
        all.extend(self.path.as_ref().map(|path| {
            Condition::Path(path.iter().flat_map(|path| Glob::of_paths(path)).collect())
        }));
        all.extend(self.method.clone().map(Condition::Method));
        all.extend(self.source.clone().map(Condition::SourceIp));
        all.extend(self.headers.iter().map(|values| Condition::Header {
            name: "x-key".to_owned(),
            values: globs(values),
        }));
        all.extend(self.scheme.map(|secure| Condition::Scheme(scheme(secure))));
        Conditions::of(all)
    }

    /// The slow truth for one request.
    fn takes(&self, request: &Request) -> bool {
        let text = |patterns: &Option<Vec<String>>, text: &str| {
            patterns
                .as_ref()
                .is_none_or(|patterns| taken_by_any(patterns, text))
        };
        let header = |values: &Vec<String>| {
            request
                .headers
                .iter()
                .any(|(_, sent)| taken_by_any(values, sent))
        };
        text(&self.host, &request.host)
            && text(&self.path, &request.path)
            && self
                .method
                .as_ref()
                .is_none_or(|methods| methods.contains(&request.method))
            && self
                .source
                .as_ref()
                .is_none_or(|nets| nets.iter().any(|net| net.contains(&request.source)))
            && self.headers.iter().all(header)
            && self
                .scheme
                .is_none_or(|secure| scheme(secure) == request.scheme)
    }
}

fn scheme(secure: bool) -> Scheme {
    if secure { Scheme::Https } else { Scheme::Http }
}

/// Every request of a small world, with a letter that no pattern names.
fn world() -> Vec<Request> {
    let mut all = Vec::new();
    let values = [vec![], vec!["a"], vec!["x"], vec!["a", "bb"], vec!["b"]];
    let sources = ["10.0.0.0", "10.0.0.1", "10.0.0.2", "10.0.0.9", "::1"];
    for host in ["a", "b", "x", "ab", "xx"] {
        for path in [
            "/", "/a", "/b", "/x", "/ab", "//", "/a/", "/xx", "/a/x", "/x/b",
        ] {
            for method in ["GET", "POST", "X"] {
                for source in sources {
                    for (at, values) in values.iter().enumerate() {
                        let header = |value: &&str| ("x-key".to_owned(), (*value).to_owned());
                        all.push(Request {
                            scheme: scheme(at % 2 == 0),
                            host: host.to_owned(),
                            path: path.to_owned(),
                            method: method.to_owned(),
                            headers: values.iter().map(header).collect(),
                            query: Vec::new(),
                            source: source.parse().expect("an address"),
                        });
                    }
                }
            }
        }
    }
    all
}

proptest! {
    #[test]
    fn a_text_is_found_where_there_is_one(
        wanted in prop::collection::vec(patterns(), 0..3),
        unwanted in prop::collection::vec("[ab*?]{0,5}", 0..4),
    ) {
        let fits = |text: &str| wanted.iter().all(|list| taken_by_any(list, text)) && !taken_by_any(&unwanted, text);
        let lists: Vec<_> = wanted.iter().map(|list| globs(list)).collect();
        let lists: Vec<_> = lists.iter().map(Vec::as_slice).collect();
        let others = globs(&unwanted);
        let others: Vec<_> = others.iter().collect();
        match text::find(Kind::Value, &lists, &others, &mut Budget(1_000_000)) {
            Found::Example(text) => prop_assert!(fits(&text), "{text}"),
            Found::Nothing => {
                for text in texts("abx", 6) {
                    prop_assert!(!fits(&text), "{text}");
                }
            }
            Found::Unknown => prop_assert!(false, "the search gave up"),
        }
    }

    #[test]
    fn containment_is_sound(wide in "[ab*?]{0,6}", narrow in "[ab*?]{0,6}", text in "[abc]{0,7}") {
        if Glob::new(&wide).contains(&Glob::new(&narrow)) && takes(narrow.as_bytes(), text.as_bytes()) {
            prop_assert!(takes(wide.as_bytes(), text.as_bytes()), "{wide} / {narrow} / {text}");
        }
    }

    #[test]
    fn a_glob_takes_what_its_pattern_takes(pattern in "[ab*?]{0,6}", text in "[ab]{0,6}") {
        let taken = takes(pattern.as_bytes(), text.as_bytes());
        prop_assert_eq!(Glob::new(&pattern).takes(&text), taken);
        prop_assert_eq!(Glob::new(&pattern).meets(&Glob::new(&text)), taken);
    }

    #[test]
    fn patterns_meet_where_a_text_is_found(one in "[ab*?]{0,6}", other in "[ab*?]{0,6}") {
        let (one, other) = (Glob::new(&one), Glob::new(&other));
        let lists = [std::slice::from_ref(&one), std::slice::from_ref(&other)];
        let found = text::find(Kind::Value, &lists, &[], &mut Budget(1_000_000));
        prop_assert_eq!(one.meets(&other), matches!(found, Found::Example(_)));
    }

    #[test]
    fn paths_are_taken_as_patterns_say(pattern in "[ab*?/]{0,5}", rest in "[ab/]{0,5}") {
        let path = format!("/{rest}");
        let taken = takes(pattern.as_bytes(), path.as_bytes());
        prop_assert_eq!(Glob::of_paths(&pattern).iter().any(|glob| glob.takes(&path)), taken);
    }

    #[test]
    fn a_request_is_found_where_there_is_one(
        wanted in prop::collection::vec(rule(), 1..3),
        unwanted in prop::collection::vec(rule(), 0..4),
    ) {
        let fits = |request: &Request| {
            wanted.iter().all(|rule| rule.takes(request)) && !unwanted.iter().any(|rule| rule.takes(request))
        };
        let conditions = |rules: &[Rule]| rules.iter().map(Rule::conditions).collect::<Vec<_>>();
        let (ours, others) = (conditions(&wanted), conditions(&unwanted));
        let ours: Vec<_> = ours.iter().collect();
        let others: Vec<_> = others.iter().collect();
        match find(&ours, &others) {
            Found::Example(example) => prop_assert!(fits(&example.request), "{example}"),
            Found::Nothing => {
                let request = world().into_iter().find(fits);
                let example = request.map(|request| Example { request, asked: Vec::new(), lacking: Vec::new(), secret: Vec::new() });
                prop_assert!(example.is_none(), "{example:?}");
            }
            Found::Unknown => prop_assert!(false, "the search gave up"),
        }
    }

    #[test]
    fn what_stands_earlier_is_found(rules in prop::collection::vec(rule(), 1..8)) {
        let all: Vec<_> = rules.iter().map(Rule::conditions).collect();
        let mut earlier = Earlier::new();
        for (at, conditions) in all.iter().enumerate() {
            let slow = all[..at].iter().position(|other| other.surely_contains(conditions));
            prop_assert_eq!(earlier.containing(conditions).example(), slow);
            earlier.push(conditions, at);
        }
    }
}

fn path(patterns: &[&str]) -> Conditions {
    let globs = patterns.iter().flat_map(|pattern| Glob::of_paths(pattern));
    Conditions::of(vec![Condition::Path(globs.collect())])
}

#[track_caller]
fn check(taken_by: &[&Conditions], missed_by: &[&Conditions], expected: &str) {
    let shown = match find(taken_by, missed_by) {
        Found::Example(example) => example.to_string(),
        Found::Nothing => "nothing".to_owned(),
        Found::Unknown => "unknown".to_owned(),
    };
    assert_eq!(shown, expected);
}

#[test]
fn an_example_tells_what_is_missed() {
    let login = path(&["/admin/*"]).to_host("app.example.com");
    let anything = Conditions::anything();
    let bare = login.at_bare_paths().expect("a bare path");
    check(
        &[&anything, &bare],
        &[&login],
        "GET https://app.example.com/admin",
    );
    check(
        &[&anything, &login.but_for(Part::Host)],
        &[&login],
        "GET https://example.com/admin/",
    );
    check(
        &[&path(&["/admin*"])],
        &[&login, &path(&["/admin/*"])],
        "GET /admin",
    );
    check(&[&login], &[&path(&["/admin/*"])], "nothing");
    check(
        &[&path(&["/a*", "/b"])],
        &[&path(&["/a", "/b"]), &path(&["/a?*"])],
        "nothing",
    );
    let secure = anything.clone().by(Scheme::Https);
    check(&[&path(&["/"])], &[&secure], "GET http://example.com/");
}

#[test]
fn an_example_keeps_secrets() {
    let header = Condition::Header {
        name: "x-origin".to_owned(),
        values: vec![Glob::new("s3cret*")],
    };
    let mut locked = Conditions::of(vec![header, Condition::Path(vec![Glob::new("/inner")])]);
    check(&[&locked], &[], "GET /inner with the header `x-origin`");
    locked.secret.push(Part::Path);
    check(
        &[&locked],
        &[],
        "GET /(sensitive) with the header `x-origin`",
    );
    let shown = format!("{:?}", find(&[&locked], &[]));
    assert!(
        !shown.contains("s3cret") && !shown.contains("inner"),
        "{shown}"
    );
}

#[test]
fn what_is_unknown_stays_unknown() {
    let mut open = path(&["/orders/*"]);
    open.complete = false;
    assert_eq!(path(&["/*"]).contains(&open), Answer::Yes);
    assert_eq!(open.contains(&path(&["/orders/7"])), Answer::Unknown);
    assert_eq!(open.contains(&path(&["/users/7"])), Answer::No);
    assert_eq!(open.overlaps(&path(&["/orders/7"])), Answer::Unknown);
    assert_eq!(open.overlaps(&path(&["/users/7"])), Answer::No);
}

#[test]
fn routes_and_behaviors_take_paths() {
    let all = Conditions::of_route_key("ANY /{proxy+}").expect("a key");
    let one = Conditions::of_route_key("GET /orders/{id}").expect("a key");
    assert_eq!(all.contains(&one), Answer::Yes);
    assert_eq!(
        one.overlaps(&Conditions::of_method("/orders/{id}", "POST")),
        Answer::No
    );
    let default = Conditions::of_route_key("$default").expect("a key");
    assert_eq!(default.contains(&all), Answer::Yes);
    assert!(Conditions::of_route_key("$connect").is_none());
    let images = Conditions::of_behavior(Some("images/*"));
    assert_eq!(images.contains(&path(&["/images/a.png"])), Answer::Yes);
    assert_eq!(images.excludes(&path(&["/Images/*"])), Answer::Yes);
}

#[test]
fn a_search_ends() {
    let hard = |letter: &str| format!("/{}", format!("*{letter}?").repeat(40));
    let patterns: Vec<String> = ["a", "b", "c", "d"].map(hard).to_vec();
    let rules: Vec<_> = patterns.iter().map(|pattern| path(&[pattern])).collect();
    let started = Instant::now();
    let others: Vec<_> = rules[1..].iter().collect();
    let _ = find(&[&rules[0]], &others);
    let _ = find(&rules.iter().collect::<Vec<_>>(), &[]);
    assert!(
        started.elapsed() < Duration::from_secs(20),
        "{:?}",
        started.elapsed()
    );
}

#[test]
fn thousands_of_rules_are_compared_at_once() {
    let rule = |at: usize| match at % 6 {
        0 => path(&[&format!("/service-{at}/*")]),
        1 => Conditions::anything().to_host(&format!("*.tenant-{at}.example.com")),
        2 => Conditions::of_method("/orders", &format!("VERB{at}")),
        3 => Conditions::of(vec![Condition::Header {
            name: "x-tenant".to_owned(),
            values: vec![Glob::new(&at.to_string())],
        }]),
        4 => Conditions::of(vec![Condition::SourceIp(vec![
            format!("10.{}.{}.0/24", at / 256, at % 256)
                .parse()
                .expect("a network"),
        ])]),
        _ => path(&["/orders/*"]).to_host(&format!("tenant-{at}.example.com")),
    };
    let rules: Vec<_> = (0..5_000).map(rule).collect();
    let started = Instant::now();
    let mut earlier = Earlier::new();
    for rule in &rules {
        assert_eq!(earlier.containing(rule), Found::Nothing);
        earlier.push(rule, ());
    }
    let all: Vec<_> = rules.iter().collect();
    assert!(find(&[&Conditions::anything()], &all).example().is_some());
    assert!(
        started.elapsed() < Duration::from_secs(10),
        "{:?}",
        started.elapsed()
    );
}

#[test]
fn rules_that_nothing_tells_apart_are_not_all_compared() {
    let rules: Vec<_> = (0..5_000)
        .map(|at| path(&[&format!("*/service-{at}/*")]))
        .collect();
    let started = Instant::now();
    let mut earlier = Earlier::new();
    for rule in &rules {
        assert_ne!(earlier.containing(rule), Found::Example(()));
        earlier.push(rule, ());
    }
    assert_eq!(earlier.containing(&rules[0]), Found::Unknown);
    assert!(
        started.elapsed() < Duration::from_secs(60),
        "{:?}",
        started.elapsed()
    );
}
