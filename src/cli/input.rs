//! Finds and reads the plans that the arguments name.

use super::paths::in_repository;
use super::read::plain;
use super::{read, tell};
use crate::plan::{ReadError, decode};
use crate::report::{Refused, escaped};
use globset::GlobBuilder;
use miette::Diagnostic;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// One input: a file, or stdin.
pub(crate) struct Input {
    /// `None` for stdin.
    pub(crate) path: Option<PathBuf>,
    /// Found by a search rather than named: what is no plan is passed over.
    pub(crate) searched: bool,
    /// Named by an argument, so that it may be a pipe.
    typed: bool,
    /// What `[[plans]]` says of it: the root module's directory, and what to call it.
    pub(crate) root: Option<PathBuf>,
    pub(crate) id: Option<String>,
    /// Whether `[[plans]]` lists it, so that it should fit the sources.
    pub(crate) listed: bool,
}

impl Input {
    /// An input that an argument names: a file, or stdin for `-`.
    pub(crate) fn named(argument: &str) -> Self {
        Self::of((argument != "-").then(|| PathBuf::from(argument)), false)
    }

    /// An input that a list names, and that is to be a plain file.
    pub(crate) fn listed(path: PathBuf) -> Self {
        Self {
            typed: false,
            ..Self::of(Some(path), false)
        }
    }

    fn of(path: Option<PathBuf>, searched: bool) -> Self {
        Self {
            path,
            searched,
            typed: !searched,
            root: None,
            id: None,
            listed: false,
        }
    }

    pub(crate) fn name(&self) -> String {
        match &self.path {
            Some(path) => path.display().to_string(),
            None => "stdin".to_owned(),
        }
    }

    /// Reads the text.
    ///
    /// # Errors
    /// What the system says, or what the bytes are instead of text.
    pub(crate) fn read(&self) -> Result<String, Refused> {
        let read = match &self.path {
            Some(path) => self.open(path).and_then(read_file),
            None => read_some(io::stdin().lock(), 0),
        };
        let bytes = read.map_err(|error| self.unreadable(&error))?;
        bytes
            .ok_or(ReadError::TooLarge {
                gibibytes: LARGEST >> 30,
            })
            .and_then(decode)
            .map_err(|error| self.refused(&error))
    }

    fn open(&self, path: &Path) -> io::Result<File> {
        match self.typed {
            true => File::open(path),
            false => read::open_plain(path),
        }
    }

    /// What reports call it: its path in the repository, or its name.
    pub(crate) fn id(&self) -> String {
        if let Some(id) = &self.id {
            return id.clone();
        }
        match &self.path {
            Some(path) => in_repository(path).unwrap_or_else(|| {
                let name = path.file_name().unwrap_or(path.as_os_str());
                name.to_string_lossy().into_owned()
            }),
            None => "stdin".to_owned(),
        }
    }

    /// Says that Terraform itself could not finish the plan.
    pub(crate) fn errored(&self) -> Refused {
        Refused {
            input: self.name(),
            code: "frontlint::plan::errored".into(),
            message: "Terraform could not finish this plan, so it is not whole".into(),
            help: "mend what `terraform plan` complains about, and plan again".into(),
        }
    }

    /// Why it is no plan.
    pub(crate) fn refused(&self, error: &ReadError) -> Refused {
        Refused {
            input: self.name(),
            code: error
                .code()
                .map(|code| code.to_string())
                .unwrap_or_default(),
            message: error.to_string(),
            help: error
                .help()
                .map(|help| help.to_string())
                .unwrap_or_default(),
        }
    }

    pub(crate) fn unreadable(&self, error: &io::Error) -> Refused {
        let help = match error.kind() {
            io::ErrorKind::NotFound => {
                "check the path; `frontlint check DIR` searches a directory for plans"
            }
            io::ErrorKind::PermissionDenied => "let the user who runs frontlint read it",
            _ => "check that it is a plain file",
        };
        Refused {
            input: self.name(),
            code: "frontlint::input::unreadable".into(),
            message: format!("the file cannot be read: {}", plain(error)),
            help: help.into(),
        }
    }
}

/// No plan has more bytes, and what never ends is not read for ever.
const LARGEST: usize = 2 << 30;

/// Reads a file; nothing comes back of one that is too large.
fn read_file(file: File) -> io::Result<Option<Vec<u8>>> {
    match usize::try_from(file.metadata()?.len()) {
        Ok(size) if size <= LARGEST => read_some(file, size),
        _ => Ok(None),
    }
}

fn read_some(from: impl Read, size: usize) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(size)?;
    from.take(LARGEST as u64 + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() <= LARGEST).then_some(bytes))
}

