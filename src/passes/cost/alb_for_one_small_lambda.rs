//! `alb-for-one-small-lambda`: a load balancer for one function, where an HTTP API
//! would do as much for less.

use crate::answer::Answer;
use crate::facts::{Backend, Front, FrontStack, Offer};
use crate::finding::Findings;
use crate::graph::{Endpoint, Graph, Service};

const HTTP_API: FrontStack = FrontStack {
    front: Front::HttpApi,
    cloudfront: false,
};

/// Reports load balancers on the internet that are there for one function alone, when
/// the traffic that is stated for it costs less at an HTTP API that meets its needs.
pub(in crate::passes) fn check(graph: &Graph<'_>, findings: &mut Findings) {
    let ways = graph.ways();
    let described = graph
        .services()
        .filter(|it| it.backend() == Backend::Function);
    for service in described.filter(|service| service.traffic().is_some()) {
        if let [entry] = ways.endpoints_of(&service).as_slice() {
            judge(graph, &service, entry, findings);
        }
    }
}

fn judge(graph: &Graph<'_>, service: &Service<'_>, entry: &Endpoint<'_>, findings: &mut Findings) {
    let Some(traffic) = service.traffic() else {
        return;
    };
    let needs = service.needs_at(std::slice::from_ref(entry));
    let offers = |needed| HTTP_API.offers(needed, Backend::Function).offer == Offer::Native;
    let prices = &graph.config().prices;
    let [api, own] = [Front::HttpApi, Front::Alb].map(|front| prices.monthly(front, &traffic).usd);
    if entry.fronting.front != Front::Alb
        || entry.fronting.cloudfront
        || own - api < 0.01
        || !needs.iter().all(offers)
    {
        return;
    }
    let balancer = graph.load_balancer(entry.front.id);
    if balancer.is_behind_another() || balancer.is_public() == Answer::No {
        return;
    }
    match (balancer.only_leads_to(service), balancer.has_web_acl()) {
        (Answer::No, _) | (_, Answer::Yes) => {}
        (Answer::Yes, Answer::No) if balancer.is_public() == Answer::Yes => {
            let million = traffic.requests / 1_000_000.0;
            findings
                .at(balancer.place())
                .label(format!(
                    "for {million} million requests a month to `{}` alone this load balancer costs {own:.2} USD, an \
                     HTTP API {api:.2}",
                    service.address()
                ))
                .related(service.place(), "all that it leads to")
                .help(
                    "front the function by an HTTP API; `frontlint advise` shows what that takes. Keep the load \
                     balancer where more is to come behind it",
                );
        }
        _ => findings.undecided(
            balancer.address(),
            "the plan does not show what else it leads to, or whether a web ACL guards it",
        ),
    }
}
