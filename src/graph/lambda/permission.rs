//! The statements of functions' policies: whom they let invoke, and whether that
//! is who does.

use super::execution::{meets, takes_all};
use super::function::Function;
use super::invocation::{Caller, Invocation};
use super::qualifier::Qualifier;
use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::graph::identity::Arn;
use crate::plan::{Attr, Node, Piece, ResourceId};

const PERMISSION: &str = "aws_lambda_permission";

/// A statement of a function's policy.
#[derive(Clone)]
pub struct Permission<'g> {
    graph: &'g Graph<'g>,
    pub node: Node<'g>,
    pub(in crate::graph) sure: bool,
    source: Option<Arn>,
    qualifier: Option<Qualifier>,
}

/// How far a statement allows an invocation, point by point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fit {
    pub principal: Answer,
    pub action: Answer,
    pub source: Answer,
    pub qualifier: Answer,
}

impl Fit {
    /// Whether the statement allows the invocation.
    pub fn allows(self) -> Answer {
        let points = [self.principal, self.action, self.source, self.qualifier];
        !Answer::any(points.map(|point| !point))
    }

    /// Whether no point but one is surely wrong, and that one not surely right.
    pub(in crate::graph) fn is_right_but_for(self, point: fn(&Self) -> Answer) -> bool {
        let points = [self.principal, self.action, self.source, self.qualifier];
        let wrong = points.iter().filter(|point| **point == Answer::No).count();
        match point(&self) {
            Answer::Yes => false,
            Answer::No => wrong == 1,
            Answer::Unknown => wrong == 0,
        }
    }

    /// Whether the plan leaves some point open.
    pub(in crate::graph) fn is_open(self) -> bool {
        let points = [self.principal, self.action, self.source, self.qualifier];
        points.contains(&Answer::Unknown)
    }
}

impl<'p> Graph<'p> {
    /// All statements, those for functions of other stacks included.
    pub fn permissions(&self) -> impl Iterator<Item = Permission<'_>> {
        self.of_type(PERMISSION)
            .map(|id| Permission::new(self, self.node(id)))
    }

    /// The statements for fronts of which the plan does not show the function, or what invokes it.
    pub fn stray_statements(&self) -> impl Iterator<Item = Permission<'_>> {
        let lost = self.may_invoke_more();
        let invoked = lost || self.policies().next().is_some();
        let statements = self.permissions().filter(move |_| invoked);
        statements.filter(move |statement| {
            let ends = self.follow(&statement.node, "function_name");
            let for_front = statement.service().is_none_or(is_front);
            let function = ends.sure().and_then(|id| self.function(id));
            let calls = |function: Function<'_>| !function.invocations().is_empty();
            match function {
                Some(function) => lost && for_front && !calls(function),
                None => !ends.complete && ends.links.is_empty(),
            }
        })
    }

    /// The policies that are written as one document, each with the statements
    /// for the same function and whether they are for the same version.
    pub fn whole_policies(&self) -> Vec<(Node<'p>, Vec<(Permission<'_>, Answer)>)> {
        let documents = self.of_type("aws_lambda_resource_policy");
        let known = documents.filter_map(|id| {
            let node = self.node(id);
            let named = self.follow(&node, "resource_arn").sure()?;
            let function = self.function(named)?;
            let own = Qualifier::of(self, &node, "resource_arn", named);
            let statements = function.statements().into_iter();
            let compared = statements.map(|statement| {
                let same = match (&own, statement.qualifier()) {
                    (Some(own), Some(other)) => own.same(&other, self),
                    _ => Answer::Unknown,
                };
                (statement, same)
            });
            Some((node, compared.collect()))
        });
        known.collect()
    }
}

