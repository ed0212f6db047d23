//! What a comment says: a suppression, or something that was meant as one.

/// What a comment says.
pub(super) struct Directive {
    pub(super) whole_file: bool,
    pub(super) lints: Vec<String>,
    pub(super) until: Option<String>,
    pub(super) reason: Option<String>,
    /// Words between the lints and the reason that say nothing.
    pub(super) strays: Vec<String>,
    pub(super) form: Form,
}

/// Whether a comment is written as it has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Right,
    /// It is meant as a suppression, and is none.
    Near,
    /// The same, if what it names is a lint.
    Perhaps,
}

pub(super) const TOOL: &str = "frontlint";
pub(super) const MARK: &str = "frontlint:ignore";

/// Words that other tools, or people, use for it.
const VERBS: [&str; 10] = [
    "ignore", "disable", "skip", "suppress", "allow", "exclude", "nolint", "noqa", "off", "accept",
];

/// Finds what a comment says, with the lines of it, from 0. What begins on one line goes on until a
/// blank one.
pub(super) fn directives(comment: &str) -> Vec<(usize, Directive)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut goes_on = false;
    for (at, line) in comment.lines().enumerate() {
        let text = bare(line);
        let is_first = at == 0 || text.to_ascii_lowercase().starts_with(TOOL);
        match found.last_mut().filter(|_| goes_on && !is_first) {
            _ if text.is_empty() => goes_on = false,
            Some((_, said)) => {
                said.push(' ');
                said.push_str(text);
            }
            None if is_first || text.contains(MARK) => {
                found.push((at, text.to_owned()));
                goes_on = true;
            }
            None => {}
        }
    }
    let said = found.into_iter();
    let said = said.filter_map(|(at, text)| Some((at, Directive::parse(&text)?)));
    said.collect()
}

/// A line of a comment without what makes it one.
fn bare(line: &str) -> &str {
    let text = line.trim().trim_start_matches(['#', '/', '*', ' ', '\t']);
    text.strip_suffix("*/").unwrap_or(text).trim_end()
}

impl Directive {
    fn parse(text: &str) -> Option<Self> {
        Self::right(text).or_else(|| Self::near(text))
    }

