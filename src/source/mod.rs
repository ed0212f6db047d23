//! The text of a root module and its modules → places in files.
//!
//! In come the files as the caller read them and what the plan says about module calls; out come
//! file, line and column for a place in a resource, and the references that a plan leaves out
//! (locals, `dynamic` blocks). Modules from elsewhere give references alone: nobody can mend a line
//! of theirs. It never touches the disk and never evaluates an expression. A file that does not
//! parse costs its own places only.

mod comments;
mod crowd;
mod draft;
mod edit;
mod fit;
mod hcl;
mod json;
mod modules;
mod parts;
mod references;
mod scan;
mod snapshot;
mod terms;
mod text;
mod times;
mod tree;
mod written;

#[cfg(test)]
mod tests;

pub use comments::{Form, Scope, Suppression};
pub use edit::{Patch, Rewrite, quoted};
pub use modules::{directories, elsewhere, is_of_opentofu, is_source};
pub use snapshot::{Snapshot, SnapshotError};

use crate::plan::{
    Address, Draft, Evidence, Holder, Part, Site, Spelling, Standing, Template, Term, Written,
};
use modules::{Member, Syntax};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::hash::Hash;
use text::{Span, Text};
use tree::{Block, Item, Named};

/// One Terraform file, as the caller read it.
#[derive(Debug, Clone)]
pub struct File {
    /// Relative to the root module's directory, separated by `/`; may start with `../`.
    pub path: String,
    pub text: String,
}

/// What the plan's configuration calls a module: call path (names without instance keys) →
/// `source` as written. The root is the empty path and is not listed.
pub type Calls = BTreeMap<Vec<String>, String>;

/// The directories of modules that are not in the repository, by call path.
pub type Elsewhere = BTreeMap<Vec<String>, String>;

/// A file that could not be read, so that no place in it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    pub file: String,
    /// From 1.
    pub line: usize,
    /// One line of text.
    pub reason: String,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.reason)
    }
}

/// A place in a resource or data source.
#[derive(Debug, Clone, Copy)]
pub struct Sought<'a> {
    /// The calls that lead to its module, without instance keys.
    pub module: &'a [String],
    pub data: bool,
    pub type_name: &'a str,
    pub name: &'a str,
    pub path: &'a [Step],
}

/// One step into a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// A block's or an attribute's name.
    pub name: String,
    /// Which of the blocks of this name it is: those that are written out come first, in source
    /// order, then the `dynamic` ones; `None` when not known. For an attribute that holds a list of
    /// objects, which of them.
    pub block: Option<usize>,
}

/// A part of one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// As the caller named it.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// Byte offsets in the file's text, end exclusive.
    pub start: usize,
    pub end: usize,
    /// From 1, in UTF-16 code units, end exclusive, as SARIF counts.
    pub column: usize,
    pub end_column: usize,
    pub at: At,
}

/// Where a module is called, or where a call sets one of its variables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallSite {
    /// The names of the calls, from the root module.
    pub call: Vec<String>,
    /// The variable that is set there; `None` for the call itself.
    pub argument: Option<String>,
    pub at: Location,
}

/// What stands at a location.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    Attribute,
    /// The header of a resource or of a block inside it.
    Block,
    /// The `module` block that leads to a module outside the repository.
    Call,
}

/// The files of the modules, indexed.
#[derive(Debug)]
pub struct Sources {
    files: Vec<Text>,
    broken: Vec<Broken>,
    /// The directory of each module in the repository, by call path.
    directories: BTreeMap<Vec<String>, String>,
    /// The directory of each other module whose files are at hand.
    elsewhere: Elsewhere,
    modules: HashMap<String, Module>,
    /// Whether the files are those of a binary plan, and nobody's to change.
    planned: bool,
}

#[derive(Debug, Default)]
struct Module {
    resources: HashMap<String, Block>,
    calls: HashMap<String, Block>,
    locals: HashMap<String, Spelling>,
    outputs: HashMap<String, Spelling>,
    /// What locals and outputs are made of.
    made: HashMap<Named, Vec<Part>>,
    /// Where locals and outputs are written.
    values: HashMap<Named, Span>,
}

