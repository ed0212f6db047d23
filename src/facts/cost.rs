//! What each front costs a month (facts.md section 9: us-east-1, list prices
//! as of 2026-09, before any free tier).
//!
//! The front alone: no addresses, web ACL, distribution, data out or function,
//! which are the same whichever front is chosen or a matter of their own.

use super::front::Front;
use serde::Deserialize;

/// Hours in a month, as AWS counts them.
pub const HOURS: f64 = 730.0;

/// Prices in USD.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Prices {
    /// A million requests, up to 300 million and beyond.
    pub http_api_per_million: f64,
    pub http_api_per_million_beyond: f64,
    /// A million requests: the first 333 million, the next 667, the next 19 000.
    pub rest_api_per_million: f64,
    pub rest_api_per_million_second: f64,
    pub rest_api_per_million_third: f64,
    /// A million messages, and a million minutes of connections.
    pub websocket_api_per_million: f64,
    pub websocket_api_per_million_minutes: f64,
    pub alb_per_hour: f64,
    pub alb_per_capacity_unit: f64,
    pub nlb_per_hour: f64,
    pub nlb_per_capacity_unit: f64,
}

impl Default for Prices {
    fn default() -> Self {
        Self {
            http_api_per_million: 1.00,
            http_api_per_million_beyond: 0.90,
            rest_api_per_million: 3.50,
            rest_api_per_million_second: 2.80,
            rest_api_per_million_third: 2.38,
            websocket_api_per_million: 1.00,
            websocket_api_per_million_minutes: 0.25,
            alb_per_hour: 0.0225,
            alb_per_capacity_unit: 0.008,
            nlb_per_hour: 0.0225,
            nlb_per_capacity_unit: 0.006,
        }
    }
}

/// What a service gets in a month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Traffic {
    pub requests: f64,
    /// Both ways together.
    pub kilobytes_per_request: f64,
    /// New connections; one a request unless stated.
    pub connections: f64,
    /// Minutes that WebSocket connections stay open, all together.
    pub connection_minutes: f64,
    /// Whether functions answer, for which a load balancer's unit holds less.
    pub to_function: bool,
}

/// What one load balancer capacity unit holds for an hour.
struct Unit {
    connections: f64,
    gigabytes: f64,
}

const KILOBYTES_PER_HTTP_REQUEST: f64 = 512.0;
const KILOBYTES_PER_MESSAGE: f64 = 32.0;
const MILLION: f64 = 1_000_000.0;

impl Prices {
    /// The monthly cost of a front, in USD.
    pub fn monthly(&self, front: Front, traffic: &Traffic) -> f64 {
        match front {
            Front::FunctionUrl => 0.0,
            Front::HttpApi => {
                let requests = metered(traffic, KILOBYTES_PER_HTTP_REQUEST);
                tiers(
                    requests,
                    &[(300.0, self.http_api_per_million)],
                    self.http_api_per_million_beyond,
                )
            }
            Front::RestApi => tiers(
                traffic.requests / MILLION,
                &[
                    (333.0, self.rest_api_per_million),
                    (667.0, self.rest_api_per_million_second),
                ],
                self.rest_api_per_million_third,
            ),
            Front::WebsocketApi => {
                metered(traffic, KILOBYTES_PER_MESSAGE) * self.websocket_api_per_million
                    + traffic.connection_minutes / MILLION * self.websocket_api_per_million_minutes
            }
            Front::Alb => self.alb(traffic),
            Front::Nlb => self.nlb(traffic),
            Front::NlbAlb => self.alb(traffic) + self.nlb(traffic),
        }
    }

    fn alb(&self, traffic: &Traffic) -> f64 {
        let unit = Unit {
            connections: 25.0 * 3_600.0,
            gigabytes: if traffic.to_function { 0.4 } else { 1.0 },
        };
        HOURS * self.alb_per_hour + unit.hours(traffic) * self.alb_per_capacity_unit
    }

