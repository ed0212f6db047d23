//! Lists `lints/*.md` for the catalogue: each page's text, and a variant of
//! `Coded` for each page whose check is Rust.

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
        let has_check = fs::read_to_string(path)?
            .lines()
            .any(|line| line == "[check]");
        let coded = if has_check {
            "None".to_owned()
        } else {
            let variant = variant(name);
            writeln!(variants, "    /// `{name}`\n    {variant},").expect("a String takes all");
            format!("Some(Coded::{variant})")
        };
        writeln!(
            list,
            "    ({name:?}, include_str!({:?}), {coded}),",
            path.display().to_string()
        )
        .expect("a String takes all");
    }
    let code = format!(
        "/// The lints whose check is a function in `passes`.\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq)]\npub enum Coded {{\n{variants}}}\n\
         pub(super) const PAGES: &[(&str, &str, Option<Coded>)] = &[\n{list}];\n"
    );
    let out = env::var("OUT_DIR").expect("cargo sets it");
    fs::write(Path::new(&out).join("pages.rs"), code)
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
