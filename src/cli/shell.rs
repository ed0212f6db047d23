//! `frontlint completions` and `frontlint man`: what packages install beside the binary.

use super::args::{Arguments, Completions, Man};
use super::{exit, printed, tell};
use clap::CommandFactory;

/// Prints what a shell sources to complete our arguments.
pub(super) fn completions(options: &Completions) -> u8 {
    let mut script = Vec::new();
    let mut command = Arguments::command();
    clap_complete::generate(options.shell, &mut command, "frontlint", &mut script);
    printed(&String::from_utf8_lossy(&script))
}

/// Prints a manual page: of the whole, or of a subcommand.
pub(super) fn man(options: &Man) -> u8 {
    let mut whole = Arguments::command();
    whole.build();
    let command = match &options.command {
        None => Some(&whole),
        Some(name) => whole.find_subcommand(name),
    };
    let Some(command) = command.cloned() else {
        let name = crate::report::escaped(options.command.as_deref().unwrap_or_default());
        tell(&format!("error: there is no subcommand `{name}`"));
        return exit::TROUBLE;
    };
    let mut page = Vec::new();
    match clap_mangen::Man::new(command).render(&mut page) {
        Ok(()) => printed(&String::from_utf8_lossy(&page)),
        Err(_) => exit::TROUBLE,
    }
}
