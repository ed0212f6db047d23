//! How long a request may take and how large it may be (facts.md section 3).

use super::front::{Backend, Front};
use super::needs::Need;

/// The most that a front lets through, in the unit of the need.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ceiling {
    pub native: f64,
    /// More than that, with something beside it.
    pub with: Option<(f64, &'static str)>,
}

const fn at(native: f64) -> Ceiling {
    Ceiling { native, with: None }
}

const fn or(native: f64, most: f64, what: &'static str) -> Ceiling {
    Ceiling {
        native,
        with: Some((most, what)),
    }
}

/// What a function runs for at most, in seconds.
const FUNCTION_SECONDS: f64 = 900.0;
/// What a function takes and answers at most without streaming, in megabytes.
const FUNCTION_MEGABYTES: f64 = 6.0;
const STREAMED_MEGABYTES: f64 = 200.0;
const STREAM: &str = "response streaming";

/// The limit of a front for a need that has one: seconds for `long-request`,
/// megabytes for `large-request` and `large-response`.
pub(super) fn ceilings(front: Front, need: Need, backend: Backend) -> Option<Ceiling> {
    let function = backend == Backend::Function;
    let own = match need {
        Need::LongRequest => seconds(front),
        Need::LargeRequest => megabytes(front, function),
        Need::LargeResponse => answer(front, function),
        _ => return None,
    };
    let most = match need {
        Need::LongRequest => FUNCTION_SECONDS,
        Need::LargeRequest => FUNCTION_MEGABYTES,
        _ => STREAMED_MEGABYTES,
    };
    Some(if function { own.capped(most) } else { own })
}

impl Ceiling {
    fn capped(self, most: f64) -> Self {
        Self {
            native: self.native.min(most),
            with: self.with.map(|(far, what)| (far.min(most), what)),
        }
    }
}

/// The most that each front lets through for a need that has a limit, in words.
pub fn limits(need: Need, backend: Backend) -> Vec<(Front, String)> {
    let fronts = Front::ALL.into_iter();
    let fronts = fronts.filter(|front| *front != Front::NlbAlb && front.reaches(backend));
    let unit = match need {
        Need::LongRequest => "seconds",
        _ => "MB",
    };
    let words = |most: f64| match most.is_finite() {
        true => format!("{most} {unit}"),
        false => "no limit of its own".to_owned(),
    };
    fronts
        .filter_map(|front| {
            let ceiling = ceilings(front, need, backend)?;
            let more = ceiling.with.map_or(String::new(), |(most, what)| {
                format!("; {} with {what}", words(most))
            });
            Some((front, words(ceiling.native) + &more))
        })
        .collect()
}

fn seconds(front: Front) -> Ceiling {
    match front {
        Front::HttpApi => at(30.0),
        Front::WebsocketApi => at(29.0),
        Front::RestApi => or(
            29.0,
            900.0,
            "a raised quota (to 300 s) or response streaming",
        ),
        Front::Alb | Front::NlbAlb => at(4_000.0),
        Front::Nlb => at(6_000.0),
        Front::FunctionUrl => at(FUNCTION_SECONDS),
    }
}

fn megabytes(front: Front, function: bool) -> Ceiling {
    match front {
        Front::HttpApi | Front::RestApi => at(10.0),
        Front::WebsocketApi => at(0.128),
        Front::Alb | Front::NlbAlb if function => at(1.0),
        Front::Alb | Front::NlbAlb | Front::Nlb => at(f64::INFINITY),
        Front::FunctionUrl => at(FUNCTION_MEGABYTES),
    }
}

fn answer(front: Front, function: bool) -> Ceiling {
    match front {
        Front::RestApi if function => or(FUNCTION_MEGABYTES, STREAMED_MEGABYTES, STREAM),
        Front::RestApi => or(10.0, f64::INFINITY, STREAM),
        Front::HttpApi if function => at(FUNCTION_MEGABYTES),
        Front::FunctionUrl => or(FUNCTION_MEGABYTES, STREAMED_MEGABYTES, STREAM),
        other => megabytes(other, function),
    }
}