    fn nlb(&self, traffic: &Traffic) -> f64 {
        let unit = Unit {
            connections: 800.0 * 3_600.0,
            gigabytes: 1.0,
        };
        HOURS * self.nlb_per_hour + unit.hours(traffic) * self.nlb_per_capacity_unit
    }

    /// From how many requests a month an application load balancer costs less
    /// than the API; `None` where it never does.
    pub fn break_even(&self, api: Front, traffic: &Traffic) -> Option<f64> {
        let million = Traffic {
            requests: MILLION,
            connections: MILLION * traffic.connections / traffic.requests.max(1.0),
            ..*traffic
        };
        let fixed = HOURS * self.alb_per_hour;
        let variable = self.alb(&million) - fixed;
        let price = self.monthly(api, &million);
        (price > variable).then(|| fixed / (price - variable) * MILLION)
    }
}

impl Unit {
    /// Unit-hours: whichever dimension asks for more.
    fn hours(&self, traffic: &Traffic) -> f64 {
        let gigabytes = traffic.requests * traffic.kilobytes_per_request / MILLION;
        (traffic.connections / self.connections).max(gigabytes / self.gigabytes)
    }
}

/// Millions of requests as they are charged: one for each begun unit of size.
fn metered(traffic: &Traffic, unit: f64) -> f64 {
    let units = (traffic.kilobytes_per_request / unit).ceil().max(1.0);
    traffic.requests * units / MILLION
}

/// The price of so many millions, tier by tier.
fn tiers(millions: f64, tiers: &[(f64, f64)], beyond: f64) -> f64 {
    let mut left = millions;
    let mut sum = 0.0;
    for (size, price) in tiers {
        let part = left.min(*size);
        sum += part * price;
        left -= part;
    }
    sum + left * beyond
}

#[cfg(test)]
mod tests {
    use super::*;

    fn traffic(kilobytes: f64, to_function: bool) -> Traffic {
        Traffic {
            requests: MILLION,
            kilobytes_per_request: kilobytes,
            connections: MILLION,
            connection_minutes: 0.0,
            to_function,
        }
    }

    #[track_caller]
    fn breaks_even(kilobytes: f64, to_function: bool, http: Option<f64>, rest: f64) {
        let prices = Prices::default();
        let traffic = traffic(kilobytes, to_function);
        let millions = |front| {
            let requests = prices.break_even(front, &traffic);
            requests.map(|requests| (requests / 100_000.0).round() / 10.0)
        };
        assert_eq!(millions(Front::HttpApi), http);
        assert_eq!(millions(Front::RestApi), Some(rest));
    }

    /// The table of facts.md section 9.
    #[test]
    fn breaks_even_where_the_facts_say() {
        breaks_even(5.0, true, Some(18.3), 4.8);
        breaks_even(5.0, false, Some(18.0), 4.8);
        breaks_even(20.0, true, Some(27.4), 5.3);
        breaks_even(50.0, true, None, 6.6);
    }

    #[track_caller]
    fn costs(front: Front, traffic: &Traffic, cents: f64) {
        let found = Prices::default().monthly(front, traffic) * 100.0;
        assert_eq!(found.round(), cents);
    }

    #[test]
    fn costs_what_the_prices_say() {
        let orders = Traffic {
            requests: 40.0 * MILLION,
            connections: 40.0 * MILLION,
            ..traffic(5.0, true)
        };
        costs(Front::HttpApi, &orders, 4_000.0);
        costs(Front::RestApi, &orders, 14_000.0);
        costs(Front::Alb, &orders, 2_043.0);
        costs(Front::FunctionUrl, &orders, 0.0);
        let large = traffic(600.0, false);
        costs(Front::HttpApi, &large, 200.0);
        costs(Front::WebsocketApi, &large, 1_900.0);
        let many = Traffic {
            requests: 400.0 * MILLION,
            ..traffic(5.0, false)
        };
        costs(Front::HttpApi, &many, 39_000.0);
        costs(Front::RestApi, &many, 135_310.0);
    }
}
