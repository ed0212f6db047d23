//! The exit code; everything else is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    // Who looks for the mistake wants to see more.
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        std::panic::set_hook(Box::new(|panic| {
            frontlint::cli::own_mistake(panic.location())
        }));
    }
    std::panic::catch_unwind(|| frontlint::cli::run(std::env::args_os()))
        .unwrap_or_else(|_| frontlint::cli::TROUBLE.into())
}
