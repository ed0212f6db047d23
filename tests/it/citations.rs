//! What code, tests and documents cite is there: rules of docs/outputs.md by their tags, sections of
//! a document by their numbers, files by their paths. What lies outside the repository cannot be
//! cited, for a reader would not find it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

/// Built by a tool, fetched, or the input of a test.
const PASSED_OVER: [&str; 6] = [
    "target",
    "artifacts",
    "corpus",
    "seeds",
    "schema",
    "node_modules",
];
const HIDDEN_AND_READ: [&str; 2] = [".ci", ".github"];

/// All files that people have written for people or compilers, from the top of the repository.
fn files() -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(".").sort_by_file_name().into_iter();
    let read = entries.filter_entry(|entry| {
        let name = entry.file_name().to_string_lossy();
        let hidden = entry.depth() > 0 && name.starts_with('.');
        let input = name.ends_with(".in") || name.ends_with(".out");
        let shown = !hidden || HIDDEN_AND_READ.contains(&name.as_ref());
        shown && !input && !PASSED_OVER.contains(&name.as_ref())
    });
    let paths = read.map(|entry| entry.expect("a readable entry").into_path());
    let ends = ["rs", "md", "sh", "py", "toml", "yml", "yaml", ""];
    let written = paths.filter(|path| {
        let end = path
            .extension()
            .map_or("".into(), |end| end.to_string_lossy());
        path.is_file() && ends.contains(&end.as_ref())
    });
    let plain = written.map(|path| path.strip_prefix(".").expect("below it").to_owned());
    plain.collect()
}

fn is(path: &Path, end: &str) -> bool {
    path.extension().is_some_and(|found| found == end)
}

/// The paragraphs of what is written for people: documents without their blocks of code, and the
/// comments of everything else.
fn paragraphs(path: &Path, text: &str) -> Vec<String> {
    let mut fenced = false;
    let mut paragraphs = vec![String::new()];
    for line in text.lines().map(str::trim) {
        let prose = if is(path, "md") {
            let fence = line.starts_with("```");
            fenced ^= fence;
            Some(line).filter(|line| !fence && !fenced && !line.is_empty())
        } else if is(path, "rs") {
            line.strip_prefix("//")
                .map(|line| line.trim_start_matches(['/', '!']))
        } else {
            line.strip_prefix('#')
        };
        match prose {
            Some(prose) => {
                let last = paragraphs.last_mut().expect("there is one");
                *last += " ";
                *last += prose;
            }
            None => paragraphs.push(String::new()),
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

/// What can be cited.
struct Known {
    tags: BTreeSet<String>,
    /// The numbers of the sections of a document in `docs/`, by its name.
    sections: BTreeMap<String, BTreeSet<String>>,
    files: Vec<PathBuf>,
}

impl Known {
    fn read() -> Self {
        let rules = fs::read_to_string("docs/outputs.md").expect("the rules");
        let tags = rules.lines().filter_map(|line| {
            let (tag, _) = line.strip_prefix("- **")?.split_once("** ")?;
            Some(tag.to_owned())
        });
        let mut sections = BTreeMap::new();
        let files = files();
        for path in files.iter().filter(|path| path.starts_with("docs")) {
            let text = fs::read_to_string(path).expect("a document");
            let headings = text.lines().filter(|line| line.starts_with('#'));
            let numbers = headings.filter_map(|line| {
                let number = line.trim_start_matches('#').split_whitespace().next()?;
                let number = number.trim_end_matches('.');
                is_number(number).then(|| number.to_owned())
            });
            let name = path.file_name().expect("a name").to_string_lossy();
            sections.insert(name.into_owned(), numbers.collect());
        }
        let tags: BTreeSet<_> = tags.collect();
        assert!(
            tags.len() > 40 && sections.len() > 4,
            "{tags:?} {sections:?}"
        );
        Self {
            tags,
            sections,
            files,
        }
    }

    /// Whether a file has such a path, or ends so.
    fn has(&self, named: &str) -> bool {
        self.files.iter().any(|path| path.ends_with(named))
    }

    /// Finds fault with what a paragraph of `path` cites.
    fn faults(&self, path: &Path, paragraph: &str) -> Vec<String> {
        let paragraph = paragraph.replace("](", " ");
        let words: Vec<&str> = paragraph.split_whitespace().map(bare).collect();
        let mut faults = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let before = at.checked_sub(1).map_or("", |before| words[before]);
            if let Some(tag) = tag(word).filter(|tag| !self.tags.contains(*tag)) {
                faults.push(format!("no rule of docs/outputs.md is {tag}"));
            }
            if word.ends_with(".md") && names_a_file(word) && found(path, word).is_none() {
                faults.push(format!("{word} is not in this repository"));
            }
            if is_code(word) && names_a_file(word) && !self.has(word) {
                faults.push(format!("{word} is no code of this repository"));
            }
            if matches!(*word, "section" | "sections") {
                let numbers = numbers(&words[at + 1..]);
                faults.extend(self.lacks(path, before, &numbers));
            }
        }
        faults
    }

    /// The sections that a document lacks; where none is named, the text itself is meant.
    fn lacks(&self, path: &Path, document: &str, numbers: &[&str]) -> Vec<String> {
        // RFC 8555 section 8.3
        if is_number(document) {
            return Vec::new();
        }
        let named = Path::new(document).file_name();
        let named = named.filter(|_| document.ends_with(".md"));
        let name = named.or(path.file_name()).expect("a name");
        let name = name.to_string_lossy();
        let sections = self.sections.get(name.as_ref());
        let missing = numbers
            .iter()
            .filter(|number| sections.is_none_or(|sections| !sections.contains(**number)));
        missing
            .map(|number| format!("{name} has no section {number}"))
            .collect()
    }
}

/// A word without what surrounds it.
fn bare(word: &str) -> &str {
    word.trim_matches(|char: char| !char.is_alphanumeric() && !matches!(char, '/' | '.'))
        .trim_end_matches('.')
}

fn is_number(word: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    word.split('.').all(digits)
}

/// The numbers that a list begins with: `1`, `1 and 3`, `1 to 6`, `1, 2 and 4`.
fn numbers<'w>(words: &[&'w str]) -> Vec<&'w str> {
    let listed = words
        .iter()
        .take_while(|word| is_number(word) || matches!(**word, "and" | "or" | "to"));
    listed.filter(|word| is_number(word)).copied().collect()
}