impl Sources {
    /// Reads the files that belong to the root module or to a local one; others have a text only.
    pub fn parse(files: Vec<File>, calls: &Calls) -> Sources {
        Sources::with_elsewhere(files, calls, Elsewhere::new())
    }

    /// The same with modules from elsewhere, which give references and no places.
    pub fn with_elsewhere(files: Vec<File>, calls: &Calls, elsewhere: Elsewhere) -> Sources {
        let mut all = directories(calls);
        all.extend(elsewhere.values().cloned());
        let members = modules::members(&files, &all);
        let mut sources = Sources {
            files: files.into_iter().map(Text::new).collect(),
            broken: Vec::new(),
            directories: modules::by_call(calls),
            elsewhere,
            modules: HashMap::new(),
            planned: false,
        };
        for member in members {
            sources.read(member);
        }
        sources
    }

    fn read(&mut self, member: Member) {
        let Some(text) = self.files.get(member.file) else {
            return;
        };
        let (base, content) = text.content();
        let items = match member.syntax {
            Syntax::Native => hcl::read(content, member.file, base),
            Syntax::Json => json::read(content, member.file, base),
        };
        match items {
            Ok(items) => {
                let module = self.modules.entry(member.directory).or_default();
                items
                    .into_iter()
                    .for_each(|item| module.add(item, member.overrides));
            }
            // Of a module from elsewhere no lines are expected.
            Err(_) if !self.is_in_repository(&member.directory) => {}
            Err((offset, reason)) => self.broken.push(Broken {
                file: text.path.clone(),
                line: text.line(base + offset),
                reason,
            }),
        }
    }

    /// Reports whether no file was given.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Lists the files that did not parse.
    pub fn broken(&self) -> &[Broken] {
        &self.broken
    }

    /// Finds the comments that suppress findings, in the order of files and lines.
    pub fn suppressions(&self) -> Vec<Suppression> {
        let mut paths: BTreeMap<&str, Vec<Vec<String>>> = BTreeMap::new();
        for (path, directory) in &self.directories {
            paths.entry(directory).or_default().push(path.clone());
        }
        let of_file = |text: &Text| {
            let directory = text
                .path
                .rsplit_once('/')
                .map_or("", |(directory, _)| directory);
            let calls = paths.get(directory).map_or(&[][..], Vec::as_slice);
            comments::suppressions(text, calls)
        };
        self.files.iter().flat_map(of_file).collect()
    }

    /// Finds a file's text by the path that it was given with.
    pub fn text(&self, file: &str) -> Option<&str> {
        self.files
            .iter()
            .find(|text| text.path == file)
            .map(|text| text.whole.as_str())
    }

    /// Finds the line for a place: the attribute, or, when it is not there, the header of the
    /// innermost block that would hold it. Of a module that is not in the repository, it knows
    /// the call only.
    pub fn locate(&self, place: &Sought<'_>) -> Option<Location> {
        let address = tree::address(place.data, place.type_name, place.name);
        let module = self.module(place.module);
        match module.and_then(|module| module.resources.get(&address)) {
            Some(block) => {
                let (span, at) = tree::find(block, place.path);
                self.location(span, at)
            }
            None => self.locate_call(place.module),
        }
    }

    /// Finds the header of the innermost `module` block on a call path that stands in the
    /// repository.
    pub fn locate_call(&self, module: &[String]) -> Option<Location> {
        let calls = (1..=module.len())
            .rev()
            .filter_map(|length| module[..length].split_last());
        let block = |(name, parent): (&String, &[String])| self.module(parent)?.calls.get(name);
        self.location(calls.filter_map(block).next()?.header, At::Call)
    }

