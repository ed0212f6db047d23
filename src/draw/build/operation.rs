//! The operations of an API's OpenAPI document, each as an actor of its own.

use super::{Actor, Cast};
use crate::answer::Answer;
use crate::draw::Marks;
use crate::graph::{ApiRoute, Graph, Role, Sort, Tier};
use crate::plan::{Path, ResourceId};

/// What tells an operation from all others: its holder's address and the position
/// in the document, by which links know it.
pub(super) fn name_of(holder: &str, block: &Path) -> Option<String> {
    match block.0.as_slice() {
        // Sorted as text they are in the order of the document.
        [segment] if segment.name == "body" => {
            segment.index.map(|at| format!("{holder}/body/{at:06}"))
        }
        _ => None,
    }
}

impl<'s> Cast<'s> {
    /// Adds the operations of documents, with what leads to them.
    pub(super) fn enter_operations(&mut self, graph: &'s Graph<'s>, wanted: &dyn Fn(&str) -> bool) {
        let methods = graph.rest_methods().filter(|method| method.is_in_body());
        let methods =
            methods.map(|method| (method.api().map(|api| api.id()), ApiRoute::Method(method)));
        let routes = graph.http_routes().filter(|route| route.is_in_body());
        let routes = routes.map(|route| (Some(route.node.id), ApiRoute::Route(route)));
        for (api, entrance) in methods.chain(routes).collect::<Vec<_>>() {
            if wanted(entrance.address()) {
                self.enter_operation(graph, api, &entrance);
            }
        }
    }

    fn enter_operation(
        &mut self,
        graph: &'s Graph<'s>,
        api: Option<ResourceId>,
        entrance: &ApiRoute<'s>,
    ) {
        let node = entrance.node();
        let Some(address) = name_of(entrance.address(), &node.path) else {
            return;
        };
        let title = entrance.takes_in_body();
        let operation = self.push(Actor {
            address,
            title: Some(title.unwrap_or_else(|| "operation".to_owned())),
            takes: None,
            turn: None,
            sort: Sort {
                kind: entrance.kind().into(),
                tier: Tier::Route,
                step: 1,
                role: Role::Whole,
            },
            change: graph.plan()[node.id].change,
            elsewhere: false,
            marks: Marks::default(),
            public: Answer::Unknown,
        });
        let api = api.and_then(|api| self.by_name.get(graph.address(api)));
        if let Some(api) = api.copied() {
            self.tie(operation, "api_id".to_owned(), api, true);
        }
    }
}
