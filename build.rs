//! Lists `lints/FAMILY/NAME.md` for the catalogue: of each page its header, what every run asks
//! for, and where its check is Rust a variant of `Coded`, which stands for the function `check` in
//! `src/passes/FAMILY/NAME.rs`. The prose of all pages is packed into one file.
//!
//! A test compares what is read here with what the catalogue reads.

use flate2::Compression;
use flate2::write::DeflateEncoder;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};
use toml::de::{DeTable, DeValue};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=lints");
    corpus();
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets it");
    let pages = pages(&Path::new(&root).join("lints"))?;

    let mut list = String::new();
    let mut variants = String::new();
    let mut arms = String::new();
    let mut formerly = BTreeMap::new();
    let mut prose = String::new();
    for (name, Page { family, path }) in &pages {
        println!("cargo::rerun-if-changed={}", path.display());
        let text = fs::read_to_string(path)?;
        let (toml, markdown) = text
            .strip_prefix("```toml\n")
            .and_then(|body| body.split_once("\n```\n"))
            .unwrap_or_else(|| panic!("{name}: the page does not open with a ```toml block"));
        let markdown = markdown.trim_start();
        let title = markdown
            .strip_prefix("# ")
            .and_then(|rest| rest.lines().next())
            .unwrap_or_else(|| panic!("{name}: there is no `# title` below the header"));
        let header = DeTable::parse(toml).unwrap_or_else(|wrong| panic!("{name}: {wrong}"));
        let header = header.get_ref();
        let level = texts(header, "level").pop().unwrap_or("off");
        let tags = texts(header, "tags");
        for old in texts(header, "formerly") {
            let names = formerly.entry(old.to_owned()).or_insert_with(Vec::new);
            names.push(name);
        }
        let check = header.get("check").map(|check| check.get_ref());
        let check = check.and_then(DeValue::as_table);
        let types = check.map_or(Vec::new(), |check| texts(check, "resource"));
        let (coded, help) = if check.is_some() {
            ("None".to_owned(), first_of_fix(markdown))
        } else {
            let variant = variant(name);
            writeln!(variants, "    /// `{name}`\n    {variant},").expect("a String takes all");
            let module = name.replace('-', "_");
            writeln!(
                arms,
                "        Coded::{variant} => {family}::{module}::check,"
            )
            .expect("a String takes all");
            (format!("Some(Coded::{variant})"), String::new())
        };
        let start = prose.len();
        prose += markdown;
        writeln!(
            list,
            "    Page {{ name: {name:?}, family: {family:?}, title: {:?}, toml: {toml:?}, level: {level:?}, tags: &{tags:?}, \
             types: &{types:?}, help: {help:?}, prose: {start}..{}, coded: {coded} }},",
            title.trim(),
            prose.len(),
        )
        .expect("a String takes all");
    }
    let passes = format!(
        "/// The check of a lint. A page without one does not compile.\n\
         pub fn pass(lint: Coded) -> Pass {{\n    match lint {{\n{arms}    }}\n}}\n"
    );
    for name in formerly.keys() {
        assert!(
            !pages.contains_key(name),
            "{name}: a name is not given twice"
        );
    }
    let formerly = formerly
        .iter()
        .map(|(old, names)| format!("    ({old:?}, &{names:?}),\n"));
    let formerly: String = formerly.collect();
    let code = format!(
        "/// The lints whose check is a function in `passes`.\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq)]\npub enum Coded {{\n{variants}}}\n\
         static PAGES: &[Page] = &[\n{list}];\n\
         static FORMERLY: &[(&str, &[&str])] = &[\n{formerly}];\n"
    );
    let out = env::var("OUT_DIR").expect("cargo sets it");
    let out = Path::new(&out);
    fs::write(out.join("pages.rs"), code)?;
    fs::write(out.join("passes.rs"), passes)?;
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
    packed.write_all(prose.as_bytes())?;
    fs::write(out.join("prose.deflate"), packed.finish()?)
}

/// Tests over a folder of plans are compiled as ignored where `FRONTLINT_CORPUS` names none.
fn corpus() {
    println!("cargo::rerun-if-env-changed=FRONTLINT_CORPUS");
    println!("cargo::rustc-check-cfg=cfg(corpus)");
    if env::var_os("FRONTLINT_CORPUS").is_some() {
        println!("cargo::rustc-cfg=corpus");
    }
}

/// A page's place.
struct Page {
    /// The folder it lies in.
    family: String,
    path: PathBuf,
}

/// The pages of all families by their names, which are unique over all.
fn pages(lints: &Path) -> io::Result<BTreeMap<String, Page>> {
    let mut pages = BTreeMap::new();
    for family in folder(lints)?.into_iter().filter(|path| path.is_dir()) {
        for path in folder(&family)? {
            let (family, name) = (text(family.file_name()), text(path.file_stem()));
            if let Some(other) = pages.insert(name.clone(), Page { family, path }) {
                panic!(
                    "{name}: there is a page of this name at {}",
                    other.path.display()
                );
            }
        }
    }
    Ok(pages)
}

fn folder(path: &Path) -> io::Result<Vec<PathBuf>> {
    fs::read_dir(path)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect()
}

fn text(name: Option<&OsStr>) -> String {
    let name = name.and_then(OsStr::to_str);
    name.expect("pages and families have ASCII names")
        .to_owned()
}

/// What a page's *Fix* section begins with, on one line.
fn first_of_fix(markdown: &str) -> String {
    let section = markdown.split_once("\n## Fix\n").map(|(_, rest)| rest);
    let paragraph = section.and_then(|section| section.trim_start().split("\n\n").next());
    let words = paragraph.unwrap_or_default().split_whitespace();
    words.collect::<Vec<_>>().join(" ")
}

/// The text, or the texts, that a key holds.
fn texts<'t>(table: &'t DeTable<'_>, key: &str) -> Vec<&'t str> {
    let value = table.get(key).map(|value| value.get_ref());
    match value {
        Some(DeValue::String(text)) => vec![text.as_ref()],
        Some(DeValue::Array(items)) => {
            let items = items.iter();
            items.filter_map(|item| item.get_ref().as_str()).collect()
        }
        _ => Vec::new(),
    }
}

/// `listener-http-forwards` → `ListenerHttpForwards`.
fn variant(name: &str) -> String {
    name.split('-')
        .map(|word| {
            let (first, rest) = word.split_at(1);
            first.to_ascii_uppercase() + rest
        })
        .collect()
}
