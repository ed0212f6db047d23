//! The configuration as the plan repeats it: modules, their calls, and blocks
//! with the expressions of their arguments.

use super::address::{Address, Key};
use super::document;
use super::expression::{Expression, Expressions};
use super::members::Members;
use super::skeleton::Unread;
use super::value::{Kind, Value};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::sync::Arc;

/// One module, as written once, whatever the number of its instances.
#[derive(Default)]
pub(super) struct Module<'a> {
    pub(super) outputs: Members<'a, Expression<'a>>,
    /// What outputs wait for besides what they refer to.
    pub(super) output_order: Members<'a, Vec<Cow<'a, str>>>,
    pub(super) blocks: HashMap<BlockName<'a>, Arc<Block<'a>>>,
    pub(super) calls: Members<'a, ModuleCall<'a>>,
    /// Default values of the variables; `None` where there is none.
    pub(super) defaults: Members<'a, Option<Value<'a>>>,
}

/// What names a block inside its module.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct BlockName<'a> {
    pub(super) data: bool,
    pub(super) type_name: Cow<'a, str>,
    pub(super) name: Cow<'a, str>,
}

impl<'a> BlockName<'a> {
    pub(super) fn of(address: &'a Address) -> Self {
        Self {
            data: address.data,
            type_name: address.type_name.as_str().into(),
            name: address.name.as_str().into(),
        }
    }

    pub(super) fn into_owned(self) -> BlockName<'static> {
        BlockName {
            data: self.data,
            type_name: self.type_name.into_owned().into(),
            name: self.name.into_owned().into(),
        }
    }
}

impl fmt::Display for BlockName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let data = if self.data { "data." } else { "" };
        write!(f, "{data}{}.{}", self.type_name, self.name)
    }
}

/// The blocks of one module in the configuration, by their addresses within it.
pub type WrittenBlocks = BTreeSet<String>;

/// A `resource` or `data` block; empty where nobody asks for its type.
#[derive(Default)]
pub(super) struct Block<'a> {
    pub(super) expressions: Expressions<'a>,
    /// Whether the expressions were asked for, so that these are all.
    pub(super) read: bool,
    pub(super) for_each: Option<Expression<'a>>,
    pub(super) count: Option<Expression<'a>>,
    pub(super) depends_on: Vec<Cow<'a, str>>,
    /// The provider's configuration, as the plan calls it.
    pub(super) provider: Option<Cow<'a, str>>,
}

/// A `provider` block: what it says of the region.
pub(super) struct Provider<'a> {
    /// Such as `aws`, whatever its alias.
    pub(super) name: Option<Cow<'a, str>>,
    /// Which versions its module admits.
    pub(super) version: Option<Cow<'a, str>>,
    /// The modules it stands in.
    pub(super) modules: Vec<String>,
    /// Where the provider comes from.
    pub(super) source: Option<Cow<'a, str>>,
    pub(super) region: Option<Expression<'a>>,
}

impl<'a> Provider<'a> {
    /// Reads the provider blocks, by the names that resources call them by.
    pub(super) fn read_all(raw: Option<Unread<'a>>) -> HashMap<Cow<'a, str>, Self> {
        let written = raw.and_then(|raw| serde_json::from_str(raw.get()).ok());
        let written: Members<'a, Unread<'a>> = written.unwrap_or_default();
        let read = |provider: document::Provider<'a>| Self {
            name: provider.name.map(|name| name.0),
            version: provider.version_constraint.map(|version| version.0),
            modules: provider
                .module_address
                .map(|address| call_path(&address.0))
                .unwrap_or_default(),
            source: provider.full_name.map(|name| name.0),
            region: Expression::read_all(provider.expressions).remove("region"),
        };
        let providers = written.into_iter().filter_map(|(key, raw)| {
            let provider = serde_json::from_str(raw.get()).ok()?;
            Some((key, read(provider)))
        });
        providers.collect()
    }
}

/// The names of the calls in `module.a.module.b`.
fn call_path(address: &str) -> Vec<String> {
    let steps = address.split('.').filter(|step| *step != "module");
    steps.map(str::to_owned).collect()
}

/// A `module` block.
pub(super) struct ModuleCall<'a> {
    source: String,
    pub(super) expressions: Expressions<'a>,
    pub(super) for_each: Option<Expression<'a>>,
    pub(super) count: Option<Expression<'a>>,
    pub(super) depends_on: Vec<Cow<'a, str>>,
    pub(super) module: Module<'a>,
}

impl Block<'_> {
    /// Whether it has `count` or `for_each`, as far as the plan shows.
    pub(super) fn is_repeated(&self) -> bool {
        self.for_each.is_some() || self.count.is_some()
    }

    /// Whether it is written to have no instance.
    pub(super) fn has_none(&self) -> bool {
        let times = self.for_each.iter().chain(&self.count);
        times.into_iter().any(Expression::is_nothing)
    }

    /// The keys of its instances, where the plan shows them: one without a key where it is not
    /// repeated.
    pub(super) fn keys(&self) -> Option<Vec<Option<Key>>> {
        keys(self.for_each.as_ref(), self.count.as_ref())
    }
}

fn keys(
    for_each: Option<&Expression<'_>>,
    count: Option<&Expression<'_>>,
) -> Option<Vec<Option<Key>>> {
    match (for_each, count) {
        (None, None) => Some(vec![None]),
        (Some(Expression::Constant(value)), None) => match &value.kind {
            Kind::Map(members) => {
                let names = members.iter().map(|(name, _)| Key::Name(name.to_owned()));
                Some(names.map(Some).collect())
            }
            _ => None,
        },
        (None, Some(Expression::Constant(value))) => match value.kind {
            Kind::Number(count) if (0.0..=MOST_COUNTED).contains(&count) => {
                Some((0..count as i64).map(|at| Some(Key::Index(at))).collect())
            }
            _ => None,
        },
        _ => None,
    }
}

