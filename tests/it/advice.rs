//! `tests/advice/`: what is advised, case by case. A case is a page: a plan, what is
//! needed, and the advice, which the run rewrites where it is stale; the test fails once.

mod agree;
mod followed;
mod formats;
mod refused;
mod setup;
mod snippets;

use crate::lower::lower;
use frontlint::advice::{Advice, advise};
use frontlint::catalog::Catalog;
use frontlint::config::{Config, Known};
use frontlint::graph::{self, Graph};
use frontlint::plan::Plan;
use frontlint::report::advice;
use std::fs;
use std::path::PathBuf;

/// The advice on the services of a plan, with a configuration.
fn advised<T>(hcl: &str, config: &str, then: impl FnOnce(Vec<Advice>) -> T) -> T {
    let known = Known {
        lints: &Catalog::builtin().names(),
        formerly: &[],
        tags: &[],
    };
    let config = Config::read("frontlint.toml", config, &known).expect("a configuration");
    let text = lower(hcl).expect("a plan");
    let reading = Plan::read(&text, &graph::reads).expect("a plan");
    then(advise(&Graph::build(&reading.planned, &config)))
}

fn plan(name: &str) -> String {
    fs::read_to_string(format!("tests/advice/plans/{name}.tf")).expect("a plan of that name")
}

/// The text of the first block of a kind.
fn block<'p>(page: &'p str, kind: &str) -> &'p str {
    let opened = format!("```{kind}\n");
    let inside = page.split_once(opened.as_str()).map(|(_, rest)| rest);
    inside
        .and_then(|rest| rest.split_once("```"))
        .map_or("", |(text, _)| text)
}

fn pages() -> Vec<PathBuf> {
    let entries = fs::read_dir("tests/advice").expect("the cases");
    let paths = entries.map(|entry| entry.expect("a readable entry").path());
    let mut pages: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|end| end == "md"))
        .collect();
    pages.sort();
    pages
}

#[test]
fn advice_is_as_it_was_read() {
    let mut stale = Vec::new();
    for path in pages() {
        let page = fs::read_to_string(&path).expect("a readable page");
        let (_, named) = page.split_once("(plans/").expect("a plan");
        let (name, _) = named.split_once(".tf").expect("its name");
        let text = advised(&plan(name), block(&page, "toml"), |all| {
            advice::text(&all, 100)
        });
        let (before, rest) = page.split_once("```console\n").expect("advice");
        let (_, after) = rest.split_once("```\n").expect("it ends");
        let fresh = format!("{before}```console\n$ frontlint advise plan.json\n{text}```\n{after}");
        if fresh != page {
            fs::write(&path, fresh).expect("the page can be written");
            stale.push(path.display().to_string());
        }
    }
    assert!(
        stale.is_empty(),
        "{} were stale and have been rewritten: read and commit them",
        stale.join(", ")
    );
}