    /// The calls that lead to a place in a module of the repository, from the innermost outward:
    /// the header of the first, and the argument of each by which the place's value comes in.
    pub fn calls_to(&self, place: &Sought<'_>) -> Vec<CallSite> {
        let address = tree::address(place.data, place.type_name, place.name);
        let module = self.module(place.module);
        let Some(block) = module.and_then(|module| module.resources.get(&address)) else {
            return Vec::new();
        };
        let attribute = tree::attribute_at(block, place.path);
        let mut variable = attribute.and_then(|attribute| self.variable(attribute));
        let mut sites = Vec::new();
        for length in (1..=place.module.len()).rev() {
            let path = &place.module[..length];
            let call = path.split_last().and_then(|(name, parent)| {
                let parent = self.module(parent)?;
                parent.calls.get(name)
            });
            let Some(call) = call else { break };
            let argument = variable.and_then(|name| call.body.attribute(name));
            let header = self.location(call.header, At::Call);
            let header = header.filter(|_| sites.is_empty());
            sites.extend(header.map(|at| CallSite {
                call: path.to_vec(),
                argument: None,
                at,
            }));
            let Some(argument) = argument else { break };
            let at = self.location(argument.span, At::Attribute);
            sites.extend(at.map(|at| CallSite {
                call: path.to_vec(),
                argument: Some(argument.name.clone()),
                at,
            }));
            variable = self.variable(argument);
        }
        sites
    }

    /// The variable that an attribute's value is, or is taken from.
    fn variable(&self, attribute: &tree::Attribute) -> Option<&str> {
        let written = attribute.written;
        let text = self
            .files
            .get(written.file)?
            .whole
            .get(written.start..written.end)?;
        let text = text.trim().trim_matches('"');
        let text = text.strip_prefix("${").unwrap_or(text);
        let name = text.trim_start().strip_prefix("var.")?;
        let end = name.find(|char: char| !(char.is_alphanumeric() || "_-".contains(char)));
        Some(&name[..end.unwrap_or(name.len())])
    }

    /// Lists the references of a module's `local.NAME` in the plan's own notation, further locals
    /// not followed. `None` when the local is not known.
    pub fn local_references(&self, module: &[String], name: &str) -> Option<&[String]> {
        Some(self.known(module)?.locals.get(name)?.chains.as_slice())
    }

    /// Lists the references of what `dynamic` blocks hold at a path of a resource (mode, type,
    /// name), in the plan's own notation. A path that ends at the blocks gives the references of
    /// `for_each` and of all content; one that goes on to an attribute gives that attribute's,
    /// with those of `for_each` in the place of the iterator's.
    pub fn dynamic_references(
        &self,
        module: &[String],
        (mode, type_name, name): (&str, &str, &str),
        path: &[&str],
    ) -> Vec<String> {
        let address = tree::address(mode == "data", type_name, name);
        let block = self
            .known(module)
            .and_then(|module| module.resources.get(&address));
        let mut found = Vec::new();
        if let Some(block) = block {
            match path {
                [] => block.body.all_of_dynamic(&mut found),
                path => block.body.dynamic_references(path, false, &mut found),
            }
        }
        found.concat()
    }

    /// A module in the repository.
    fn module(&self, path: &[String]) -> Option<&Module> {
        self.modules.get(self.directories.get(path)?)
    }

    /// A module, wherever it is from.
    fn known(&self, path: &[String]) -> Option<&Module> {
        let directory = self
            .directories
            .get(path)
            .or_else(|| self.elsewhere.get(path))?;
        self.modules.get(directory)
    }

    /// Whether the files can be changed.
    fn is_working_tree(&self) -> bool {
        !self.planned
    }

    fn is_in_repository(&self, directory: &str) -> bool {
        self.directories.values().any(|own| own == directory)
    }

    fn location(&self, span: Span, at: At) -> Option<Location> {
        Some(self.files.get(span.file)?.location(span, at))
    }
}

impl Module {
    /// Takes in a declaration. Of two with one name the first stays, unless an override file
    /// declares the second.
    fn add(&mut self, item: Item, overrides: bool) {
        match item {
            Item::Resource(address, block) => add(&mut self.resources, address, block, overrides),
            Item::Call(name, block) => add(&mut self.calls, name, block, overrides),
            Item::Local(name, value) => {
                if overrides {
                    self.made.remove(&Named::Local(name.clone()));
                }
                replace(&mut self.locals, name, value, overrides);
            }
            Item::Output(name, value) => replace(&mut self.outputs, name, value, overrides),
            Item::Value(name, span) => replace(&mut self.values, name, span, overrides),
            Item::Made(name, parts) => replace(&mut self.made, name, parts, overrides),
        }
    }
}

