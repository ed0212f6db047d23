//! What a distribution costs a month before a front (facts.md section 9: list prices as
//! of 2026-09-05; that of HTTPS requests is not confirmed by the price page).
//!
//! Only what comes on top because of it: data out to clients costs about the same
//! without one.

use super::cost::{Cost, MILLION, Prices, Traffic, price, short};

impl Prices {
    /// The monthly cost of a distribution: requests beyond the free ones, and what goes
    /// to the origin. Traffic is stated both ways together, so that is at most all of it.
    pub fn distribution(&self, traffic: &Traffic) -> Cost {
        let requests = traffic.requests / MILLION;
        let charged = (requests - self.cloudfront_free_millions).max(0.0);
        let gigabytes = traffic.requests * traffic.kilobytes_per_request / MILLION;
        let (million, gigabyte) = (
            self.cloudfront_per_million,
            self.cloudfront_origin_per_gigabyte,
        );
        Cost {
            usd: charged * million + gigabytes * gigabyte,
            formula: format!(
                "{} million requests beyond {} free million × {} + at most {} GB to the origin × {}",
                short(charged),
                short(self.cloudfront_free_millions),
                price(million),
                short(gigabytes),
                price(gigabyte)
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn costs(requests: f64, kilobytes: f64, cents: f64) {
        let traffic = Traffic {
            requests: requests * MILLION,
            kilobytes_per_request: kilobytes,
            connections: requests * MILLION,
            connection_minutes: 0.0,
            to_function: true,
        };
        let found = Prices::default().distribution(&traffic).usd * 100.0;
        assert_eq!(found.round(), cents);
    }

    #[test]
    fn requests_are_free_up_to_a_number_and_bytes_to_the_origin_are_not() {
        costs(10.0, 0.0, 0.0);
        costs(40.0, 0.0, 3_000.0);
        costs(1.0, 2_000.0, 4_000.0);
    }
}
