//! `frontlint explain ADDRESS PLAN`: what a resource refers to, and what refers to it.

use super::shown::{Lead, Lost, Place, Referrer, Shown, json, text};
use crate::catalog::Catalog;
use crate::cli::args::{Color, Explain, ListFormat};
use crate::cli::input::Input;
use crate::cli::load::{Failure, Loaded, load, warn};
use crate::cli::project::Project;
use crate::cli::{exit, printed, tell, terminal};
use crate::config::did_you_mean;
use crate::engine::line_of;
use crate::graph::{End, Graph, reads};
use crate::plan::{Address, Node, Path, Plan, ResourceId};
use crate::report::{escaped, refusal};

/// Explains a resource, or all instances of a block.
pub(super) fn explain(options: &Explain, catalog: &Catalog, color: Color) -> u8 {
    let Some(plan) = &options.plan else {
        let name = escaped(&options.name);
        tell(&format!(
            "error: `{name}` is an address, and no plan is named"
        ));
        tell("  help: `frontlint explain ADDRESS plan.json`");
        return exit::TROUBLE;
    };
    let input = Input::named(plan);
    let loaded = load(&input, &options.around, catalog, None, |loaded| {
        let Loaded {
            reading,
            project,
            config,
        } = loaded;
        let plan = &reading.planned;
        let ids = instances(plan, &options.name);
        if ids.is_empty() {
            return Err(help(plan, &options.name));
        }
        let graph = Graph::build(plan, &config);
        let view = View {
            graph: &graph,
            project,
        };
        Ok(ids.into_iter().map(|id| view.resource(id)).collect())
    });
    let (found, project): (Result<Vec<Shown>, String>, Project) = match loaded {
        Ok(loaded) => loaded,
        Err(Failure::Refused(refused)) => {
            tell(&refusal(&refused));
            return exit::TROUBLE;
        }
        // Only what a search finds is passed over.
        Err(Failure::AnotherKind) => return exit::TROUBLE,
        Err(Failure::Mistake(report)) => return terminal::tell_mistake(&report, color),
    };
    warn(&project);
    let shown = match found {
        Ok(shown) => shown,
        Err(help) => {
            let (name, plan) = (escaped(&options.name), escaped(&input.name()));
            tell(&format!("error: there is no `{name}` in {plan}"));
            tell(&format!("  help: {}", escaped(&help)));
            return exit::TROUBLE;
        }
    };
    let report = match options.format {
        ListFormat::Text => text(&shown, terminal::width()),
        ListFormat::Json => json(&shown),
    };
    printed(&report)
}

/// The resource of that address, or the instances of the block that it names.
fn instances(plan: &Plan<'_>, name: &str) -> Vec<ResourceId> {
    let Some(sought) = Address::parse(name) else {
        return Vec::new();
    };
    let exact: Vec<_> = plan
        .ids()
        .filter(|id| *plan[*id].parsed == sought)
        .collect();
    if !exact.is_empty() || sought.key.is_some() {
        return exact;
    }
    let of_block = |id: &ResourceId| {
        let address = &plan[*id].parsed;
        address.siblings() == sought.siblings() || address.block() == sought.siblings()
    };
    let mut found: Vec<_> = plan.ids().filter(of_block).collect();
    found.sort_by_key(|id| &plan[*id].parsed);
    found
}

/// How many addresses a suggestion names.
const SUGGESTED: usize = 3;

/// What to do about an address that is not in the plan: name those that end alike, in another
/// module or with another key, else the one that is nearly the same.
fn help(plan: &Plan<'_>, name: &str) -> String {
    let alike = alike(plan, name);
    match alike.as_slice() {
        [] => {}
        [one] => return format!("did you mean `{one}`?"),
        several => {
            let shown = &several[..several.len().min(SUGGESTED)];
            let more = match several.len() - shown.len() {
                0 => String::new(),
                more => format!(", or one of {more} more"),
            };
            return format!("did you mean one of `{}`{more}?", shown.join("`, `"));
        }
    }
    let addresses: Vec<&str> = plan.ids().map(|id| plan[id].address.as_ref()).collect();
    did_you_mean(name, addresses.iter().copied())
        .unwrap_or_else(|| "addresses look like `module.m.aws_lb.this[\"key\"]`".into())
}

/// The blocks of the same type and name in other modules; of a word that is no address, those of
/// that name or type.
fn alike(plan: &Plan<'_>, name: &str) -> Vec<String> {
    let sought = Address::parse(name);
    let is_alike = |address: &Address| match &sought {
        Some(sought) => address.type_name == sought.type_name && address.name == sought.name,
        None => address.name == *name || address.type_name == *name,
    };
    let addresses = plan.ids().map(|id| &plan[id].parsed);
    let mut alike: Vec<String> = addresses
        .filter(|address| is_alike(address))
        .map(|address| address.siblings().to_string())
        .collect();
    alike.sort();
    alike.dedup();
    alike
}

struct View<'v, 'p> {
    graph: &'v Graph<'p>,
    project: &'v Project,
}

impl View<'_, '_> {
    fn resource(&self, id: ResourceId) -> Shown {
        let plan = self.graph.plan();
        let address = &plan[id];
        let mut leads: Vec<Lead> = self
            .graph
            .links()
            .iter()
            .filter(|link| link.from == id)
            .map(|link| {
                let (to, elsewhere) = match link.to {
                    End::Resource(to) => (Some(to), false),
                    End::Elsewhere(to) => (to, true),
                };
                Lead {
                    attribute: link.block.attribute(link.attribute).to_string(),
                    to: to.map(|to| plan[to].address.to_string()),
                    elsewhere,
                    how: link.how,
                    at: self.place(id, &link.block, Some(link.attribute)),
                }
            })
            .collect();
        let mut lost: Vec<Lost> = self
            .graph
            .unresolved()
            .iter()
            .filter(|open| open.from == id)
            .map(|open| Lost {
                attribute: open.block.attribute(open.attribute).to_string(),
                why: open.why.to_string(),
                at: self.place(id, &open.block, Some(open.attribute)),
            })
            .collect();
        let mut referrers: Vec<Referrer> = self
            .graph
            .links()
            .iter()
            .filter(
                |link| matches!(link.to, End::Resource(to) | End::Elsewhere(Some(to)) if to == id),
            )
            .map(|link| Referrer {
                address: plan[link.from].address.to_string(),
                attribute: link.block.attribute(link.attribute).to_string(),
                how: link.how,
            })
            .collect();
        leads.sort();
        lost.sort();
        lost.dedup();
        referrers.sort();
        Shown {
            address: address.address.to_string(),
            read: reads(&address.parsed.type_name),
            at: self.place(id, &Path::default(), None),
            leads,
            lost,
            referrers,
        }
    }

    /// Where a block or an attribute in it stands.
    fn place(&self, id: ResourceId, block: &Path, attribute: Option<&str>) -> Option<Place> {
        let node = descend(self.graph.node(id), block)?;
        let place = match attribute {
            Some(attribute) => node.place(attribute),
            None => node.header(),
        };
        let found = line_of(&place, &self.project.sources)?;
        Some(Place {
            file: self.project.shown(&found.file),
            line: found.line,
        })
    }
}

/// The block at a path of a resource.
fn descend<'p>(node: Node<'p>, path: &Path) -> Option<Node<'p>> {
    path.0.iter().try_fold(node, |node, segment| {
        let mut blocks = node.blocks(&segment.name).nodes;
        let at = segment.index?;
        (at < blocks.len()).then(|| blocks.swap_remove(at))
    })
}