fn replace<K: Eq + Hash, V>(values: &mut HashMap<K, V>, key: K, value: V, overrides: bool) {
    if overrides || !values.contains_key(&key) {
        values.insert(key, value);
    }
}

fn add(blocks: &mut HashMap<String, Block>, key: String, block: Block, overrides: bool) {
    match blocks.get_mut(&key) {
        Some(base) if overrides => base.body.merge(block.body),
        Some(_) => {}
        None => drop(blocks.insert(key, block)),
    }
}

impl Evidence for Sources {
    fn local(&self, module: &[String], name: &str) -> Option<&Spelling> {
        self.known(module)?.locals.get(name)
    }

    fn spelling(
        &self,
        module: &[String],
        holder: &Holder,
        chains: &[Cow<'_, str>],
    ) -> Option<&Spelling> {
        let module = self.known(module)?;
        let block = match holder {
            Holder::Block(address) => module.resources.get(address)?,
            Holder::Call(name) => module.calls.get(name)?,
            Holder::Output(name) => {
                return module.outputs.get(name).filter(|own| own.chains == chains);
            }
        };
        let mut found = Vec::new();
        block.body.spellings(chains, &mut found);
        let (first, others) = found.split_first()?;
        others.iter().all(|other| other == first).then_some(*first)
    }

    fn may_have_none(&self, module: &[String], address: &str) -> bool {
        let module = self.known(module);
        let block = module.and_then(|module| match address.strip_prefix("module.") {
            Some(call) => module.calls.get(call),
            None => module.resources.get(address),
        });
        block.is_some_and(|block| self.may_be_none(&block.body))
    }

    fn dynamic(&self, block: &Address, path: &[&str]) -> Vec<String> {
        let mode = if block.data { "data" } else { "managed" };
        self.dynamic_references(
            &block.call_names(),
            (mode, &block.type_name, &block.name),
            path,
        )
    }

    fn written(&self, block: &Address, path: &[(&str, Option<usize>)]) -> Written<'_> {
        let steps = path.iter().map(|(name, block)| Step {
            name: (*name).to_owned(),
            block: *block,
        });
        self.written_value(&Sought {
            module: &block.call_names(),
            data: block.data,
            type_name: &block.type_name,
            name: &block.name,
            path: &steps.collect::<Vec<_>>(),
        })
    }

    fn parts(&self, module: &[String], site: &Site<'_>) -> Option<&[Part]> {
        let module = self.known(module)?;
        let made = |name: Named| Some(module.made.get(&name)?.as_slice());
        match site {
            Site::Local(name) => made(Named::Local((*name).to_owned())),
            Site::Output(name) => made(Named::Output((*name).to_owned())),
            Site::Argument { call, name } => {
                let call = &module.calls.get(*call)?.body;
                tree::attribute(call, &[(name, None)])?.parts.as_deref()
            }
            Site::Resource { block, path } => {
                let address = tree::address(block.data, &block.type_name, &block.name);
                let resource = &module.resources.get(&address)?.body;
                tree::attribute(resource, path)?.parts.as_deref()
            }
        }
    }

    fn term(&self, module: &[String], site: &Site<'_>) -> Option<Term> {
        self.term_at(module, site)
    }

    fn templates(&self, block: &Address, path: &[&str]) -> Option<Vec<Template>> {
        self.templates_at(block, path)
    }

    fn standings(&self, block: &Address, path: &[&str]) -> Vec<Standing> {
        self.standings_at(block, path)
    }

    fn draft(&self, block: &Address, attribute: &str) -> Option<&Draft> {
        let module = self.known(&block.call_names())?;
        let address = tree::address(block.data, &block.type_name, &block.name);
        module.resources.get(&address)?.body.draft(attribute)
    }
}
