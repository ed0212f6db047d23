//! A comment on a pull request, or a job's summary: one table, below it a picture of
//! what the plan touches, and for each finding what to do.
//!
//! Both have a limit. What does not fit is left out, the least severe first, and
//! the last line says how much.

use super::{PlanReport, Run, help_uri, place, untrusted, words};
use crate::engine::Located;
use crate::finding::{Origin, plural};

/// What a comment on GitHub may hold is 65 536 characters.
pub const COMMENT: usize = 65_000;
/// What a job's summary may hold is 1 MiB for each step.
pub const SUMMARY: usize = 1_000_000;
/// What GitHub draws of Mermaid is shorter.
const CHART: usize = 50_000;
/// Kept free for the lines around the table.
const RESERVED: usize = 2_000;
/// As many bytes does one text take, of which there are a few a finding.
const LONGEST: usize = 1_000;
/// As many resolved findings, or inputs that could not be read, are named.
const NAMED: usize = 5;

/// Writes the report in at most `limit` bytes.
pub fn markdown(run: &Run<'_>, limit: usize) -> String {
    let mut findings: Vec<_> = run.findings().collect();
    findings.sort_by_key(|(_, located)| words::by_weight(located));

    let mut out = head(run);
    let foot = thanks(run);
    let room = limit.saturating_sub(RESERVED + foot.len());
    let several = run.plans.len() > 1;
    let rows = findings
        .iter()
        .map(|(plan, located)| row(plan, located, several));
    let header = match several {
        true => "| level | lint | where | what | plan |\n|---|---|---|---|---|\n",
        false => "| level | lint | where | what |\n|---|---|---|---|\n",
    };
    let mut listed = 0;
    for row in rows {
        // A table may take half, or explanations would never be seen.
        if out.len() + row.len() > room / 2 {
            break;
        }
        if listed == 0 {
            out += header;
        }
        out += &row;
        listed += 1;
    }
    out += if listed > 0 { "\n" } else { "" };
    out += &pictures(run, room.saturating_sub(out.len()) / 2, several);

    let mut explained = 0;
    for (_, located) in findings.iter().take(listed) {
        let details = details(run, located);
        if out.len() + details.len() > room {
            break;
        }
        out += &details;
        explained += 1;
    }
    out += &foot;
    let rows = findings.len() - listed;
    let explanations = listed - explained;
    if rows + explanations > 0 {
        out += &format!(
            "Left out for want of room: {}, and the explanations of {explanations} \
             more. The other formats have them all.\n",
            plural(rows, "finding")
        );
    }
    out
}

fn head(run: &Run<'_>) -> String {
    let mut out = format!(
        "<!-- frontlint -->\n### frontlint: {}\n\n",
        words::counts(run)
    );
    for plan in run
        .plans
        .iter()
        .filter(|plan| plan.verdict.resources == 0)
        .take(NAMED)
    {
        out += &format!(
            "0 fronting resources in plan {}.\n\n",
            short(&plan.id, untrusted::code)
        );
    }
    for refused in run.refused.iter().take(NAMED) {
        let message = short(&refused.message, untrusted::markdown);
        let input = match refused.input.as_str() {
            "" => String::new(),
            input => format!("{}: ", short(input, untrusted::code)),
        };
        out += &format!("**Not judged:** {input}{message}\n\n");
    }
    if let more @ 1.. = run.refused.len().saturating_sub(NAMED) {
        out += &format!("**Not judged:** {}\n\n", plural(more, "more input"));
    }
    out
}

fn row(plan: &PlanReport<'_>, located: &Located, several: bool) -> String {
    let finding = &located.finding;
    let spot = place::of(plan, located);
    let existing = match located.origin {
        Origin::Existing => " (existing)",
        _ => "",
    };
    let mut row = format!(
        "| {}{existing} | [{}]({}) | {}:{} | {} |",
        finding.level,
        finding.lint,
        help_uri(finding.lint),
        short(&spot.path, untrusted::code),
        spot.line,
        short(
            words::named(&finding.message, finding.lint),
            untrusted::markdown
        ),
    );
    if several {
        row += &format!(" {} |", short(&plan.id, untrusted::code));
    }
    row + "\n"
}

/// What the plans touch, as far as there is room.
fn pictures(run: &Run<'_>, room: usize, several: bool) -> String {
    let mut out = String::new();
    for plan in &run.plans {
        let Some(picture) = &plan.picture else {
            continue;
        };
        let of = match several {
            true => format!(" of {}", short(&plan.id, untrusted::xml)),
            false => String::new(),
        };
        let drawn = format!(
            "<details><summary>What the plan touches{of}</summary>\n\n\
             ```mermaid\n{picture}```\n\n</details>\n\n"
        );
        // Viewers draw no longer ones.
        if picture.len() < CHART && out.len() + drawn.len() <= room {
            out += &drawn;
        }
    }
    out
}

fn details(run: &Run<'_>, located: &Located) -> String {
    let finding = &located.finding;
    let address = located.addresses.first().map_or("", String::as_str);
    let mut out = format!(
        "<details><summary>{} at {}</summary>\n\n",
        untrusted::xml(words::title(run.catalog, finding.lint)),
        short(address, |text| format!(
            "<code>{}</code>",
            untrusted::xml(text)
        )),
    );
    let mut paragraph = |text: String| {
        if !text.is_empty() {
            out += &format!("{text}\n\n");
        }
    };
    paragraph(short(&finding.message, untrusted::markdown));
    paragraph(words::instances(located, |address| {
        short(address, untrusted::code)
    }));
    if !located.attribute.is_empty() {
        paragraph(format!(
            "Attribute: {}",
            short(&located.attribute, untrusted::code)
        ));
    }
    if !finding.way.is_empty() {
        let way: Vec<_> = finding
            .way
            .iter()
            .take(words::NAMED)
            .map(|step| short(step, untrusted::code))
            .collect();
        paragraph(format!("Way: {}", way.join(" → ")));
    }
    if !finding.help.is_empty() {
        paragraph(format!(
            "Help: {}",
            short(&finding.help, untrusted::markdown)
        ));
    }
    out + "</details>\n\n"
}

/// One line for what the plan resolves.
fn thanks(run: &Run<'_>) -> String {
    let resolved: Vec<_> = run
        .plans
        .iter()
        .flat_map(|plan| &plan.verdict.resolved)
        .map(|located| {
            let address = located.addresses.first().map_or("", String::as_str);
            format!(
                "{} at {}",
                located.finding.lint,
                short(address, untrusted::code)
            )
        })
        .collect();
    if resolved.is_empty() {
        return String::new();
    }
    let more = match resolved.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    let named = resolved[..resolved.len().min(NAMED)].join(", ");
    format!("Thank you: this plan resolves {named}{more}.\n\n")
}

/// A text made safe, or its beginning and a mark that there was more.
fn short(text: &str, safe: impl Fn(&str) -> String) -> String {
    let whole = safe(text);
    if whole.len() <= LONGEST {
        return whole;
    }
    // Escapes make a text longer, at most about twelve times a byte.
    let cut: String = text.chars().take(LONGEST / 12).collect();
    safe(&cut) + "…"
}
