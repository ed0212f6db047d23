//! Lists `lints/*.md` for the catalogue: of each page its header, what every run asks for, and a
//! variant of `Coded` where its check is Rust. The prose of all pages is packed into one file.
//!
//! A list of strings in TOML is one in Rust, so that nothing is parsed here; a test
//! compares what is read here with what the header says.

use flate2::Compression;
use flate2::write::DeflateEncoder;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=lints");
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets it");
    let mut pages: Vec<_> = fs::read_dir(Path::new(&root).join("lints"))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<_>>()?;
    pages.retain(|path| {
        path.extension().is_some_and(|end| end == "md") && !path.ends_with("README.md")
    });
    pages.sort();

    let mut list = String::new();
    let mut variants = String::new();
    let mut prose = String::new();
    for path in &pages {
        println!("cargo::rerun-if-changed={}", path.display());
        let name = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .expect("page names are ASCII");
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
        let level = between(toml, "level", '"', '"').unwrap_or("off");
        let tags = between(toml, "tags", '[', ']').unwrap_or_default();
        let check = toml.split_once("\n[check]\n").map(|(_, check)| check);
        let types = check.and_then(|check| between(check, "resource", '[', ']'));
        let types = types.unwrap_or_default();
        let (coded, help) = if check.is_some() {
            ("None".to_owned(), first_of_fix(markdown))
        } else {
            let variant = variant(name);
            writeln!(variants, "    /// `{name}`\n    {variant},").expect("a String takes all");
            (format!("Some(Coded::{variant})"), String::new())
        };
        let start = prose.len();
        prose += markdown;
        writeln!(
            list,
            "    Page {{ name: {name:?}, title: {:?}, toml: {toml:?}, level: {level:?}, tags: &[{tags}], \
             types: &[{types}], help: {help:?}, prose: {start}..{}, coded: {coded} }},",
            title.trim(),
            prose.len(),
        )
        .expect("a String takes all");
    }
    let code = format!(
        "/// The lints whose check is a function in `passes`.\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq)]\npub enum Coded {{\n{variants}}}\n\
         static PAGES: &[Page] = &[\n{list}];\n"
    );
    let out = env::var("OUT_DIR").expect("cargo sets it");
    let out = Path::new(&out);
    fs::write(out.join("pages.rs"), code)?;
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
    packed.write_all(prose.as_bytes())?;
    fs::write(out.join("prose.deflate"), packed.finish()?)
}

/// What a page's *Fix* section begins with, on one line.
fn first_of_fix(markdown: &str) -> String {
    let section = markdown.split_once("\n## Fix\n").map(|(_, rest)| rest);
    let paragraph = section.and_then(|section| section.trim_start().split("\n\n").next());
    let words = paragraph.unwrap_or_default().split_whitespace();
    words.collect::<Vec<_>>().join(" ")
}

/// What stands between two marks behind the first line that gives `key` its value.
fn between<'t>(text: &'t str, key: &str, open: char, close: char) -> Option<&'t str> {
    let mut lines = text.split_inclusive('\n').scan(0, |end, line| {
        let start = *end;
        *end += line.len();
        Some((start, line))
    });
    let given = |line: &str| {
        line.split('=')
            .next()
            .is_some_and(|name| name.trim() == key)
    };
    let (start, _) = lines.find(|(_, line)| given(line))?;
    let (_, value) = text[start..].split_once(open)?;
    value.split_once(close).map(|(value, _)| value)
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
