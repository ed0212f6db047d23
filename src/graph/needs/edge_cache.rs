//! Caches: behaviors of distributions that keep answers, and stages that do.

use super::provided::{all, flag};
use crate::answer::Answer;
use crate::facts::Front;
use crate::graph::edge::{Behavior, Distribution};
use crate::graph::ways::Endpoint;
use crate::plan::Place;

impl<'g> Endpoint<'g> {
    /// The behaviors of a distribution that lead to it, in their order; all
    /// where the plan does not show which do.
    pub(in crate::graph) fn behaviors(&self, distribution: &Distribution<'g>) -> Vec<Behavior<'g>> {
        let origins = self.origins();
        let mut all = distribution.behaviors().all;
        all.retain(|behavior| {
            let target = behavior.node.text("target_origin_id").known();
            let mut ids = origins
                .iter()
                .map(|origin| origin.node.text("origin_id").known());
            origins.is_empty() || target.is_none() || ids.any(|id| id == target)
        });
        all
    }

    /// Whether each stage has a cache, and some methods use it.
    pub(in crate::graph) fn caches_in_stage(&self) -> Answer {
        if self.fronting.front != Front::RestApi {
            return Answer::No;
        }
        let (settings, api) = ("aws_api_gateway_method_settings", "rest_api_id");
        let links = self.graph.referrers(self.front.id, settings, api);
        let uses = links.map(|link| {
            let blocks = self.graph.node(link.from).blocks("settings");
            let nodes = blocks.nodes.iter();
            Answer::any(
                nodes
                    .map(|block| flag(block, "caching_enabled"))
                    .chain([Answer::unless(!blocks.complete)]),
            )
        });
        let more = self.graph.any_unresolved(settings, api) || self.graph.may_lack(settings);
        let uses = Answer::any(uses.chain([Answer::unless(more)]));
        let kept = self.each_stage(|stage| flag(stage, "cache_cluster_enabled"));
        all([uses, kept])
    }

    /// Where a cache would be set: the behaviors, the stages, or else the front.
    pub fn cache_places(&self, at_edge: bool) -> Vec<Place> {
        let behaviors = self.distributions.iter().filter_map(|distribution| {
            let first = self.behaviors(distribution).into_iter().next()?;
            Some(first.cache_place())
        });
        let behaviors: Vec<Place> = behaviors.collect();
        if !behaviors.is_empty() {
            return behaviors;
        }
        let stages = match self.fronting.front {
            Front::RestApi if !at_edge => self.stages(),
            _ => Vec::new(),
        };
        match stages.is_empty() {
            true => vec![self.place_of_kind()],
            false => stages
                .iter()
                .map(|stage| stage.place("cache_cluster_enabled"))
                .collect(),
        }
    }
}

impl Behavior<'_> {
    fn cache_place(&self) -> Place {
        match self.node.is_set("cache_policy_id") {
            true => self.node.place("cache_policy_id"),
            false => self.place(),
        }
    }
}
