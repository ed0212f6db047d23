//! The conditions of what is no listener rule: behaviors of CloudFront, methods
//! and routes of APIs.

use super::condition::Condition;
use super::conditions::Conditions;
use super::glob::Glob;
use super::part::Scheme;

impl Conditions {
    /// Those of a CloudFront behavior: its path pattern may lack the leading
    /// slash; the default behavior has none.
    pub fn of_behavior(path_pattern: Option<&str>) -> Self {
        let Some(pattern) = path_pattern else {
            return Self::anything();
        };
        let led = match pattern.starts_with('/') {
            true => pattern.to_owned(),
            false => format!("/{pattern}"),
        };
        Self::of(vec![Condition::Path(vec![Glob::new(&led)])])
    }

    /// The same, for requests by one scheme only.
    #[must_use]
    pub fn by(mut self, scheme: Scheme) -> Self {
        self.all.push(Condition::Scheme(scheme));
        self
    }

    /// The same, for requests to one host only.
    #[must_use]
    pub fn to_host(mut self, host: &str) -> Self {
        let host = Glob::new(&host.to_lowercase());
        self.all.push(Condition::Host(vec![host]));
        self
    }

    /// Those of a method of a REST API: `ANY` is all of them.
    pub fn of_method(path: &str, method: &str) -> Self {
        let path = Condition::Path(vec![Glob::of_template(path)]);
        let method = (method != "ANY").then(|| Condition::Method(vec![method.to_owned()]));
        Self::of(std::iter::once(path).chain(method).collect())
    }

    /// Those of a route of an HTTP API by its key: `GET /orders/{id}`, `$default`.
    /// `None` where it is none.
    pub fn of_route_key(key: &str) -> Option<Self> {
        if key == "$default" {
            return Some(Self::anything());
        }
        let (method, path) = key.split_once(' ')?;
        path.starts_with('/').then(|| Self::of_method(path, method))
    }
}
