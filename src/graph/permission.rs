//! The statements of functions' policies: whom they let invoke, and whether that
//! is who does.

use super::execution::meets;
use super::{Answer, Arn, Caller, Function, Graph, Invocation, Qualifier};
use crate::plan::{Attr, Node, ResourceId};

const PERMISSION: &str = "aws_lambda_permission";

/// A statement of a function's policy.
#[derive(Clone)]
pub struct Permission<'g> {
    graph: &'g Graph<'g>,
    pub node: Node<'g>,
    /// The function or the alias that it names.
    named: ResourceId,
    pub(super) sure: bool,
    source: Option<Arn>,
}

/// How far a statement allows an invocation, point by point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fit {
    pub principal: Answer,
    pub action: Answer,
    pub source: Answer,
    pub qualifier: Answer,
}

/// A function, who invokes it, and the statements that say who may.
pub struct Policy<'g> {
    pub function: Function<'g>,
    pub invocations: Vec<Invocation<'g>>,
    pub statements: Vec<Permission<'g>>,
    /// Whether there may be statements that are not among these.
    open: bool,
    /// Whether there may be invocations that are not among these.
    may_have_more_callers: bool,
}

/// More statements than fit into a function's policy are not compared.
const MOST_STATEMENTS: usize = 200;

impl Fit {
    /// Whether the statement allows the invocation.
    pub fn allows(self) -> Answer {
        let points = [self.principal, self.action, self.source, self.qualifier];
        !Answer::any(points.map(|point| !point))
    }
}

impl<'p> Graph<'p> {
    /// All statements, those for functions of other stacks included.
    pub fn permissions(&self) -> impl Iterator<Item = Node<'p>> {
        self.of_type(PERMISSION).map(|id| self.node(id))
    }

    /// The policies that are written as one document, each with the statements
    /// for the same function and whether they are for the same version.
    pub fn whole_policies(&self) -> Vec<(Node<'p>, Vec<(Permission<'_>, Answer)>)> {
        let documents = self.of_type("aws_lambda_resource_policy");
        let known = documents.filter_map(|id| {
            let node = self.node(id);
            let named = self.follow(&node, "resource_arn").sure()?;
            let function = self.function(named)?;
            let own = self.qualifier(&node, "resource_arn", named);
            let statements = function.statements().into_iter();
            let compared = statements.map(|statement| {
                let same = match (&own, statement.qualifier()) {
                    (Some(own), Some(other)) => self.same_version(own, &other),
                    _ => Answer::Unknown,
                };
                (statement, same)
            });
            Some((node, compared.collect()))
        });
        known.collect()
    }

    /// The policies of the functions that something invokes.
    pub fn policies(&self) -> impl Iterator<Item = Policy<'_>> {
        self.functions()
            .map(|function| function.policy())
            .filter(|policy| !policy.invocations.is_empty())
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
                    graph,
                    source: graph.arn(&node, "source_arn"),
                    node,
                    named,
                    sure: link.is_sure(),
                }
            })
            .collect()
    }

    /// Whether more may be allowed than the statements say that surely name it:
    /// some statement's function is unknown, or the whole policy is one document.
    pub(super) fn may_have_more_statements(&self) -> bool {
        let graph = self.graph();
        let document = "aws_lambda_resource_policy";
        let whole = self.names().into_iter();
        let whole = whole.map(|named| graph.is_referred_to(named, document, "resource_arn"));
        Answer::any(whole) != Answer::No
            || graph.any_unresolved(PERMISSION, "function_name")
            || graph.plan().may_lack(PERMISSION)
    }

    pub fn policy(&self) -> Policy<'g> {
        let graph = self.graph();
        let statements = self.statements();
        Policy {
            open: self.may_have_more_statements() || statements.len() > MOST_STATEMENTS,
            may_have_more_callers: graph.may_invoke_more() || self.may_be_in_a_body(),
            invocations: self.invocations(),
            statements,
            function: self.clone(),
        }
    }

    /// Whether the document that describes an API mentions it, or may.
    fn may_be_in_a_body(&self) -> bool {
        let mut types = DESCRIBED.iter();
        self.is_in_a_body() || types.any(|name| self.graph().any_unresolved(name, "body"))
    }

    /// Whether the document that describes an API mentions it.
    pub(super) fn is_in_a_body(&self) -> bool {
        let graph = self.graph();
        self.names().into_iter().any(|named| {
            let mut types = DESCRIBED.iter();
            types.any(|name| graph.referrers(named, name, "body").next().is_some())
        })
    }
}

