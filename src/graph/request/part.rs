//! The parts of a request.

/// A part of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    Scheme,
    Host,
    Path,
    Method,
    Header,
    Query,
    SourceIp,
}

/// How a client speaks to a front.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    Http,
    Https,
}
