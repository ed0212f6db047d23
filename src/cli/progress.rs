//! Tells who waits at a terminal how far a long run is; in CI and in pipes it is silent.

use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// What takes less is done before anybody wonders.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often the line is drawn anew.
const PACE: Duration = Duration::from_millis(200);

/// How many of the plans are done.
#[derive(Default)]
pub(crate) struct Done(AtomicUsize);

impl Done {
    pub(crate) fn one_more(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

/// Does the work, and shows how far it is while it takes long.
pub(crate) fn shown<T>(plans: usize, work: impl FnOnce(&Done) -> T) -> T {
    let done = Done::default();
    if !is_watched(io::stderr().is_terminal(), |name| env::var_os(name)) {
        return work(&done);
    }
    let (working, finished) = mpsc::channel::<()>();
    thread::scope(|scope| {
        let done = &done;
        scope.spawn(move || draw(&finished, done, plans));
        let result = work(done);
        // Nothing is ever sent: the other end waits for this one to go.
        drop(working);
        result
    })
}

/// Whether a person looks on who wants more than plain lines.
fn is_watched(terminal: bool, variable: impl Fn(&str) -> Option<OsString>) -> bool {
    let set = |name| variable(name).is_some_and(|value| !value.is_empty());
    let dumb = variable("TERM").is_some_and(|term| term == "dumb");
    terminal && !dumb && !set("CI") && !set("NO_COLOR")
}

fn draw(finished: &Receiver<()>, done: &Done, plans: usize) {
    let mut wait = PATIENCE;
    let mut drawn = false;
    while finished.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
        write(&line(done, plans));
        (wait, drawn) = (PACE, true);
    }
    if drawn {
        let blank = " ".repeat(line(done, plans).chars().count());
        write(&format!("{blank}\r"));
    }
}

fn line(done: &Done, plans: usize) -> String {
    match plans {
        1 => "judging the plan…".to_owned(),
        _ => format!(
            "judged {} of {plans} plans…",
            done.0.load(Ordering::Relaxed)
        ),
    }
}

/// Writes over the line.
fn write(text: &str) {
    // Nobody is hurt when it does not show.
    let _ = write!(io::stderr().lock(), "\r{text}");
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

    #[test]
    fn the_line_says_how_far_it_is() {
        let done = Done::default();
        assert_eq!(line(&done, 1), "judging the plan…");
        done.one_more();
        assert_eq!(line(&done, 300), "judged 1 of 300 plans…");
    }
}
