//! An example of a request, to show what two sets of conditions differ in.

use super::part::{Part, Scheme};
use std::fmt;
use std::net::IpAddr;

/// A request, whole. Values of headers and of the query may be secrets.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Request {
    pub(super) scheme: Scheme,
    pub(super) host: String,
    pub(super) path: String,
    pub(super) method: String,
    /// Names and values in lower case.
    pub(super) headers: Vec<(String, String)>,
    pub(super) query: Vec<(String, String)>,
    pub(super) source: IpAddr,
}

/// A request that may be shown: `GET https://app.example.com/admin`. It is shown
/// without the values of headers, the query and the address it comes from.
#[derive(Clone, PartialEq, Eq)]
pub struct Example {
    pub(super) request: Request,
    /// The parts that matter to some condition.
    pub(super) asked: Vec<Part>,
    /// Those of them in which it differs from what it is to miss.
    pub(super) lacking: Vec<Part>,
    /// The parts that hold secrets.
    pub(super) secret: Vec<Part>,
}

impl Example {
    fn asks_for(&self, part: Part) -> bool {
        self.asked.contains(&part)
    }

    /// The text of a part, where it may be shown.
    fn shown<'t>(&self, part: Part, text: &'t str) -> &'t str {
        match self.secret.contains(&part) {
            true => "(sensitive)",
            false => text,
        }
    }
}

impl fmt::Display for Example {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let request = &self.request;
        write!(f, "{} ", self.shown(Part::Method, &request.method))?;
        if self.asks_for(Part::Host) || self.asks_for(Part::Scheme) {
            let scheme = match request.scheme {
                Scheme::Http => "http",
                Scheme::Https => "https",
            };
            write!(f, "{scheme}://{}", self.shown(Part::Host, &request.host))?;
        }
        f.write_str(match self.secret.contains(&Part::Path) {
            true => "/(sensitive)",
            false => &request.path,
        })?;
        let mut headers: Vec<_> = request.headers.iter().map(|(name, _)| name).collect();
        headers.dedup();
        let headers = match headers.as_slice() {
            [] => None,
            [one] => Some(format!("the header `{one}`")),
            several => Some(format!("{} headers", several.len())),
        };
        let query = (!request.query.is_empty()).then(|| "a query".to_owned());
        let more: Vec<_> = headers.into_iter().chain(query).collect();
        if !more.is_empty() {
            write!(f, " with {}", more.join(" and "))?;
        }
        for part in &self.lacking {
            f.write_str(match part {
                Part::Header => " without the header",
                Part::Query => " without the query",
                Part::SourceIp => " from another address",
                Part::Scheme | Part::Host | Part::Path | Part::Method => "",
            })?;
        }
        Ok(())
    }
}

impl fmt::Debug for Example {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Example({self})")
    }
}
