//! What each front costs a month (facts.md section 9: us-east-1, list prices
//! as of 2026-09, before any free tier).
//!
//! The front alone: no addresses, web ACL, data out or function, which are the same
//! whichever front is chosen or a matter of their own; a distribution comes on top.

use super::front::Front;
use serde::Deserialize;

/// When the prices were read.
pub const PRICES_AS_OF: &str = "2026-09-20";

/// Hours in a month, as AWS counts them.
const HOURS: f64 = 730.0;

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
    /// A public address; a load balancer has one in each zone.
    pub public_ipv4_per_hour: f64,
    /// A million requests to a distribution, beyond so many millions.
    pub cloudfront_per_million: f64,
    pub cloudfront_free_millions: f64,
    /// A gigabyte that a distribution sends to its origin.
    pub cloudfront_origin_per_gigabyte: f64,
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
            public_ipv4_per_hour: 0.005,
            cloudfront_per_million: 1.00,
            cloudfront_free_millions: 10.0,
            cloudfront_origin_per_gigabyte: 0.02,
        }
    }
}

impl Prices {
    /// Whether each is a number that something may cost.
    pub fn are_sound(&self) -> bool {
        let all = [
            self.http_api_per_million,
            self.http_api_per_million_beyond,
            self.rest_api_per_million,
            self.rest_api_per_million_second,
            self.rest_api_per_million_third,
            self.websocket_api_per_million,
            self.websocket_api_per_million_minutes,
            self.alb_per_hour,
            self.alb_per_capacity_unit,
            self.nlb_per_hour,
            self.nlb_per_capacity_unit,
            self.public_ipv4_per_hour,
            self.cloudfront_per_million,
            self.cloudfront_free_millions,
            self.cloudfront_origin_per_gigabyte,
        ];
        all.iter().all(|price| price.is_finite() && *price >= 0.0)
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
pub(super) const MILLION: f64 = 1_000_000.0;

/// What a front costs a month, in USD, and how that comes about.
#[derive(Clone, Debug, PartialEq)]
pub struct Cost {
    pub usd: f64,
    pub formula: String,
}

/// The millions of a month that have a price: all up to there.
type Tier = (f64, f64);

impl Prices {
    /// The monthly cost of a front.
    pub fn monthly(&self, front: Front, traffic: &Traffic) -> Cost {
        match front {
            Front::FunctionUrl => Cost {
                usd: 0.0,
                formula: "nothing beyond the function itself".to_owned(),
            },
            Front::HttpApi => {
                let requests = metered(traffic, KILOBYTES_PER_HTTP_REQUEST);
                by_tier(requests, &self.http_api())
            }
            Front::RestApi => by_tier(traffic.requests / MILLION, &self.rest_api()),
            Front::WebsocketApi => self.websocket_api(traffic),
            Front::Alb => self.alb(traffic),
            Front::Nlb => self.nlb(traffic),
            Front::NlbAlb => {
                let (nlb, alb) = (self.nlb(traffic), self.alb(traffic));
                Cost {
                    usd: nlb.usd + alb.usd,
                    formula: format!("({}) + ({})", nlb.formula, alb.formula),
                }
            }
        }
    }

    fn http_api(&self) -> Vec<Tier> {
        vec![
            (300.0, self.http_api_per_million),
            (f64::INFINITY, self.http_api_per_million_beyond),
        ]
    }

    fn rest_api(&self) -> Vec<Tier> {
        vec![
            (333.0, self.rest_api_per_million),
            (1_000.0, self.rest_api_per_million_second),
            (f64::INFINITY, self.rest_api_per_million_third),
        ]
    }

    fn websocket_api(&self, traffic: &Traffic) -> Cost {
        let messages = metered(traffic, KILOBYTES_PER_MESSAGE);
        let minutes = traffic.connection_minutes / MILLION;
        let (message, minute) = (
            self.websocket_api_per_million,
            self.websocket_api_per_million_minutes,
        );
        Cost {
            usd: messages * message + minutes * minute,
            formula: format!(
                "{} million messages × {} + {} million minutes × {}",
                short(messages),
                price(message),
                short(minutes),
                price(minute)
            ),
        }
    }

    fn alb(&self, traffic: &Traffic) -> Cost {
        let unit = Unit {
            connections: 25.0 * 3_600.0,
            gigabytes: if traffic.to_function { 0.4 } else { 1.0 },
        };
        unit.cost(traffic, self.alb_per_hour, self.alb_per_capacity_unit)
    }

    fn nlb(&self, traffic: &Traffic) -> Cost {
        let unit = Unit {
            connections: 800.0 * 3_600.0,
            gigabytes: 1.0,
        };
        unit.cost(traffic, self.nlb_per_hour, self.nlb_per_capacity_unit)
    }

    /// From how many requests a month an application load balancer costs less
    /// than the API, with so many public addresses; `None` where it never does.
    pub fn break_even(&self, api: Front, traffic: &Traffic, addresses: u32) -> Option<f64> {
        let million = Traffic {
            requests: MILLION,
            connections: MILLION * traffic.connections / traffic.requests.max(1.0),
            ..*traffic
        };
        let hourly = self.alb_per_hour + f64::from(addresses) * self.public_ipv4_per_hour;
        let fixed = HOURS * hourly;
        let variable = self.alb(&million).usd - HOURS * self.alb_per_hour;
        // How many metered millions a million requests are.
        let (tiers, units) = match api {
            Front::HttpApi => (
                self.http_api(),
                metered(&million, KILOBYTES_PER_HTTP_REQUEST),
            ),
            Front::RestApi => (self.rest_api(), 1.0),
            _ => return None,
        };
        let mut before = (0.0, 0.0);
        for (up_to, price) in tiers {
            let (from, cost) = before;
            let up_to = up_to / units;
            let price = price * units;
            let meets = (fixed - cost + price * from) / (price - variable);
            if price > variable && meets <= up_to {
                return Some(meets.max(from) * MILLION);
            }
            before = (up_to, cost + (up_to - from) * price);
        }
        None
    }
}

impl Unit {
    /// Unit-hours: whichever dimension asks for more.
    fn hours(&self, traffic: &Traffic) -> f64 {
        let gigabytes = traffic.requests * traffic.kilobytes_per_request / MILLION;
        (traffic.connections / self.connections).max(gigabytes / self.gigabytes)
    }

    fn cost(&self, traffic: &Traffic, hourly: f64, per_unit: f64) -> Cost {
        let units = self.hours(traffic);
        Cost {
            usd: HOURS * hourly + units * per_unit,
            formula: format!(
                "{HOURS} hours × {} + {} capacity unit hours × {}",
                price(hourly),
                short(units),
                price(per_unit)
            ),
        }
    }
}

/// Millions of requests as they are charged: one for each begun unit of size.
fn metered(traffic: &Traffic, unit: f64) -> f64 {
    let units = (traffic.kilobytes_per_request / unit).ceil().max(1.0);
    traffic.requests * units / MILLION
}

/// The price of so many millions, tier by tier.
fn by_tier(millions: f64, tiers: &[Tier]) -> Cost {
    let mut from = 0.0;
    let mut usd = 0.0;
    let mut parts = Vec::new();
    for (up_to, price) in tiers {
        let part = millions.min(*up_to) - from;
        if part <= 0.0 && !parts.is_empty() {
            break;
        }
        usd += part * price;
        parts.push(format!("{} million × {}", short(part), self::price(*price)));
        from = *up_to;
    }
    Cost {
        usd,
        formula: parts.join(" + "),
    }
}

/// A price, to the cent at least.
pub(super) fn price(usd: f64) -> String {
    let exact = usd.to_string();
    let cents = format!("{usd:.2}");
    match exact.len() > cents.len() {
        true => exact,
        false => cents,
    }
}

/// A number with at most two digits behind the point.
pub(super) fn short(number: f64) -> String {
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
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
            let requests = prices.break_even(front, &traffic, 0);
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

    #[test]
    fn addresses_move_the_break_even() {
        let with = |api| {
            let prices = Prices::default();
            let requests = prices.break_even(api, &traffic(5.0, true), 2);
            requests.map(|requests| (requests / 100_000.0).round() / 10.0)
        };
        assert_eq!(with(Front::HttpApi), Some(26.4));
        assert_eq!(with(Front::RestApi), Some(7.0));
    }

    /// Beyond 300 million an HTTP API is charged 0.90 a million: a load balancer
    /// that costs 0.92 a million meets its price before, or never.
    #[test]
    fn later_tiers_count() {
        let prices = Prices::default();
        let meets = |kilobytes| prices.break_even(Front::HttpApi, &traffic(kilobytes, true), 0);
        assert_eq!(meets(46.0).map(f64::round), Some(205_312_500.0));
        assert_eq!(meets(48.0), None);
        let dear = Prices {
            alb_per_hour: 0.4,
            ..Prices::default()
        };
        let meets = dear.break_even(Front::HttpApi, &traffic(5.0, true), 0);
        assert_eq!(meets.map(f64::round), Some(327_500_000.0));
    }

    #[test]
    fn a_price_moves_the_break_even() {
        let prices = Prices {
            http_api_per_million: 1.2,
            ..Prices::default()
        };
        let requests = prices.break_even(Front::HttpApi, &traffic(5.0, true), 0);
        assert_eq!(requests.map(f64::round), Some(14_931_818.0));
    }

    #[track_caller]
    fn costs(front: Front, traffic: &Traffic, cents: f64) {
        let found = Prices::default().monthly(front, traffic).usd * 100.0;
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
