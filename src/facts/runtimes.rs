//! Lambda runtimes and the day each is deprecated (facts.md section 5.1, as of
//! 2026-10-20; AWS has postponed such dates before).

use jiff::civil::{Date, date};

/// What is known of a runtime's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// The day of its deprecation.
    Deprecated(Date),
    /// So old that new functions and updates are refused; the day is not recorded.
    Blocked,
}

const DATES: &[(&str, Date)] = &[
    ("nodejs24.x", date(2028, 4, 30)),
    ("nodejs22.x", date(2027, 4, 30)),
    ("nodejs20.x", date(2026, 4, 30)),
    ("nodejs18.x", date(2025, 9, 1)),
    ("nodejs16.x", date(2024, 6, 12)),
    ("nodejs14.x", date(2023, 12, 4)),
    ("python3.14", date(2029, 6, 30)),
    ("python3.13", date(2029, 6, 30)),
    ("python3.12", date(2028, 10, 31)),
    ("python3.11", date(2027, 6, 30)),
    ("python3.10", date(2026, 10, 31)),
    ("python3.9", date(2025, 12, 15)),
    ("python3.8", date(2024, 10, 14)),
    ("python3.7", date(2023, 12, 4)),
    ("java25", date(2029, 6, 30)),
    ("java21", date(2029, 6, 30)),
    ("java17", date(2027, 6, 30)),
    ("java11", date(2027, 6, 30)),
    ("java8.al2", date(2027, 6, 30)),
    ("java8", date(2024, 1, 8)),
    ("go1.x", date(2024, 1, 8)),
    ("provided", date(2024, 1, 8)),
    ("dotnet10", date(2028, 11, 14)),
    ("dotnet8", date(2026, 11, 10)),
    ("dotnet6", date(2024, 12, 20)),
    ("ruby4.0", date(2029, 3, 31)),
    ("ruby3.4", date(2028, 3, 31)),
    ("ruby3.3", date(2027, 3, 31)),
    ("ruby3.2", date(2026, 3, 31)),
    ("ruby2.7", date(2023, 12, 7)),
    ("provided.al2023", date(2029, 6, 30)),
    ("provided.al2", date(2026, 7, 31)),
];

const BLOCKED: &[&str] = &[
    "nodejs",
    "nodejs4.3",
    "nodejs4.3-edge",
    "nodejs6.10",
    "nodejs8.10",
    "nodejs10.x",
    "nodejs12.x",
    "python2.7",
    "python3.6",
    "dotnetcore1.0",
    "dotnetcore2.0",
    "dotnetcore2.1",
    "dotnetcore3.1",
    "ruby2.5",
];

/// The end of a runtime; `None` for one without a recorded date.
pub fn runtime(identifier: &str) -> Option<Runtime> {
    if BLOCKED.contains(&identifier) {
        return Some(Runtime::Blocked);
    }
    let found = DATES.iter().find(|(name, _)| *name == identifier);
    found.map(|(_, date)| Runtime::Deprecated(*date))
}
