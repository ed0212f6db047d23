//! Whether sources are those that a plan was made from.

use super::Sources;
use super::tree::{Attribute, Block};
use crate::plan::{Expression, Expressions, Kind, Plan, Value, WrittenBlocks};
use std::collections::{BTreeMap, BTreeSet};

impl Sources {
    /// Forgets the modules from elsewhere that do not declare what the plan has of them: another
    /// version was installed since.
    pub fn without_strangers(mut self, plan: &Plan<'_>) -> Sources {
        if self.elsewhere.is_empty() {
            return self;
        }
        let written = plan.written_blocks();
        let mut elsewhere = std::mem::take(&mut self.elsewhere);
        elsewhere.retain(|path, directory| {
            let module = self.modules.get(directory);
            module.is_some_and(|module| module.fits(written.get(path)))
        });
        self.elsewhere = elsewhere;
        self
    }

    /// Whether each module of the plan declares what the plan has of it, and nothing else.
    pub fn fits(&self, plan: &Plan<'_>) -> bool {
        let written = plan.written_blocks();
        let mut modules = written.iter();
        modules.all(|(path, written)| {
            let module = self.known(path);
            module.is_some_and(|module| module.fits(Some(written)))
        })
    }
}

impl Sources {
    /// Whether a module at hand is not what the plan was made from: it declares other blocks, or
    /// another literal for an attribute. What cannot be compared counts as the same.
    pub fn differs(&self, plan: &Plan<'_>) -> bool {
        if !self.broken.is_empty() {
            return false;
        }
        let written = plan.written_blocks();
        let mut known = written
            .iter()
            .filter_map(|(path, written)| Some((self.known(path)?, written)));
        if known.any(|(module, written)| !module.fits(Some(written))) {
            return true;
        }
        let mut arguments = plan.written_arguments().into_iter();
        arguments.any(|((path, block), arguments)| {
            let module = self.known(&path);
            let block = module.and_then(|module| module.resources.get(&block));
            block.is_some_and(|block| self.says_otherwise(block, arguments))
        })
    }

    /// Whether a block is written with other literals than these arguments.
    fn says_otherwise(&self, block: &Block, arguments: &Expressions<'_>) -> bool {
        let attributes = block.body.attributes.iter();
        let of_terraform = ["count", "for_each", "provider", "depends_on", "//"];
        let own = attributes.filter(|one| !of_terraform.contains(&one.name.as_str()));
        let literals = own.filter_map(|one| Some((one, Literal::read(self.text_of(one)?)?)));
        literals
            .into_iter()
            .any(|(one, literal)| match arguments.get(&one.name) {
                Some(Expression::Constant(value)) => !literal.is(value),
                Some(_) => false,
                None => true,
            })
            || arguments.iter().any(|(name, argument)| {
                let is_plain = matches!(argument, Expression::Constant(value)
                    if matches!(value.kind, Kind::String(_) | Kind::Number(_) | Kind::Bool(_)));
                is_plain && !block.body.has(name)
            })
    }

    /// The text of an attribute's value.
    fn text_of(&self, attribute: &Attribute) -> Option<&str> {
        let span = attribute.written;
        let file = self.files.get(span.file)?;
        file.whole.get(span.start..span.end)
    }

    /// Finds a file in the repository that these sources and a working tree do not share, other
    /// ends of lines aside: by its path, the first of all.
    pub fn first_difference(&self, tree: &Sources) -> Option<String> {
        let (one, other) = (self.in_repository(), tree.in_repository());
        let same = |path: &&str| match (one.get(path), other.get(path)) {
            (Some(one), Some(other)) => {
                one == other || one.replace("\r\n", "\n") == other.replace("\r\n", "\n")
            }
            _ => false,
        };
        let paths: BTreeSet<&str> = one.keys().chain(other.keys()).copied().collect();
        let found = paths.into_iter().find(|path| !same(path));
        found.map(str::to_owned)
    }

    /// The paths of the files of the modules in the repository, in their order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.in_repository().into_keys()
    }

    /// The files of the modules in the repository.
    fn in_repository(&self) -> BTreeMap<&str, &str> {
        let files = self.files.iter().map(|text| (&*text.path, &*text.whole));
        files
            .filter(|(path, _)| {
                let directory = path.rsplit_once('/').map_or("", |(directory, _)| directory);
                self.is_in_repository(directory)
            })
            .collect()
    }
}

/// A value that is written out in one word.
enum Literal<'t> {
    Text(&'t str),
    Number(f64),
    Bool(bool),
}

impl<'t> Literal<'t> {
    fn read(text: &'t str) -> Option<Self> {
        match text {
            "true" => return Some(Self::Bool(true)),
            "false" => return Some(Self::Bool(false)),
            _ => {}
        }
        if let Ok(number) = text.parse() {
            return Some(Self::Number(number));
        }
        let inner = text.strip_prefix('"')?.strip_suffix('"')?;
        let is_plain =
            !inner.contains(['"', '\\']) && !inner.contains("${") && !inner.contains("%{");
        is_plain.then_some(Self::Text(inner))
    }

    /// Whether it is that value; of other kinds of values nobody knows.
    fn is(&self, value: &Value<'_>) -> bool {
        match (self, &value.kind) {
            (Self::Text(one), Kind::String(other)) => one == other,
            (Self::Number(one), Kind::Number(other)) => one == other,
            (Self::Bool(one), Kind::Bool(other)) => one == other,
            _ => true,
        }
    }
}

impl super::Module {
    fn fits(&self, written: Option<&WrittenBlocks>) -> bool {
        let Some(written) = written else { return false };
        self.resources
            .keys()
            .all(|address| written.contains(address))
            && written
                .iter()
                // Those in `check` blocks are not read here.
                .filter(|address| !address.starts_with("data."))
                .all(|address| self.resources.contains_key(address))
    }
}
