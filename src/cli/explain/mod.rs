//! `frontlint explain`.

mod capability;
mod page;
mod resource;
mod shown;

use super::args::{Color, Explain};
use super::{exit, printed, tell, terminal};
use crate::catalog::{Catalog, today};
use crate::config::did_you_mean;
use crate::layout::paragraph;

/// Prints a lint's page, or what a resource refers to.
pub(super) fn explain(options: &Explain, color: Color) -> u8 {
    if let ("capability", Some(need)) = (options.name.as_str(), &options.plan) {
        return capability::explain(options, need);
    }
    let catalog = Catalog::builtin();
    // No lint has a dot in its name, and every address has.
    if options.plan.is_some() || options.name.contains('.') {
        return resource::explain(options, &catalog, color);
    }
    let names = today(&options.name);
    if let [_, _, ..] = names.as_slice() {
        let name = &options.name;
        tell(&format!(
            "`{name}` is now called `{}`: explain one of these",
            names.join("` and `")
        ));
        return exit::TROUBLE;
    }
    let Some(lint) = names.first().and_then(|name| catalog.get(name)) else {
        let name = crate::report::escaped(&options.name);
        tell(&format!("error: there is no lint `{name}`"));
        let known = catalog.lints().iter().map(|lint| lint.name);
        let help = did_you_mean(&options.name, known);
        tell(&format!(
            "  help: {}",
            help.unwrap_or_else(|| "`frontlint lints` lists them".into())
        ));
        return exit::TROUBLE;
    };
    let level = lint.level.map_or("off", |level| level.name());
    let references: String = lint
        .references
        .iter()
        .map(|link| format!("- <{link}>\n"))
        .collect();
    let tags = lint.tags.join(", ");
    let about = format!("{level} · {tags} · since {}", lint.since);
    let prose = format!(
        "{}\n\n## References\n\n{references}",
        lint.markdown().trim_end()
    );
    let width = terminal::width();
    let page = format!(
        "{}\n{}\n{}",
        lint.name,
        paragraph(&about, "", "  ", width),
        page::laid_out(&prose, width),
    );
    printed(&page)
}
