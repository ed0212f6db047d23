//! Tells who waits at a terminal how far a long run is; in CI and in pipes it is silent.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// What takes less is done before anyone wonders.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often the line is drawn anew.
const PACE: Duration = Duration::from_millis(200);

/// Does the work, which counts the plans that are done, and shows how far it is while it takes
/// long.
pub(crate) fn shown<T>(plans: usize, work: impl FnOnce(&ProgressBar) -> T) -> T {
    let bar = ProgressBar::with_draw_target(Some(plans as u64), ProgressDrawTarget::hidden());
    if !is_watched(io::stderr().is_terminal(), |name| env::var_os(name)) {
        return work(&bar);
    }
    bar.set_style(
        ProgressStyle::with_template("judged {pos} of {len} plans, {elapsed}")
            .expect("a template of ours"),
    );
    let (working, finished) = mpsc::channel::<()>();
    let result = thread::scope(|scope| {
        let bar = &bar;
        scope.spawn(move || {
            // Nothing is ever sent: this waits for the other end to go.
            if finished.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                bar.set_draw_target(ProgressDrawTarget::stderr());
                bar.enable_steady_tick(PACE);
            }
        });
        let result = work(bar);
        drop(working);
        result
    });
    bar.finish_and_clear();
    result
}

/// Whether a person looks on who wants more than plain lines.
fn is_watched(terminal: bool, variable: impl Fn(&str) -> Option<OsString>) -> bool {
    let set = |name| variable(name).is_some_and(|value| !value.is_empty());
    let dumb = variable("TERM").is_some_and(|term| term == "dumb");
    terminal && !dumb && !set("CI") && !set("NO_COLOR")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(terminal: bool, variables: &[(&str, &str)], expected: bool) {
        let variable = |name: &str| {
            let found = variables.iter().find(|(own, _)| *own == name);
            found.map(|(_, value)| OsString::from(value))
        };
        assert_eq!(is_watched(terminal, variable), expected, "{variables:?}");
    }

    #[test]
    fn only_who_looks_on_is_told() {
        check(true, &[], true);
        check(
            true,
            &[("TERM", "xterm"), ("CI", ""), ("NO_COLOR", "")],
            true,
        );
        check(false, &[], false);
        check(true, &[("CI", "true")], false);
        check(true, &[("NO_COLOR", "1")], false);
        check(true, &[("TERM", "dumb")], false);
    }
}