/// APIs that a document may describe.
const DESCRIBED: [&str; 3] = [
    "aws_api_gateway_rest_api",
    "aws_api_gateway_rest_api_put",
    "aws_apigatewayv2_api",
];

impl<'g> Permission<'g> {
    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    /// The service that it is for, by the first label of its principal; `None`
    /// for accounts, for everybody, and where it is not known.
    pub fn service(&self) -> Option<&'g str> {
        service_of(&self.node)
    }

    /// Which version of the function it is for.
    pub fn qualifier(&self) -> Option<Qualifier> {
        match self.node.text("qualifier") {
            Attr::Known("$LATEST") => Some(Qualifier::Latest),
            Attr::Known(name) => Some(Qualifier::Named(name.to_owned())),
            Attr::Unset => self
                .graph
                .qualifier(&self.node, "function_name", self.named),
            Attr::Unknown => match self.graph.follow(&self.node, "qualifier").sure() {
                Some(alias) => Some(Qualifier::Alias(alias)),
                None => Some(Qualifier::NewVersion).filter(|_| self.is_for_new_version()),
            },
        }
    }

    /// Whether its qualifier is the version that the function publishes.
    fn is_for_new_version(&self) -> bool {
        use crate::plan::Piece;
        let pieces = self.graph.plan().pieces(&self.node, "qualifier");
        matches!(pieces.as_deref(), Some([Piece::Of { attribute, .. }]) if attribute == "version")
    }

    fn has_source(&self) -> bool {
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
            qualifier: match (self.qualifier(), invocation.qualifier()) {
                (Some(own), Some(other)) => self.graph.same_version(&own, &other),
                _ => Answer::Unknown,
            },
        }
    }

    fn principal_fits(&self, caller: Caller) -> Answer {
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

    fn source_fits(&self, invocation: &Invocation<'g>) -> Answer {
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
        match invocation.executions() {
            Some(routes) => Answer::of(Some(routes.iter().any(|route| meets(request, route)))),
            None if request.is_empty() => Answer::No,
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
    fn is_about_the_plan(&self) -> bool {
        let ends = self.graph.follow(&self.node, "source_arn");
        !self.has_source() || ends.resources().next().is_some()
    }
}

impl<'p> Graph<'p> {
    /// The service that a statement is for, by the first label of its principal.
    pub fn principal_service(&self, statement: &Node<'p>) -> Option<&'p str> {
        service_of(statement)
    }

    /// What a statement's source is, by its ARN or by what it leads to.
    pub fn statement_source(&self, statement: &Node<'p>) -> Option<Arn> {
        self.arn(statement, "source_arn").or_else(|| {
            let end = self.follow(statement, "source_arn").sure()?;
            let (service, rest) = match self.type_of(end) {
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
}

/// The first label of a service's principal.
fn service_of<'g>(node: &Node<'g>) -> Option<&'g str> {
    let principal = node.text("principal").known()?;
    let (service, rest) = principal.split_once('.')?;
    rest.starts_with("amazonaws.com").then_some(service)
}

impl<'g> Policy<'g> {
    /// Whether some statement allows an invocation.
    pub fn allows(&self, invocation: &Invocation<'g>) -> Answer {
        if invocation.has_role() {
            return Answer::Yes;
        }
        let fits = self
            .statements
            .iter()
            .map(|one| one.fit(invocation).allows());
        Answer::any(fits.chain([Answer::unless(self.open)]))
    }

    /// Whether some statement is for an invocation, even if it is wrong.
    pub fn means(&self, invocation: &Invocation<'g>) -> Answer {
        if invocation.has_role() {
            return Answer::Yes;
        }
        let meant = self.statements.iter().map(|statement| {
            let fit = statement.fit(invocation);
            match (fit.principal, fit.allows()) {
                // What cannot be told of the rest is no missing statement.
                (Answer::Yes, Answer::Yes | Answer::Unknown) => Answer::Yes,
                (_, Answer::Unknown) => Answer::Unknown,
                _ => Answer::of(Some(self.is_for(statement, invocation))),
            }
        });
        Answer::any(meant.chain([Answer::unless(self.open)]))
    }

    /// The same, where what is missing has to be sure: the invocation may be
    /// another function's.
    pub fn means_surely(&self, invocation: &Invocation<'g>) -> Answer {
        match self.means(invocation) {
            Answer::No if !invocation.is_sure() => Answer::Unknown,
            answer => answer,
        }
    }

    /// Whether a statement that allows nothing that the plan shows was written
    /// for an invocation that nothing allows.
    fn is_for(&self, statement: &Permission<'g>, invocation: &Invocation<'g>) -> bool {
        let idle = || {
            let mut fits = self
                .invocations
                .iter()
                .map(|other| statement.fit(other).allows());
            fits.all(|allows| allows == Answer::No)
        };
        let fit = statement.fit(invocation);
        let by_principal = fit.principal == Answer::Yes && statement.is_about_the_plan();
        (by_principal || self.mistakes_principal(statement, invocation)) && idle()
    }

    /// Whether a statement names another principal, though it is for this invocation.
    pub fn mistakes_principal(
        &self,
        statement: &Permission<'g>,
        invocation: &Invocation<'g>,
    ) -> bool {
        if statement.principal_fits(invocation.caller) != Answer::No {
            return false;
        }
        if statement.has_source() {
            return statement.source_fits(invocation) == Answer::Yes;
        }
        // Without a source, a front's principal is for the front that there is.
        let front = statement.service().is_some_and(is_front);
        let has_own = |caller: Caller| statement.service() == Some(caller.service());
        let own = self.invocations.iter().any(|other| has_own(other.caller));
        front && !own && !self.may_have_more_callers
    }

    /// The statements for the right service of which some point decides whether
    /// anything allows an invocation, and the plan leaves it open.
    pub fn open_points(&self) -> impl Iterator<Item = (&Permission<'g>, Fit)> {
        let open = self.invocations.iter().filter(|invocation| {
            invocation.is_sure() && self.allows(invocation) == Answer::Unknown
        });
        open.flat_map(|invocation| {
            let fits = self
                .statements
                .iter()
                .map(move |one| (one, one.fit(invocation)));
            fits.filter(|(_, fit)| fit.principal == Answer::Yes && fit.allows() == Answer::Unknown)
        })
    }

    /// The statements that were written for an invocation that nothing allows,
    /// and where they are wrong.
    pub fn misfits(&self) -> Vec<(&Permission<'g>, &Invocation<'g>, Fit)> {
        let mut misfits = Vec::new();
        for invocation in &self.invocations {
            if self.allows(invocation) != Answer::No {
                continue;
            }
            for statement in &self.statements {
                let told = misfits
                    .iter()
                    .any(|(other, _, _): &(&Permission<'g>, _, _)| {
                        other.node.id == statement.node.id
                    });
                if !told && self.is_for(statement, invocation) {
                    misfits.push((statement, invocation, statement.fit(invocation)));
                }
            }
        }
        misfits
    }

    /// Whether the plan shows every front that invokes it, so that a statement
    /// which fits none is surely wrong.
    pub fn shows_all_callers(&self) -> bool {
        let mut invocations = self.invocations.iter();
        !self.may_have_more_callers && invocations.all(|it| it.is_sure())
    }

    /// Whether there may be statements that the plan does not show.
    pub(super) fn may_say_more(&self) -> bool {
        self.open
    }
}

/// Principals of fronts, and what people take for them.
fn is_front(service: &str) -> bool {
    matches!(
        service,
        "elasticloadbalancing" | "elb" | "elbv2" | "apigateway" | "execute-api"
    )
}