/// `C2`, in a word that is nothing else.
fn tag(word: &str) -> Option<&str> {
    let number = word.strip_prefix(['C', 'S', 'F', 'G', 'P'])?;
    let is_tag = number.len() < 3 && number.parse::<u8>().is_ok();
    is_tag.then_some(word)
}

fn is_code(word: &str) -> bool {
    [".rs", ".sh", ".py"].iter().any(|end| word.ends_with(end))
}

/// Not `NAME.md` or a pattern, which stand for any; no end of a name, and no address.
fn names_a_file(word: &str) -> bool {
    !word.starts_with('.')
        && !["NAME", "FAMILY", "*", "://"]
            .iter()
            .any(|part| word.contains(part))
}

/// The file that a text means: beside it, from the top of the repository, or in `docs/`.
fn found(from: &Path, named: &str) -> Option<PathBuf> {
    let beside = from.parent().unwrap_or(Path::new(""));
    let places = [beside, Path::new(""), Path::new("docs"), Path::new("lints")];
    let paths = places.map(|place| place.join(named));
    let paths = paths.into_iter().filter_map(|path| inside(&path));
    paths.into_iter().find(|path| path.exists())
}

/// The path without `..`, if it stays in the repository.
fn inside(path: &Path) -> Option<PathBuf> {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::Normal(name) => plain.push(name),
            Component::ParentDir => plain.pop().then_some(())?,
            Component::CurDir => {}
            Component::Prefix(_) | Component::RootDir => return None,
        }
    }
    Some(plain)
}

