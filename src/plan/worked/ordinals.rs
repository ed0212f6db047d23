//! Which of the blocks in the source a block of the plan comes from, where the plan alone does
//! not tell: `dynamic` blocks beside those that are written out.

use super::{Scope, Worker};
use crate::plan::Template;
use crate::plan::evidence::{Evidence, Standing};
use crate::plan::node::Node;

/// Blocks that the provider keeps in the order of the source. Most others are sets.
const IN_ORDER: [&str; 3] = ["ordered_cache_behavior", "default_action", "action"];

impl<'p> Worker<'p> {
    /// For each step of a block's path, its position among the blocks of that name in the
    /// source, as far as it can be told; some are known already.
    pub(in crate::plan) fn ordinals(
        &mut self,
        node: &Node<'p>,
        known: &[Option<usize>],
        evidence: &dyn Evidence,
    ) -> Vec<Option<usize>> {
        let names: Vec<&str> = node.path.0.iter().map(|step| step.name.as_str()).collect();
        let standings = evidence.standings(node.parsed(), &names);
        let all = standings.iter().enumerate();
        let left = all.filter(|(_, standing)| standing.is_at(known) && standing.may_be_of(node));
        let mut left: Vec<usize> = left.map(|(at, _)| at).collect();
        if told(&standings, &left, known).contains(&None)
            && let Some(templates) = evidence.templates(node.parsed(), &names)
            && templates.len() == standings.len()
        {
            self.steps = super::STEPS;
            left = match self.in_order(&templates, node, &names) {
                Some(at) if left.contains(&at) => vec![at],
                _ => left
                    .into_iter()
                    .filter(|at| self.may_make(&templates[*at], node))
                    .collect(),
            };
        }
        told(&standings, &left, known)
    }

    /// Whether nothing speaks against a block that the source writes.
    fn may_make(&mut self, template: &Template, node: &Node<'p>) -> bool {
        let own = Scope::of(node.parsed());
        let scopes = self.scopes(template, &own);
        // What it is repeated for is not known: all that does not depend on it is compared.
        let scopes = scopes.unwrap_or_else(|| vec![own]);
        scopes.iter().any(|scope| self.fits(template, scope, node))
    }

    /// The one at the block's position, where the order is that of the source.
    fn in_order(
        &mut self,
        templates: &[Template],
        node: &Node<'p>,
        names: &[&str],
    ) -> Option<usize> {
        let [name] = names else { return None };
        let position = node.path.0.first()?.index?;
        let own = Scope::of(node.parsed());
        let sizes: Vec<Option<usize>> = templates
            .iter()
            .filter(|_| IN_ORDER.contains(name))
            .map(|template| Some(self.scopes(template, &own)?.len()))
            .collect();
        let open = sizes.iter().filter(|size| size.is_none()).count();
        // What others leave over is of the one whose size is not known.
        let rest = node
            .siblings()
            .checked_sub(sizes.iter().flatten().sum::<usize>())?;
        if open > 1 || open == 0 && rest > 0 {
            return None;
        }
        let mut end = 0;
        sizes.iter().position(|size| {
            end += size.unwrap_or(rest);
            position < end
        })
    }
}

impl Standing {
    /// Whether it may be that of a block, by what the plan alone tells.
    pub(super) fn may_be_of(&self, node: &Node<'_>) -> bool {
        let mut steps = self.0.iter().rev();
        let around = std::iter::successors(Some(node), |node| node.parent());
        self.is_at(node.own_ordinals())
            && around.into_iter().all(|node| {
                let step = steps.next();
                !node.is_dynamic() || step.is_none_or(|step| step.is_dynamic)
            })
    }

    fn is_at(&self, known: &[Option<usize>]) -> bool {
        let mut steps = known.iter().zip(&self.0);
        steps.all(|(known, step)| known.is_none_or(|known| known == step.at))
    }
}

/// What all that are left agree on.
fn told(standings: &[Standing], left: &[usize], known: &[Option<usize>]) -> Vec<Option<usize>> {
    let at = |step: usize| {
        let mut all = left.iter().map(|one| standings[*one].0.get(step));
        let first = all.next()??;
        all.all(|other| other == Some(first)).then_some(first.at)
    };
    let steps = known.iter().enumerate();
    steps
        .map(|(step, known)| known.or_else(|| at(step)))
        .collect()
}
