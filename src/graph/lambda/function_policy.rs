//! The policies of functions: whether their statements allow what invokes them.

use super::function::Function;
use super::invocation::Invocation;
use super::permission::is_front;
use super::permission::{Fit, Permission};
use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::plan::ResourceId;
use std::collections::HashSet;

/// A function, who invokes it, and the statements that say who may.
pub struct Policy<'g> {
    pub function: Function<'g>,
    pub invocations: Vec<Invocation<'g>>,
    pub statements: Vec<Permission<'g>>,
    /// Whether there may be statements that are not among these, or are more than
    /// can be compared.
    open: bool,
    /// Whether there may be invocations that are not among these.
    may_have_more_callers: bool,
    /// The statements that allow none of the invocations.
    idle: HashSet<ResourceId>,
}

/// More statements than fit into a function's policy are not compared.
const MOST_STATEMENTS: usize = 200;

impl<'p> Graph<'p> {
    /// The policies of the functions that something invokes.
    pub fn policies(&self) -> impl Iterator<Item = Policy<'_>> {
        self.functions()
            .map(|function| function.policy())
            .filter(|policy| !policy.invocations.is_empty())
    }
}

impl<'g> Function<'g> {
    pub fn policy(&self) -> Policy<'g> {
        let graph = self.graph();
        let mut statements = self.statements();
        let invocations = self.invocations();
        let too_many = statements.len() > MOST_STATEMENTS;
        if too_many {
            statements.clear();
        }
        let allows_nothing = |statement: &&Permission<'g>| {
            let mut fits = invocations.iter().map(|one| statement.fit(one).allows());
            fits.all(|allows| allows == Answer::No)
        };
        let idle = statements.iter().filter(allows_nothing);
        Policy {
            open: self.may_have_more_statements() || too_many,
            may_have_more_callers: graph.may_invoke_more() || self.may_be_in_a_body(),
            idle: idle.map(|statement| statement.node.id).collect(),
            invocations,
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
    pub(in crate::graph) fn is_in_a_body(&self) -> bool {
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

impl<'g> Policy<'g> {
    /// Whether some statement allows an invocation.
    pub fn allows(&self, invocation: &Invocation<'g>) -> Answer {
        let fits = self
            .statements
            .iter()
            .map(|one| one.fit(invocation).allows());
        Answer::any(fits.chain([invocation.has_role(), Answer::unless(self.open)]))
    }

    /// Whether some statement is for an invocation, even if it is wrong.
    pub fn means(&self, invocation: &Invocation<'g>) -> Answer {
        let meant = self.statements.iter().map(|statement| {
            let fit = statement.fit(invocation);
            match (fit.principal, fit.allows()) {
                // What cannot be told of the rest is no missing statement.
                (Answer::Yes, Answer::Yes | Answer::Unknown) => Answer::Yes,
                (_, Answer::Unknown) => Answer::Unknown,
                _ => Answer::of(Some(self.is_for(statement, invocation))),
            }
        });
        Answer::any(meant.chain([invocation.has_role(), Answer::unless(self.open)]))
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
        if !self.idle.contains(&statement.node.id) {
            return false;
        }
        let by_principal = statement.fit(invocation).principal == Answer::Yes;
        by_principal && statement.is_about_the_plan()
            || self.mistakes_principal(statement, invocation)
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
        front && !self.may_have_more_callers && !self.is_called_by(statement)
    }

    /// Whether the service that a statement is for invokes the function at all.
    fn is_called_by(&self, statement: &Permission<'g>) -> bool {
        let service = statement.service();
        let mut callers = self.invocations.iter().map(|other| other.caller.service());
        callers.any(|caller| service == Some(caller))
    }

    /// The statements that may be wrong in one point alone, of which the plan leaves something
    /// open: they allow nothing for sure, and nothing else surely allows what they may be for.
    pub fn doubtful(&self, point: fn(&Fit) -> Answer) -> impl Iterator<Item = &Permission<'g>> {
        self.statements.iter().filter(move |statement| {
            let mut fits = self.invocations.iter().map(|one| statement.fit(one));
            let in_use = fits.any(|fit| fit.allows() == Answer::Yes);
            let mut invocations = self.invocations.iter();
            !in_use && invocations.any(|one| self.is_doubtful(statement, one, point))
        })
    }

    fn is_doubtful(
        &self,
        statement: &Permission<'g>,
        invocation: &Invocation<'g>,
        point: fn(&Fit) -> Answer,
    ) -> bool {
        let (fit, allowed) = (statement.fit(invocation), self.allows(invocation));
        if allowed == Answer::Yes || !fit.is_right_but_for(point) {
            return false;
        }
        // Another service's statement is for another caller, unless nobody else calls.
        if fit.principal == Answer::No
            && (self.is_called_by(statement) || !statement.service().is_some_and(is_front))
        {
            return false;
        }
        fit.is_open() || allowed == Answer::Unknown && self.is_for(statement, invocation)
    }

    /// The statements that were written for an invocation that nothing allows,
    /// and where they are wrong.
    pub fn misfits(&self) -> Vec<(&Permission<'g>, &Invocation<'g>, Fit)> {
        let idle = |one: &&Permission<'g>| self.idle.contains(&one.node.id);
        let idle: Vec<_> = self.statements.iter().filter(idle).collect();
        if idle.is_empty() {
            return Vec::new();
        }
        let refused = self.invocations.iter();
        let refused = refused.filter(|one| self.allows(one) == Answer::No);
        let refused: Vec<_> = refused.collect();
        let misfits = idle.into_iter().filter_map(|statement| {
            let mut meant = refused.iter().filter(|one| self.is_for(statement, one));
            let invocation = *meant.next()?;
            Some((statement, invocation, statement.fit(invocation)))
        });
        misfits.collect()
    }

    /// Whether the plan shows every front that invokes it, so that a statement
    /// which fits none is surely wrong.
    pub fn shows_all_callers(&self) -> bool {
        let mut invocations = self.invocations.iter();
        !self.may_have_more_callers && invocations.all(|it| it.is_sure())
    }

    /// Whether there may be statements that the plan does not show.
    pub(in crate::graph) fn may_say_more(&self) -> bool {
        self.open
    }
}