/// A `count` above this is no reason to look for each instance.
const MOST_COUNTED: f64 = 1_000.0;

impl ModuleCall<'_> {
    /// Whether it has `count` or `for_each`, as far as the plan shows.
    pub(super) fn is_repeated(&self) -> bool {
        self.for_each.is_some() || self.count.is_some()
    }

    /// Whether it is written to have no instance.
    pub(super) fn has_none(&self) -> bool {
        let times = self.for_each.iter().chain(&self.count);
        times.into_iter().any(Expression::is_nothing)
    }

    /// The keys of its instances, where the plan shows them.
    pub(super) fn keys(&self) -> Option<Vec<Option<Key>>> {
        keys(self.for_each.as_ref(), self.count.as_ref())
    }
}

impl<'a> Module<'a> {
    /// Reads the expressions of the module and all below it; those of blocks
    /// only for the types that are wanted.
    pub(super) fn read(module: document::Module<'a>, wanted: &dyn Fn(&str) -> bool) -> Self {
        let mut outputs = Vec::new();
        let mut output_order = Vec::new();
        for (name, output) in module.outputs {
            if !output.depends_on.is_empty() {
                output_order.push((name.clone(), output.depends_on));
            }
            if let Some(expression) = output.expression {
                outputs.push((name, Expression::read(expression)));
            }
        }
        // What nobody asks for has a name and no more.
        let unread = Arc::new(Block::default());
        let blocks = module
            .resources
            .into_iter()
            // Ephemeral ones never become objects.
            .filter(|block| block.mode != "ephemeral")
            .map(|block| {
                let read = wanted(&block.type_name);
                let raw = block.expressions.filter(|_| read);
                let name = BlockName {
                    data: block.mode == "data",
                    type_name: block.type_name,
                    name: block.name,
                };
                let is_bare = block.for_each_expression.is_none()
                    && block.count_expression.is_none()
                    && block.depends_on.is_empty();
                let block = match read || !is_bare {
                    true => Arc::new(Block {
                        expressions: Expression::read_all(raw),
                        read,
                        for_each: block.for_each_expression.map(Expression::read),
                        count: block.count_expression.map(Expression::read),
                        depends_on: block.depends_on,
                        provider: block.provider_config_key.map(|key| key.0),
                    }),
                    false => Arc::clone(&unread),
                };
                (name, block)
            })
            .collect();
        let calls = module
            .module_calls
            .into_iter()
            .map(|(name, call)| {
                let call = ModuleCall {
                    source: call
                        .source
                        .map(|source| source.0.into_owned())
                        .unwrap_or_default(),
                    expressions: Expression::read_all(call.expressions),
                    for_each: call.for_each_expression.map(Expression::read),
                    count: call.count_expression.map(Expression::read),
                    depends_on: call.depends_on,
                    module: call
                        .module
                        .map(|module| Self::read(module, wanted))
                        .unwrap_or_default(),
                };
                (name, call)
            })
            .collect();
        let defaults = module
            .variables
            .into_iter()
            .map(|(name, variable)| {
                let default = variable
                    .default
                    .and_then(|raw| serde_json::from_str(raw.get()).ok());
                (name, default)
            })
            .collect();
        Self {
            outputs: outputs.into_iter().collect(),
            output_order: output_order.into_iter().collect(),
            blocks,
            calls,
            defaults,
        }
    }

    /// The module that the calls lead to, from this one down.
    pub(super) fn descend<'m>(&self, names: impl IntoIterator<Item = &'m str>) -> Option<&Self> {
        names
            .into_iter()
            .try_fold(self, |module, name| Some(&module.calls.get(name)?.module))
    }

    /// The block that a resource comes from.
    pub(super) fn block<'s>(&'s self, address: &'s Address) -> Option<&'s Arc<Block<'a>>> {
        let names = address.modules.iter().map(|call| call.name.as_str());
        self.descend(names)?.blocks.get(&BlockName::of(address))
    }

    /// Sources as written, by call path, of all modules below this one.
    pub(super) fn sources(&self) -> BTreeMap<Vec<String>, String> {
        let mut sources = BTreeMap::new();
        self.collect_sources(&mut Vec::new(), &mut sources);
        sources
    }

    fn collect_sources(&self, path: &mut Vec<String>, sources: &mut BTreeMap<Vec<String>, String>) {
        for (name, call) in self.calls.iter() {
            path.push(name.to_owned());
            sources.insert(path.clone(), call.source.clone());
            call.module.collect_sources(path, sources);
            path.pop();
        }
    }

    /// The arguments of the blocks of this module and all below it whose types are read.
    pub(super) fn collect_arguments<'m>(
        &'m self,
        path: &mut Vec<String>,
        found: &mut BTreeMap<(Vec<String>, String), &'m Expressions<'a>>,
    ) {
        for (name, block) in self.blocks.iter().filter(|(_, block)| block.read) {
            found.insert((path.clone(), name.to_string()), &block.expressions);
        }
        for (name, call) in self.calls.iter() {
            path.push(name.to_owned());
            call.module.collect_arguments(path, found);
            path.pop();
        }
    }

    /// The addresses of the blocks of this module and all below it, by call path.
    pub(super) fn collect_blocks(
        &self,
        path: &mut Vec<String>,
        found: &mut BTreeMap<Vec<String>, WrittenBlocks>,
    ) {
        let names = self.blocks.keys().map(BlockName::to_string);
        found.insert(path.clone(), names.collect());
        for (name, call) in self.calls.iter() {
            path.push(name.to_owned());
            call.module.collect_blocks(path, found);
            path.pop();
        }
    }
}
