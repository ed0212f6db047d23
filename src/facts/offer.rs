//! What a front, or several in a row, offer for a need (facts.md sections 1 and 3).
//!
//! A cell says what the service can do, not what a plan has set up; that is the
//! graph's to tell.

use super::ceiling::{Ceiling, ceilings};
use super::cell::{Cell, N, NO, Offer};
use super::front::{Backend, Front, FrontStack};
use super::needed::Needed;
use super::needs::{BEHIND_CDN, Need, Part};

impl FrontStack {
    /// What it offers for a need to such a backend.
    pub fn offers(self, needed: &Needed, backend: Backend) -> Cell {
        in_a_row(self.cloudfront, &[self.front], needed, backend)
    }
}

/// What fronts in a row offer, the client's end first, perhaps behind a distribution.
pub fn in_a_row(cloudfront: bool, fronts: &[Front], needed: &Needed, backend: Backend) -> Cell {
    let edge = cloudfront.then(|| match needed.need {
        Need::LongRequest => within(needed.seconds(), EDGE_WAITS),
        need => need.capability().cloudfront,
    });
    let own = fronts.iter().map(|front| own(*front, needed, backend));
    let mut cells = edge.into_iter().chain(own);
    let first = cells.next().unwrap_or(NO);
    let cell = match needed.need.capability().part {
        Part::Connection => first,
        Part::Passage => cells.fold(first, Cell::worse),
        Part::Any => cells.fold(first, Cell::better),
    };
    let signs_bodies = cloudfront && fronts.last() == Some(&Front::FunctionUrl);
    match (cell.offer, needed.need) {
        (Offer::Native, Need::LargeRequest) if signs_bodies => Cell::new(HASHED),
        _ => cell,
    }
}

/// What an origin access control before a function URL asks of clients.
const HASHED: Offer = Offer::Via(
    "clients that send `x-amz-content-sha256`, the hash of the body, with each PUT and POST",
);

impl Cell {
    /// Whether it takes a distribution before the front.
    pub fn takes_distribution(&self) -> bool {
        self.offer == BEHIND_CDN.offer
    }

    /// Whether clients have to send the hash of each body.
    pub fn takes_hashes(&self) -> bool {
        self.offer == HASHED
    }
}

/// How long CloudFront waits for an origin, in seconds; more by a raised quota.
const EDGE_WAITS: Ceiling = Ceiling {
    native: 120.0,
    with: Some((f64::INFINITY, "a raised quota of CloudFront")),
};

/// What a front offers by itself.
fn own(front: Front, needed: &Needed, backend: Backend) -> Cell {
    match (needed.amount(), ceilings(front, needed.need, backend)) {
        (Some(amount), Some(ceiling)) => within(amount, ceiling),
        _ => cell(front, needed.need, backend),
    }
}

/// What a limit leaves of an amount.
fn within(amount: f64, ceiling: Ceiling) -> Cell {
    match ceiling.with {
        _ if amount <= ceiling.native => N,
        Some((most, what)) if amount <= most => Cell::new(Offer::Via(what)),
        _ => NO,
    }
}

fn cell(front: Front, need: Need, backend: Backend) -> Cell {
    use Front::{Alb, HttpApi, NlbAlb};
    let cell = need.capability().cell(front);
    match (front, need, backend) {
        (NlbAlb, Need::StaticIp, _) => N.but("Elastic IPs on the network load balancer"),
        (Alb | NlbAlb, Need::Websocket, Backend::Function) => {
            NO.but("a load balancer answers 400 to an upgrade for a function")
        }
        (Alb | NlbAlb, Need::Grpc, Backend::Function) => NO.but("functions do not speak gRPC"),
        (Alb | NlbAlb, Need::Streaming, Backend::Function) => {
            NO.but("a load balancer waits for a function's whole answer")
        }
        (Alb | NlbAlb, Need::HealthChecks, Backend::Function) => {
            N.but("off by default for functions; each check is an invocation")
        }
        (
            HttpApi | Front::RestApi | Front::WebsocketApi,
            Need::WeightedRouting,
            Backend::Server,
        ) if cell.offer != Offer::Native => NO,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, need: Need, backend: Backend, expected: Offer) {
        let found = FrontStack::all().find(|fronting| fronting.to_string() == name);
        let fronting = found.expect("a front");
        let needed = Needed::from(need);
        assert_eq!(fronting.offers(&needed, backend).offer, expected);
    }

    #[test]
    fn a_distribution_adds_and_takes_away() {
        use Backend::{Function, Server};
        let via_cdn = Offer::Via("a distribution before it");
        check("http-api", Need::Waf, Function, via_cdn);
        check("cloudfront+http-api", Need::Waf, Function, Offer::Native);
        check("rest-api", Need::Private, Function, Offer::Native);
        check("cloudfront+rest-api", Need::Private, Function, Offer::No);
        check("alb", Need::Websocket, Server, Offer::Native);
        check("alb", Need::Websocket, Function, Offer::No);
        check("cloudfront+alb", Need::Websocket, Function, Offer::No);
        check("nlb+alb", Need::StaticIp, Function, Offer::Native);
        check("cloudfront+nlb", Need::StaticIp, Server, Offer::No);
        check("function-url", Need::LargeRequest, Function, Offer::Native);
        check(
            "cloudfront+function-url",
            Need::LargeRequest,
            Function,
            HASHED,
        );
        check(
            "cloudfront+http-api",
            Need::LargeRequest,
            Function,
            Offer::Native,
        );
    }
}
