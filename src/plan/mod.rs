//! Plan JSON → resources, addresses, places, values.
//!
//! In comes the text of one document; out goes a [`Plan`] that borrows from it:
//! the architecture that is wanted, each value known, unknown or unset, and the
//! expressions that tell what refers to what. Values are built only for the
//! types that somebody asks for. Nothing here knows what a load balancer is,
//! and nothing touches files.

mod address;
mod change;
mod changes;
mod configuration;
mod document;
mod draft;
mod error;
mod evidence;
mod expression;
mod instance;
mod kind;
mod leaf;
mod maker;
mod matching;
mod members;
mod missing;
mod node;
mod order;
mod picking;
mod piece;
mod place;
mod provider;
mod read;
mod reference;
mod region;
mod resolve;
mod scan;
mod siblings;
mod skeleton;
mod state;
mod term;
mod text;
mod top;
mod tracer;
mod value;
mod worked;
mod wrapped;

pub use address::{Address, Call, Key};
pub use change::Change;
pub use configuration::WrittenBlocks;
pub use draft::{Draft, has_hole};
pub use error::ReadError;
pub use evidence::{
    Evidence, Holder, KeyPart, Part, Pick, Site, Spelling, Stand, Standing, Tail, Written,
};
pub use expression::{Expression, Expressions};
pub use leaf::{Confidence, Leaf, Lost};
pub use maker::Maker;
pub use members::Members;
pub use node::{Attr, Blocks, Node};
pub use order::Before;
pub use piece::Piece;
pub use place::{Path, Place, Segment};
pub use term::{Loop, Operator, Template, Term};
pub use text::decode;
pub use value::{Kind, Value};
pub use worked::{Worked, Worker};

use configuration::{Block, Module, Provider};
use instance::Instances;
use missing::Missing;
use siblings::Siblings;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Index;
use std::sync::Arc;

/// One architecture: the resources that are there once the plan is applied (or
/// were there before), and the configuration they come from.
pub struct Plan<'a> {
    resources: Vec<Resource<'a>>,
    root: Arc<Module<'a>>,
    providers: Arc<HashMap<Cow<'a, str>, Provider<'a>>>,
    variables: Arc<Members<'a, Value<'a>>>,
    /// Instances by their address without their own key.
    siblings: Siblings,
    by_type: BTreeMap<String, Vec<ResourceId>>,
    /// Keys of module instances by the address of the call.
    module_keys: HashMap<String, Instances>,
    /// Types of changes that the plan defers.
    deferred: HashSet<String>,
    /// Whether it says that it is not complete.
    says_partial: bool,
    missing: Missing,
    /// The blocks of what it takes away, by the address that their instances share.
    gone: HashSet<String>,
    errored: bool,
    hints: Arc<Hints>,
    /// Whether it is what exists, since nothing of it changes.
    only_refreshed: bool,
    maker: Option<Maker>,
    /// The addresses that moved resources had before.
    moved: HashMap<Cow<'a, str>, Cow<'a, str>>,
    evidence: Option<&'a (dyn Evidence + Sync)>,
}

/// What a plan tells of references without saying where they stand.
#[derive(Default)]
struct Hints {
    /// Blocks that changed resources refer to; empty when the plan does not say.
    relevant: HashSet<String>,
    /// For what exists: the blocks it depends on, through whatever.
    depends_on: HashMap<String, HashSet<String>>,
}

/// A number for a resource, valid for the plan it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResourceId(usize);

impl ResourceId {
    /// Counted from zero: as many as there are resources.
    pub(crate) fn number(self) -> usize {
        self.0
    }
}

/// One resource instance.
pub struct Resource<'a> {
    /// The address as the plan writes it.
    pub address: Cow<'a, str>,
    pub parsed: Arc<Address>,
    /// What the plan does to it.
    pub change: Change,
    /// The value, when its type was asked for.
    value: Option<Box<Value<'a>>>,
    /// The block it comes from, likewise.
    block: Option<Arc<Block<'a>>>,
    /// Read while planning, so that every value of it is known.
    read: bool,
}

/// A plan as read: the architecture it leads to and the one it starts from.
pub struct Reading<'a> {
    pub planned: Plan<'a>,
    /// What exists before the plan is applied; empty when nothing does, and when it is what is planned.
    pub prior: Plan<'a>,
    /// Whether the plan changes anything, so that there are two architectures.
    pub differ: bool,
}