impl<'g> Function<'g> {
    /// The statements that name it, by itself or by an alias.
    pub fn statements(&self) -> Vec<Permission<'g>> {
        let graph = self.graph();
        let names = self.names().into_iter();
        let links = names.flat_map(|named| {
            let links = graph.referrers(named, PERMISSION, "function_name");
            links.map(move |link| (named, link))
        });
        links
            .map(|(named, link)| {
                let node = graph.node(link.from);
                Permission {
                    qualifier: qualifier_of(graph, &node, named),
                    sure: link.is_sure(),
                    ..Permission::new(graph, node)
                }
            })
            .collect()
    }

    /// Whether more may be allowed than the statements say that surely name it:
    /// some statement's function is unknown, or the whole policy is one document.
    pub(in crate::graph) fn may_have_more_statements(&self) -> bool {
        let graph = self.graph();
        let document = "aws_lambda_resource_policy";
        let whole = self.names().into_iter();
        let whole = whole.map(|named| graph.is_referred_to(named, document, "resource_arn"));
        Answer::any(whole) != Answer::No
            || graph.any_unresolved(PERMISSION, "function_name")
            || graph.may_lack(PERMISSION)
    }
}

impl<'g> Permission<'g> {
    /// A statement, whichever function it is for.
    fn new(graph: &'g Graph<'g>, node: Node<'g>) -> Self {
        Self {
            graph,
            source: Arn::of(graph, &node, "source_arn"),
            qualifier: None,
            node,
            sure: false,
        }
    }

    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    /// The service that it is for, by the first label of its principal; `None`
    /// for accounts, for everyone, and where it is not known.
    pub fn service(&self) -> Option<&'g str> {
        service_of(&self.node)
    }

    /// Which version of the function it is for.
    pub fn qualifier(&self) -> Option<Qualifier> {
        self.qualifier.clone()
    }

    /// Whether it has a source that nothing tells anything of.
    pub fn may_have_any_source(&self) -> bool {
        let ends = self.graph.follow(&self.node, "source_arn");
        self.node.attr("source_arn").is_unknown() && ends.sure().is_none() && !ends.complete
    }

    /// What its source is, by its ARN or by what it leads to.
    pub fn source(&self) -> Option<Arn> {
        self.source.clone().or_else(|| {
            let end = self.graph.follow(&self.node, "source_arn").sure()?;
            let (service, rest) = match self.graph.type_of(end) {
                "aws_lb" => ("elasticloadbalancing", "loadbalancer/"),
                "aws_lb_listener" => ("elasticloadbalancing", "listener/"),
                "aws_lb_target_group" => ("elasticloadbalancing", "targetgroup/"),
                "aws_cognito_user_pool" => ("cognito-idp", "userpool/"),
                "aws_vpclattice_target_group" => ("vpc-lattice", "targetgroup/"),
                _ => return None,
            };
            Some(Arn {
                service: service.to_owned(),
                rest: rest.to_owned(),
                of: vec![end],
            })
        })
    }

    pub(in crate::graph) fn has_source(&self) -> bool {
        !self.node.text("source_arn").is_unset()
    }

    pub fn fit(&self, invocation: &Invocation<'g>) -> Fit {
        let sure = |answer| match answer {
            Answer::Yes if !self.sure => Answer::Unknown,
            answer => answer,
        };
        Fit {
            principal: sure(self.principal_fits(invocation.caller)),
            action: self.action_fits(),
            source: self.source_fits(invocation),
            qualifier: match (&self.qualifier, &invocation.qualifier) {
                (Some(own), Some(other)) => own.same(other, self.graph),
                _ => Answer::Unknown,
            },
        }
    }

    pub(in crate::graph) fn principal_fits(&self, caller: Caller) -> Answer {
        Answer::of(
            self.node
                .text("principal")
                .known()
                .map(|principal| principal == "*" || self.service() == Some(caller.service())),
        )
    }

    fn action_fits(&self) -> Answer {
        let action = self.node.text("action").known();
        Answer::of(action.map(|action| {
            matches!(
                action,
                "lambda:InvokeFunction" | "lambda:Invoke*" | "lambda:*" | "*"
            )
        }))
    }

    pub(in crate::graph) fn source_fits(&self, invocation: &Invocation<'g>) -> Answer {
        if !self.has_source() {
            return Answer::Yes;
        }
        match invocation.caller {
            Caller::LoadBalancer => self.source_is_group(invocation),
            _ => self.source_is_route(invocation),
        }
    }

    fn source_is_group(&self, invocation: &Invocation<'g>) -> Answer {
        let group = invocation.group().map(|group| group.id());
        match (self.graph.follow(&self.node, "source_arn").sure(), group) {
            (Some(source), Some(group)) if self.graph.type_of(source) == "aws_lb_target_group" => {
                Answer::of(Some(source == group))
            }
            _ => match &self.source {
                Some(source) if !source.rest.starts_with("targetgroup/") => Answer::No,
                Some(source) if source.rest.contains('*') => Answer::Yes,
                _ => Answer::Unknown,
            },
        }
    }

    fn source_is_route(&self, invocation: &Invocation<'g>) -> Answer {
        let Some(source) = &self.source else {
            // Only the source tells what stands behind the API.
            let named = self.graph.follow(&self.node, "source_arn").sure();
            return match (named, invocation.api()) {
                (Some(named), Some(api)) if self.is_another_api(named, api) => Answer::No,
                _ => Answer::Unknown,
            };
        };
        if source.service != "execute-api" {
            return Answer::No;
        }
        let (named, request) = source.rest.split_once('/').unwrap_or((&source.rest, ""));
        if named.ends_with('*') {
            return Answer::Yes;
        }
        let end = self.graph.follow(&self.node, "source_arn").sure();
        match (end.map(|end| self.api_of(end)), invocation.api()) {
            (Some(end), Some(api)) if end == api => {}
            (Some(end), Some(api)) if self.is_another_api(end, api) => return Answer::No,
            _ => return Answer::Unknown,
        }
        match &invocation.executions {
            Some(routes) => Answer::of(Some(routes.iter().any(|route| meets(request, route)))),
            None if request.is_empty() => Answer::No,
            // Stage, method and path, or stage and key of the route.
            None if takes_all(
                request,
                if invocation.caller == Caller::RestApi {
                    3
                } else {
                    2
                },
            ) =>
            {
                Answer::Yes
            }
            None => Answer::Unknown,
        }
    }

    /// The API that a resource is, or that it belongs to.
    fn api_of(&self, id: ResourceId) -> ResourceId {
        let node = self.graph.node(id);
        let mut apis = ["rest_api_id", "api_id"].iter();
        let api = apis.find_map(|attribute| self.graph.follow(&node, attribute).sure());
        api.unwrap_or(id)
    }

    fn is_another_api(&self, one: ResourceId, other: ResourceId) -> bool {
        let one = self.api_of(one);
        let api = |id| self.graph.type_of(id).starts_with("aws_api");
        one != other && api(one) && api(other)
    }

    /// Whether its source names a front that is in the plan, or none.
    pub(in crate::graph) fn is_about_the_plan(&self) -> bool {
        let ends = self.graph.follow(&self.node, "source_arn");
        !self.has_source() || ends.resources().next().is_some()
    }
}

