//! Lists `lints/*.md` for the catalogue: each page's text, what of its header every
//! run asks for, and a variant of `Coded` for each page whose check is Rust.
//!
//! A list of strings in TOML is one in Rust, so that nothing is parsed here; a test
//! compares what is read here with what the header says.

use std::fmt::Write;
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
    for path in &pages {
        println!("cargo::rerun-if-changed={}", path.display());
        let name = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .expect("page names are ASCII");
        let text = fs::read_to_string(path)?;
        let level = between(&text, "level", '"', '"').unwrap_or("off");
        let tags = between(&text, "tags", '[', ']').unwrap_or_default();
        let check = text.split_once("\n[check]\n").map(|(_, check)| check);
        let types = check.and_then(|check| between(check, "resource", '[', ']'));
        let coded = if check.is_some() {
            "None".to_owned()
        } else {
            let variant = variant(name);
            writeln!(variants, "    /// `{name}`\n    {variant},").expect("a String takes all");
            format!("Some(Coded::{variant})")
        };
        writeln!(
            list,
            "    Page {{ name: {name:?}, text: include_str!({:?}), level: {level:?}, tags: &[{tags}], types: &[{}], coded: {coded} }},",
            path.display().to_string(),
            types.unwrap_or_default(),
        )
        .expect("a String takes all");
    }
    let code = format!(
        "/// The lints whose check is a function in `passes`.\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq)]\npub enum Coded {{\n{variants}}}\n\
         static PAGES: &[Page] = &[\n{list}];\n"
    );
    let out = env::var("OUT_DIR").expect("cargo sets it");
    fs::write(Path::new(&out).join("pages.rs"), code)
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