impl<'a> Reading<'a> {
    /// Adds what the sources know, to both architectures: what is told of only one of them would
    /// look like a change.
    pub fn with_evidence(mut self, evidence: &'a (dyn Evidence + Sync)) -> Self {
        for plan in [&mut self.planned, &mut self.prior] {
            plan.evidence = Some(evidence);
            if !plan.missing.addresses.is_empty() {
                plan.note_missing(Some(evidence));
            }
        }
        self
    }
}

impl<'a> Plan<'a> {
    /// Module sources as written, by call path.
    pub fn module_sources(&self) -> BTreeMap<Vec<String>, String> {
        self.root.sources()
    }

    /// The resources and data sources in the configuration, by call path.
    pub fn written_blocks(&self) -> BTreeMap<Vec<String>, WrittenBlocks> {
        let mut found = BTreeMap::new();
        self.root.collect_blocks(&mut Vec::new(), &mut found);
        found
    }

    /// What is written in the blocks of the types that are read, by call path and address.
    pub fn written_arguments(&self) -> BTreeMap<(Vec<String>, String), &Expressions<'a>> {
        let mut found = BTreeMap::new();
        self.root.collect_arguments(&mut Vec::new(), &mut found);
        found
    }

    /// Managed resources of a type, in the order of the plan.
    pub fn of_type(&self, type_name: &str) -> impl Iterator<Item = ResourceId> + '_ {
        self.by_type.get(type_name).into_iter().flatten().copied()
    }

    /// The document that an attribute writes out, where the plan knows it only
    /// after apply.
    pub fn draft(&self, id: ResourceId, attribute: &str) -> Option<&Draft> {
        self.evidence?.draft(&self[id].parsed, attribute)
    }

    /// What may have made the blocks at a path of names, as far as the sources tell.
    pub fn templates(&self, id: ResourceId, path: &[&str]) -> Option<Vec<Template>> {
        self.evidence?.templates(&self[id].parsed, path)
    }

    /// All resources, data sources included.
    pub fn ids(&self) -> impl Iterator<Item = ResourceId> + use<> {
        (0..self.resources.len()).map(ResourceId)
    }

    pub fn is_empty(&self) -> bool {
        self.resources.is_empty()
    }

    /// The address that a resource had before it moved.
    pub fn moved_from(&self, address: &str) -> Option<&str> {
        self.moved.get(address).map(AsRef::as_ref)
    }

    /// Whether Terraform failed while it made the plan.
    pub fn errored(&self) -> bool {
        self.errored
    }

    /// Whether it changes no resource: a plan by `-refresh-only`, whose architecture is the one
    /// that exists.
    pub fn only_refreshes(&self) -> bool {
        self.only_refreshed
    }

    /// The program that made it, where the plan tells.
    pub fn maker(&self) -> Option<Maker> {
        self.maker
    }

    /// Whether resources of the type may exist that the plan leaves out: it is
    /// partial (`-target`), failed, or defers them.
    pub fn may_lack(&self, type_name: &str) -> bool {
        self.errored || self.deferred.contains(type_name) || self.missing.types.contains(type_name)
    }

    /// Whether a resource may refer to another, by what the plan says of
    /// references in general.
    pub fn may_refer(&self, from: ResourceId, to: ResourceId) -> bool {
        let block = self[to].parsed.block();
        match self.hints.depends_on.get(self[from].address.as_ref()) {
            Some(named) => named.contains(&block),
            None => self.hints.relevant.is_empty() || self.hints.relevant.contains(&block),
        }
    }

    /// The block of the configuration that a resource comes from.
    fn block(&self, id: ResourceId) -> Option<&Block<'a>> {
        let resource = &self[id];
        match &resource.block {
            Some(block) => Some(block),
            None => self.root.block(&resource.parsed).map(AsRef::as_ref),
        }
    }

    /// The value of a variable of the root module.
    pub fn variable(&self, name: &str) -> Option<&Value<'a>> {
        self.variables.get(name)
    }
}

impl<'a> Index<ResourceId> for Plan<'a> {
    type Output = Resource<'a>;

    fn index(&self, id: ResourceId) -> &Resource<'a> {
        &self.resources[id.0]
    }
}
