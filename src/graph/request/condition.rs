//! One condition on a request, and when it contains another.

use super::example::Request;
use super::glob::Glob;
use super::part::{Part, Scheme};
use crate::answer::Answer;
use ipnet::IpNet;

/// One condition: what part of the request, and the alternatives for it.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    Scheme(Scheme),
    Host(Vec<Glob>),
    Path(Vec<Glob>),
    Method(Vec<String>),
    Header {
        name: String,
        values: Vec<Glob>,
    },
    /// Pairs of key, where one is given, and value.
    Query(Vec<(Option<Glob>, Glob)>),
    SourceIp(Vec<IpNet>),
}

impl Condition {
    pub fn part(&self) -> Part {
        match self {
            Self::Scheme(_) => Part::Scheme,
            Self::Host(_) => Part::Host,
            Self::Path(_) => Part::Path,
            Self::Method(_) => Part::Method,
            Self::Header { .. } => Part::Header,
            Self::Query(_) => Part::Query,
            Self::SourceIp(_) => Part::SourceIp,
        }
    }

    /// Whether it asks for nothing.
    pub(super) fn is_anything(&self) -> bool {
        let (host, path) = (Glob::new("*"), Glob::new("/*"));
        match self {
            Self::Host(globs) => globs.contains(&host),
            Self::Path(globs) => globs.contains(&path),
            Self::SourceIp(nets) => {
                let nets = IpNet::aggregate(nets);
                nets.iter().filter(|net| net.prefix_len() == 0).count() == 2
            }
            _ => false,
        }
    }

    /// Whether every request that satisfies the other surely satisfies this one,
    /// as single alternatives show it.
    pub(super) fn contains(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Scheme(wide), Self::Scheme(narrow)) => wide == narrow,
            (Self::Host(wide), Self::Host(narrow)) | (Self::Path(wide), Self::Path(narrow)) => {
                each_in(narrow, wide, |narrow, wide| wide.contains(narrow))
            }
            (Self::Method(wide), Self::Method(narrow)) => {
                each_in(narrow, wide, |narrow, wide| narrow == wide)
            }
            (Self::SourceIp(wide), Self::SourceIp(narrow)) => {
                let wide = match wide.as_slice() {
                    [_] => wide.clone(),
                    several => IpNet::aggregate(&several.to_vec()),
                };
                each_in(narrow, &wide, |narrow, wide| wide.contains(narrow))
            }
            (
                Self::Header { name, values },
                Self::Header {
                    name: other_name,
                    values: narrow,
                },
            ) => {
                name == other_name && each_in(narrow, values, |narrow, wide| wide.contains(narrow))
            }
            (Self::Query(wide), Self::Query(narrow)) => {
                each_in(narrow, wide, |(key, value), (wide_key, wide)| {
                    let key = match (key, wide_key) {
                        (Some(key), Some(wide)) => wide.contains(key),
                        (None, None) => true,
                        _ => false,
                    };
                    key && wide.contains(value)
                })
            }
            _ => false,
        }
    }

    /// Whether a request satisfies it.
    pub(super) fn takes(&self, request: &Request) -> Answer {
        let taken = match self {
            Self::Scheme(scheme) => *scheme == request.scheme,
            Self::Host(globs) => globs.iter().any(|glob| glob.takes(&request.host)),
            Self::Path(globs) => globs.iter().any(|glob| glob.takes(&request.path)),
            Self::Method(methods) => methods.contains(&request.method),
            Self::Header { name, values } => request
                .headers
                .iter()
                .any(|(sent, value)| sent == name && values.iter().any(|glob| glob.takes(value))),
            Self::SourceIp(nets) => nets.iter().any(|net| net.contains(&request.source)),
            Self::Query(pairs) => {
                let sent = request.query.iter();
                return Answer::any(
                    sent.flat_map(|sent| pairs.iter().map(move |pair| takes_pair(pair, sent))),
                );
            }
        };
        Answer::of(Some(taken))
    }
}

/// Whether a pair of key and value is taken. What a pattern without a key is
/// compared with is not told.
fn takes_pair((key, value): &(Option<Glob>, Glob), sent: &(String, String)) -> Answer {
    match (value.takes(&sent.1), key) {
        (false, _) => Answer::No,
        (true, None) => Answer::Unknown,
        (true, Some(key)) => Answer::of(Some(key.takes(&sent.0))),
    }
}

/// Whether each of the one finds its match among the others.
fn each_in<T>(narrow: &[T], wide: &[T], contains: impl Fn(&T, &T) -> bool) -> bool {
    narrow
        .iter()
        .all(|one| wide.iter().any(|other| contains(one, other)))
}