pub(super) fn named(arguments: &[String]) -> (Vec<Input>, Vec<Refused>) {
    let mut inputs = Vec::new();
    let mut refused = Vec::new();
    for argument in arguments {
        let path = Path::new(argument);
        if argument != "-" && path.is_dir() {
            let found = search(path, &[], &|_| true);
            if found.is_empty() {
                refused.push(nothing(argument, "no plan in JSON is below this directory"));
            }
            inputs.extend(found);
        } else if argument.contains(['*', '?', '[', '{']) && !path.exists() {
            match glob(argument) {
                Ok(found) if found.is_empty() => {
                    refused.push(nothing(argument, "no plan in JSON matches"))
                }
                Ok(found) => inputs.extend(found),
                Err(why) => refused.push(Refused {
                    code: "frontlint::input::no_glob".into(),
                    help: "`*` stands for a part of a name, `**` for directories".into(),
                    ..nothing(argument, &why)
                }),
            }
        } else {
            inputs.push(Input::named(argument));
        }
    }
    // One named twice is read once.
    let mut seen = std::collections::HashSet::new();
    inputs.retain(|input| seen.insert(input.path.clone()));
    (inputs, refused)
}

/// The code of what is not there.
pub(crate) const NOTHING: &str = "frontlint::input::none";

pub(crate) fn nothing(argument: &str, message: &str) -> Refused {
    Refused {
        input: argument.to_owned(),
        code: NOTHING.into(),
        message: message.to_owned(),
        help: "make one: `terraform plan -out=tfplan && terraform show -json tfplan > plan.json`"
            .into(),
    }
}

fn glob(pattern: &str) -> Result<Vec<Input>, String> {
    let tidy = pattern.strip_prefix("./").unwrap_or(pattern);
    // `*` stands for a part of a name, and only `**` for directories.
    let glob = GlobBuilder::new(tidy).literal_separator(true).build();
    let glob = glob.map_err(|error| format!("this is no glob: {}", error.kind()))?;
    let matcher = glob.compile_matcher();
    // The search starts below the part without wildcards.
    let fixed: PathBuf = Path::new(tidy)
        .components()
        .take_while(|part| {
            !part
                .as_os_str()
                .to_string_lossy()
                .contains(['*', '?', '[', '{'])
        })
        .collect();
    let base = if fixed.as_os_str().is_empty() {
        Path::new(".")
    } else {
        &fixed
    };
    let names: Vec<&str> = tidy.split('/').collect();
    Ok(search(base, &names, &|path| {
        matcher.is_match(path.strip_prefix("./").unwrap_or(path))
    }))
}

/// Files below a directory that look like plans; in directories where nobody keeps plans only
/// when they are asked for by name.
pub(super) fn search(base: &Path, asked: &[&str], matches: &dyn Fn(&Path) -> bool) -> Vec<Input> {
    let mut found = Vec::new();
    let mut unread = Vec::new();
    let entries = WalkDir::new(base).sort_by_file_name().into_iter();
    for entry in entries.filter_entry(|entry| entry.depth() == 0 || !is_passed_over(entry, asked)) {
        match entry {
            Ok(entry) if !entry.file_type().is_file() || !matches(entry.path()) => {}
            Ok(entry) => match looks_like_a_plan(entry.path()) {
                Ok(true) => found.push(entry.into_path()),
                Ok(false) => {}
                Err(_) => unread.push(entry.into_path()),
            },
            Err(error) if is_missing(&error) => {}
            Err(error) => unread.extend(error.path().map(Path::to_owned)),
        }
    }
    let tidy = |path: PathBuf| path.strip_prefix("./").map(Path::to_owned).unwrap_or(path);
    if let Some(first) = unread.first().cloned().map(tidy) {
        let more = match unread.len() - 1 {
            0 => String::new(),
            more => format!(", nor can {more} more"),
        };
        tell(&escaped(&format!(
            "warning: {} cannot be read{more}: if it is a plan, it is not judged",
            first.display()
        )));
    }
    let inputs = found.into_iter().map(tidy);
    inputs.map(|path| Input::of(Some(path), true)).collect()
}

/// What is not there, such as the directory of a glob that meets nothing.
fn is_missing(error: &walkdir::Error) -> bool {
    let cause = error.io_error();
    cause.is_some_and(|cause| cause.kind() == io::ErrorKind::NotFound)
}

/// Directories in which nobody keeps plans.
fn is_passed_over(entry: &DirEntry, asked: &[&str]) -> bool {
    let names = [
        ".git",
        ".terraform",
        ".terragrunt-cache",
        "node_modules",
        "target",
    ];
    let mut names = names.iter().filter(|name| !asked.contains(*name));
    entry.file_type().is_dir() && names.any(|name| entry.file_name() == *name)
}

/// Whether the first bytes are those of an object with a format version, or of what CI makes of
/// one.
fn looks_like_a_plan(path: &Path) -> io::Result<bool> {
    let mut head = Vec::new();
    File::open(path)?.take(4096).read_to_end(&mut head)?;
    // UTF-16 is told by its mark; what counts are the ASCII letters in it.
    head.retain(|byte| *byte != 0);
    let text = String::from_utf8_lossy(&head);
    let text = text.trim_start_matches(|char: char| {
        char == '\u{feff}' || char == '\u{fffd}' || char.is_whitespace()
    });
    let is_wrapped = || {
        let is_json = path.extension().is_some_and(|end| end == "json");
        is_json && text.contains("{\"format_version\"")
    };
    let versions = ["\"format_version\"", "\"plan_format_version\""];
    let is_plan = text.starts_with('{') && versions.iter().any(|name| text.contains(name));
    Ok(is_plan || is_wrapped())
}
