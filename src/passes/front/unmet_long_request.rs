//! `unmet-long-request`: something on a way waits for less long than
//! a service takes.

use super::need::{Wrong, judge};
use crate::facts::Need;
use crate::finding::Findings;
use crate::graph::{Graph, Limit, NeededWay, Waiting};

/// Reports what gives up before services that need long requests answer: the
/// fronts, and the function's own timeout where it alone is too short.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    judge(graph, findings, &[Need::LongRequest], wrong);
}

fn wrong(passage: &NeededWay<'_>) -> Vec<Wrong> {
    let seconds = passage.needed.seconds();
    let limits = passage.entry.limits(&passage.needed).into_iter();
    let short = limits.filter(|limit| limit.is_enough(seconds) == passage.met);
    let is_front = |limit: &Limit| limit.waiting != Waiting::Function;
    let (fronts, functions): (Vec<_>, Vec<_>) = short.partition(is_front);
    let first = match fronts.is_empty() {
        true => functions,
        false => fronts,
    };
    first.into_iter().map(|limit| of(limit, seconds)).collect()
}

fn of(limit: Limit, seconds: f64) -> Wrong {
    let Limit { waiting, place, .. } = limit;
    let least = seconds.ceil().max(31.0);
    let other = "or front the service with an application load balancer, whose `idle_timeout` goes up to 4000";
    let (who, help) = match waiting {
        Waiting::HttpApi => (
            "an HTTP API waits for 30 seconds at most",
            format!("front the service with a REST API and a raised quota, {other}"),
        ),
        Waiting::WebsocketApi => (
            "a WebSocket API waits for 29 seconds at most",
            "answer at once and post the result to the connection later".to_owned(),
        ),
        Waiting::EdgeRestApi => (
            "an edge-optimized REST API waits for 29 seconds at most",
            format!(
                "make it REGIONAL, raise the quota and set `timeout_milliseconds = {}`, {other}",
                least * 1_000.0
            ),
        ),
        Waiting::RestApi => (
            "this integration gives up before",
            format!(
                "raise the quota and set `timeout_milliseconds = {}`, or stream the response; {other}",
                least * 1_000.0
            ),
        ),
        Waiting::LoadBalancer => (
            "this load balancer gives up before",
            format!("set `idle_timeout = {least}`, or answer at once and let the client ask again"),
        ),
        Waiting::Distribution => (
            "this origin is given up before",
            format!(
                "set `origin_read_timeout = {least}` (above 120 takes a raised quota), or answer at once and let the \
                 client ask again"
            ),
        ),
        Waiting::Function => (
            "this function is stopped before",
            format!(
                "set `timeout = {least}` (900 at most), or run the service as containers behind a load balancer"
            ),
        ),
    };
    let what = match limit.seconds {
        Some(seconds) if who.ends_with("before") => format!("{who}, after {seconds} seconds"),
        _ => who.to_owned(),
    };
    Wrong::new(place, what, help)
}