#[test]
fn what_is_cited_is_there() {
    let known = Known::read();
    let mut wrong = Vec::new();
    let mut cited = 0;
    for path in files() {
        let text = fs::read_to_string(&path).expect("a readable file");
        for paragraph in paragraphs(&path, &text) {
            cited += paragraph.matches(".md section").count();
            let faults = known.faults(&path, &paragraph);
            wrong.extend(
                faults
                    .iter()
                    .map(|fault| format!("{}: {fault}", path.display())),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(cited > 20, "{cited} sections cited");
}

/// The rules that a text of tests cites: in names of functions, in the first words of messages,
/// in comments and headings.
fn tested(path: &Path, text: &str) -> BTreeSet<String> {
    let names = text.split("fn ").skip(1);
    let names = names.flat_map(|rest| {
        let name = rest.split('(').next().unwrap_or_default();
        name.split('_').map(str::to_uppercase).collect::<Vec<_>>()
    });
    let messages = text.split('"').map(|message| {
        let first = message.split([':', ',', ' ']).next();
        first.unwrap_or_default().to_owned()
    });
    let prose = paragraphs(path, text);
    let prose = prose
        .iter()
        .flat_map(|paragraph| paragraph.split_whitespace());
    let prose = prose.map(|word| bare(word).to_owned());
    let words = names.chain(messages).chain(prose);
    words.filter(|word| tag(word).is_some()).collect()
}

#[test]
fn each_rule_has_a_test_that_says_so() {
    let known = Known::read();
    let mut tested_ones = BTreeSet::new();
    for path in files() {
        if path.starts_with("tests") && !path.ends_with("citations.rs") {
            let text = fs::read_to_string(&path).expect("a readable file");
            tested_ones.extend(tested(&path, &text));
        }
    }
    let untested: Vec<_> = known.tags.difference(&tested_ones).collect();
    assert!(untested.is_empty(), "no test cites {untested:?}");
    let unknown: Vec<_> = tested_ones.difference(&known.tags).collect();
    assert!(unknown.is_empty(), "docs/outputs.md has no {unknown:?}");
}

/// The anchor that GitHub gives a heading.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().chars().filter_map(|char| match char {
        ' ' => Some('-'),
        '-' | '_' => Some(char),
        _ => char.is_alphanumeric().then_some(char),
    });
    kept.collect::<String>().to_lowercase()
}

fn anchors(text: &str) -> BTreeSet<String> {
    let mut fenced = false;
    let mut anchors = BTreeSet::new();
    for line in text.lines() {
        fenced ^= line.starts_with("```");
        if let Some(heading) = line.strip_prefix('#').filter(|_| !fenced) {
            anchors.insert(anchor(heading.trim_start_matches('#')));
        }
    }
    anchors
}

/// Finds fault with a link of a document.
fn fault_of_link(path: &Path, target: &str) -> Option<String> {
    if target.starts_with("http") || target.starts_with("mailto:") {
        return None;
    }
    let (file, heading) = target.split_once('#').unwrap_or((target, ""));
    let beside = path.parent().unwrap_or(Path::new(""));
    let to = if file.is_empty() {
        path.to_owned()
    } else {
        beside.join(file)
    };
    let Some(to) = inside(&to).filter(|to| to.exists()) else {
        return Some(format!("{}: {target} leads nowhere", path.display()));
    };
    let text = fs::read_to_string(to).unwrap_or_default();
    (!heading.is_empty() && !anchors(&text).contains(heading))
        .then(|| format!("{}: {target}: there is no such heading", path.display()))
}

#[test]
fn links_of_documents_lead_somewhere() {
    let mut wrong = Vec::new();
    let mut links = 0;
    for path in files().into_iter().filter(|path| is(path, "md")) {
        let text = fs::read_to_string(&path).expect("a readable file");
        for paragraph in paragraphs(&path, &text) {
            let targets = paragraph.split("](").skip(1);
            let targets = targets.filter_map(|rest| Some(rest.split_once(')')?.0));
            let sources = paragraph
                .split("src=\"")
                .chain(paragraph.split("srcset=\""));
            let sources = sources
                .skip(1)
                .filter_map(|rest| Some(rest.split_once('"')?.0));
            let sources = sources.filter(|source| source.ends_with(".svg"));
            for target in targets.chain(sources) {
                links += 1;
                wrong.extend(fault_of_link(&path, target));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(links > 200, "{links} links");
}