    /// What is written as it has to be.
    fn right(text: &str) -> Option<Self> {
        let rest = text.strip_prefix(MARK)?;
        let (whole_file, rest) = match rest.strip_prefix("-file") {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        let (said, reason) = with_reason(rest.strip_prefix('=')?);
        let (lints, others) = listed(said);
        let is_name = |char: char| char.is_ascii_alphanumeric() || char == '-';
        if !lints.iter().all(|name| name.chars().all(is_name)) {
            return None;
        }
        let until = others.iter().find_map(|word| word.strip_prefix("until="));
        let strays = others.iter().filter(|word| !word.starts_with("until="));
        let strays: Vec<String> = strays.map(|word| (*word).to_owned()).collect();
        // What was to end some day must not hold for good.
        if until.is_none() && strays.iter().any(|word| is_end(word)) {
            return None;
        }
        Some(Self {
            whole_file,
            lints,
            until: until.map(str::to_owned),
            reason: reason.map(str::to_owned),
            strays,
            form: Form::Right,
        })
    }

    /// What is meant so, and written otherwise.
    fn near(text: &str) -> Option<Self> {
        let lower = text.to_ascii_lowercase();
        let at = lower.find(TOOL)?;
        let rest = &lower[at + TOOL.len()..];
        let said = rest.trim_start_matches([':', '=', '-', '_', '.', '/', '@', ' ', '\t']);
        let gap = &rest[..rest.len() - said.len()];
        let is_letter = |char: char| char.is_ascii_alphabetic();
        let (verb, said) = said.split_at(said.find(|char| !is_letter(char)).unwrap_or(said.len()));
        let is_joined = !gap.is_empty() && (gap.contains(':') || !gap.contains([' ', '\t']));
        let is_misspelt = || is_joined && strsim::jaro_winkler(verb, "ignore") >= 0.85;
        if gap.is_empty() || !(is_verb(verb) || is_misspelt()) {
            return None;
        }
        let suffix = said.find(|char: char| !(is_letter(char) || matches!(char, '-' | '_')));
        let (suffix, said) = said.split_at(suffix.unwrap_or(said.len()));
        let (said, reason) = with_reason(said);
        let words = said.split(|char: char| !(char.is_ascii_alphanumeric() || char == '-'));
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        let end = words.iter().position(|word| is_end(word));
        let (names, after) = words.split_at(end.unwrap_or(words.len()));
        let until = after
            .iter()
            .find(|word| word.starts_with(|char: char| char.is_ascii_digit()));
        let is_sure = is_joined || said.trim_start().starts_with(['=', ':', '[', '(']);
        Some(Self {
            whole_file: verb.contains("file") || suffix.contains("file"),
            lints: names.iter().map(|name| (*name).to_owned()).collect(),
            until: until.map(|date| (*date).to_owned()),
            reason: reason.map(str::to_owned),
            strays: Vec::new(),
            form: match at == 0 && is_sure {
                true => Form::Near,
                false => Form::Perhaps,
            },
        })
    }
}

fn is_verb(word: &str) -> bool {
    let word = word.strip_suffix("file").unwrap_or(word);
    VERBS.contains(&word)
}

/// Whether a word was to say when a suppression ends.
fn is_end(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    let key = word.split(['=', ':']).next().unwrap_or_default();
    ["until", "expires", "exp", "till"].contains(&key)
        || (key.len() > 3 && "until".starts_with(key))
}

/// What stands before `--`, and behind it.
fn with_reason(text: &str) -> (&str, Option<&str>) {
    match text.split_once("--") {
        Some((said, reason)) => (said, Some(reason.trim()).filter(|text| !text.is_empty())),
        None => (text, None),
    }
}

/// The names before the first word that no comma joins to them, and the words from there on.
fn listed(text: &str) -> (Vec<String>, Vec<&str>) {
    let mut words = text.split_whitespace().peekable();
    let mut list = String::new();
    while let Some(word) = words.next() {
        list += word;
        let goes_on = word.ends_with(',') || words.peek().is_some_and(|next| next.starts_with(','));
        if !goes_on {
            break;
        }
    }
    let names = list.split(',').filter(|name| !name.is_empty());
    (names.map(str::to_owned).collect(), words.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said on which line: the lints, and how.
    #[track_caller]
    fn check(comment: &str, expected: &[(usize, &str, Form)]) {
        let found = directives(comment);
        let found: Vec<_> = found
            .iter()
            .map(|(at, one)| (*at, one.lints.join(","), one.form))
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(at, lints, form)| (*at, (*lints).to_owned(), *form))
            .collect();
        assert_eq!(found, expected, "{comment}");
    }

    #[test]
    fn g4_what_a_comment_says() {
        let comment = "# frontlint:ignore=one,two until=2027-01-31 -- a sandbox";
        let (_, said) = &directives(comment)[0];
        assert_eq!(said.lints, ["one", "two"]);
        assert_eq!(said.until.as_deref(), Some("2027-01-31"));
        assert_eq!(said.reason.as_deref(), Some("a sandbox"));
        assert!(!said.whole_file && said.strays.is_empty());
        check("# frontlint:ignore=a, b ,c d", &[(0, "a,b,c", Form::Right)]);
        assert_eq!(directives("#frontlint:ignore=a b")[0].1.strays, ["b"]);
        assert!(directives("//frontlint:ignore-file=a")[0].1.whole_file);
        check("# text", &[]);
    }

    #[test]
    fn g4_comments_of_several_lines() {
        check("/*\n frontlint:ignore=a -- b\n*/", &[(1, "a", Form::Right)]);
        check(
            "/* text\n * frontlint:ignore=a,\n * b\n * frontlint:ignore=c\n */",
            &[(1, "a,b", Form::Right), (3, "c", Form::Right)],
        );
        let (_, said) = &directives("/* frontlint:ignore=a\n   until=2027-01-31 */")[0];
        assert_eq!(said.until.as_deref(), Some("2027-01-31"));
        let (_, said) = &directives("/* frontlint:ignore=a\n\n until=2027-01-31 */")[0];
        assert_eq!(said.until, None, "a blank line ends it");
    }

    /// What nearly is one would hold back nothing, and nobody would know.
    #[test]
    fn g4_near_misses() {
        for near in [
            "# frontlint: ignore=a",
            "# frontlint-ignore: a",
            "# frontlint-ignore=a",
            "# frontlint:ignore[a]",
            "# frontlint:ignore(a)",
            "# frontlint:ignore a",
            "# frontlint:ignore:a",
            "# frontlint:ignore = a",
            "# frontlint:ignore=[a]",
            "# frontlint:ignore=\"a\"",
            "# frontlint:disable=a",
            "# frontlint: disable a",
            "# Frontlint:Ignore=A",
            "# FRONTLINT:IGNORE=a",
            "# frontlint:ignroe=a",
            "# frontlint:ignore-next-line=a",
            "# frontlint_ignore: a",
            "# frontlint ignore=a",
            "# frontlint:ignore=a until 2027-01-31",
            "# frontlint:ignore=a until:2027-01-31",
            "/* frontlint:skip=a */",
        ] {
            check(near, &[(0, "a", Form::Near)]);
        }
        check("# frontlint:ignore", &[(0, "", Form::Near)]);
        check("# frontlint:ignore -- a reason", &[(0, "", Form::Near)]);
        check("# frontlint ignore a", &[(0, "a", Form::Perhaps)]);
        check("# TODO frontlint:ignore=a", &[(0, "a", Form::Perhaps)]);
        let until = &directives("# frontlint:ignore=a until 2027-01-31")[0]
            .1
            .until;
        assert_eq!(until.as_deref(), Some("2027-01-31"));
        assert!(directives("# frontlint:disable-file=a")[0].1.whole_file);
    }

    #[test]
    fn prose_about_the_tool_is_none() {
        for prose in [
            "# frontlint reads this",
            "# frontlint: we log elsewhere",
            "# frontlint ignores data sources",
            "# frontlint:needs = \"jwt\"",
            "# see frontlint.toml",
            "# the frontlint-plans hook skips this",
            "# frontlintignore",
        ] {
            check(prose, &[]);
        }
    }
}
