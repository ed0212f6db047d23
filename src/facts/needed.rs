//! Needs as services declare them: with a value, and together.

use super::needs::{Need, ValueKind};
use std::fmt;

/// Two needs that nothing can meet together, and why.
const CONTRADICTIONS: [(Need, Need, &str); 1] = [(
    Need::Private,
    Need::EdgeCache,
    "what is private is not reached by way of the edge, which is on the internet",
)];

/// Two of the needs that contradict each other, the later one last, and why.
pub fn contradiction(needs: &[Need]) -> Option<(Need, Need, &'static str)> {
    CONTRADICTIONS.iter().find_map(|(one, other, why)| {
        let at = |need: &Need| needs.iter().position(|known| known == need);
        let (first, second) = (at(one)?, at(other)?);
        Some(match first < second {
            true => (*one, *other, *why),
            false => (*other, *one, *why),
        })
    })
}

/// A need as it is declared: some may carry a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Needed {
    pub need: Need,
    value: Option<Value>,
}

#[derive(Clone, Debug, PartialEq)]
enum Value {
    Seconds(f64),
    Megabytes(f64),
    Audience(String),
}

impl From<Need> for Needed {
    fn from(need: Need) -> Self {
        Self { need, value: None }
    }
}

impl Needed {
    /// Reads a value that a need was declared with: `60s` or `2m` for
    /// `long-request`, `5MB` or `500KB` for sizes, an audience for `jwt`.
    pub fn with(need: Need, text: &str) -> Option<Self> {
        let value = match need.capability().value? {
            ValueKind::Seconds => Value::Seconds(seconds(text)?),
            ValueKind::Megabytes => Value::Megabytes(megabytes(text)?),
            ValueKind::Audience if text.is_empty() => return None,
            ValueKind::Audience => Value::Audience(text.to_owned()),
        };
        Some(Self {
            need,
            value: Some(value),
        })
    }

    /// What values the need may be declared with, for those that may.
    pub fn form(need: Need) -> Option<&'static str> {
        Some(match need.capability().value? {
            ValueKind::Seconds => "a time such as \"60s\" or \"2m\"",
            ValueKind::Megabytes => "a size such as \"5MB\"",
            ValueKind::Audience => "{ audience = \"…\" }",
        })
    }

    /// Whether it was declared with a value.
    pub fn is_measured(&self) -> bool {
        self.value.is_some()
    }

    /// How long a request takes; over 30 seconds where it is not said.
    pub fn seconds(&self) -> f64 {
        match self.value {
            Some(Value::Seconds(seconds)) => seconds,
            _ => 30.0_f64.next_up(),
        }
    }

    /// How large a request or an answer is; over a megabyte where it is not said.
    fn megabytes(&self) -> f64 {
        match self.value {
            Some(Value::Megabytes(megabytes)) => megabytes,
            _ => 1.0_f64.next_up(),
        }
    }

    /// Whom the tokens must be for.
    pub fn audience(&self) -> Option<&str> {
        match &self.value {
            Some(Value::Audience(audience)) => Some(audience),
            _ => None,
        }
    }

    /// What is compared with a limit: seconds or megabytes.
    pub fn amount(&self) -> Option<f64> {
        match self.need.capability().value? {
            ValueKind::Seconds => Some(self.seconds()),
            ValueKind::Megabytes => Some(self.megabytes()),
            ValueKind::Audience => None,
        }
    }
}

impl fmt::Display for Needed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.need.name())?;
        match &self.value {
            Some(Value::Seconds(seconds)) => write!(f, "={seconds}s"),
            Some(Value::Megabytes(megabytes)) => write!(f, "={megabytes}MB"),
            Some(Value::Audience(_)) | None => Ok(()),
        }
    }
}

fn seconds(text: &str) -> Option<f64> {
    scaled(
        text,
        &[
            ("ms", 0.001),
            ("min", 60.0),
            ("s", 1.0),
            ("m", 60.0),
            ("h", 3_600.0),
            ("", 1.0),
        ],
    )
}

fn megabytes(text: &str) -> Option<f64> {
    scaled(
        text,
        &[("kb", 0.001), ("mb", 1.0), ("gb", 1_000.0), ("", 1.0)],
    )
}

/// A positive number with one of the units behind it.
fn scaled(text: &str, units: &[(&str, f64)]) -> Option<f64> {
    let text = text.trim().to_ascii_lowercase();
    let (number, scale) = units
        .iter()
        .find_map(|(unit, scale)| Some((text.strip_suffix(unit)?, scale)))?;
    let number: f64 = number.trim_end().parse().ok()?;
    (number.is_finite() && number > 0.0).then_some(number * scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(need: Need, text: &str, expected: Option<&str>) {
        let read = Needed::with(need, text).map(|needed| needed.to_string());
        assert_eq!(read.as_deref(), expected);
    }

    #[test]
    fn reads_values() {
        check(Need::LongRequest, "60s", Some("long-request=60s"));
        check(Need::LongRequest, "2m", Some("long-request=120s"));
        check(Need::LongRequest, "1500ms", Some("long-request=1.5s"));
        check(Need::LongRequest, "0s", None);
        check(Need::LongRequest, "soon", None);
        check(Need::LargeRequest, "5MB", Some("large-request=5MB"));
        check(Need::LargeResponse, "500 kb", Some("large-response=0.5MB"));
        check(Need::Jwt, "orders", Some("jwt"));
        check(Need::Waf, "1", None);
    }
}