/// Which version a statement for a function or an alias is for.
fn qualifier_of(graph: &Graph<'_>, node: &Node<'_>, named: ResourceId) -> Option<Qualifier> {
    match node.text("qualifier") {
        Attr::Known("$LATEST") => Some(Qualifier::Latest),
        Attr::Known(name) => Some(Qualifier::Named(name.to_owned())),
        Attr::Unset => Qualifier::of(graph, node, "function_name", named),
        Attr::Unknown => match graph.follow(node, "qualifier").sure() {
            Some(alias) => Some(Qualifier::Alias(alias)),
            None => match graph.pieces(node, "qualifier")?.as_slice() {
                // The version that the function publishes.
                [Piece::Of { attribute, .. }] if attribute == "version" => {
                    Some(Qualifier::NewVersion)
                }
                _ => None,
            },
        },
    }
}

/// The first label of a service's principal.
fn service_of<'g>(node: &Node<'g>) -> Option<&'g str> {
    let principal = node.text("principal").known()?;
    let (service, rest) = principal.split_once('.')?;
    rest.starts_with("amazonaws.com").then_some(service)
}

/// Principals of fronts, and what people take for them.
pub(in crate::graph) fn is_front(service: &str) -> bool {
    matches!(
        service,
        "elasticloadbalancing" | "elb" | "elbv2" | "apigateway" | "execute-api"
    )
}
