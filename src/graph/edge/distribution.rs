//! CloudFront distributions and their origins.

use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::graph::balancer::{LoadBalancer, Rule};
use crate::graph::links::{Ends, Link};
use crate::graph::request::Glob;
use crate::plan::{Node, Place, ResourceId};

/// A distribution.
#[derive(Clone)]
pub struct Distribution<'g> {
    pub(in crate::graph) graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

/// Where a distribution gets its answers from.
#[derive(Clone)]
pub struct Origin<'g> {
    pub(in crate::graph) graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

impl<'p> Graph<'p> {
    pub fn distributions(&self) -> impl Iterator<Item = Distribution<'_>> {
        self.of_type("aws_cloudfront_distribution")
            .map(|id| self.distribution(id))
    }

    pub(in crate::graph) fn distribution(&self, id: ResourceId) -> Distribution<'_> {
        Distribution {
            graph: self,
            node: self.node(id),
        }
    }

    /// The distributions that answer viewers, for all that the plan tells.
    pub fn enabled_distributions(&self) -> impl Iterator<Item = Distribution<'_>> {
        let enabled = |one: &Distribution<'_>| one.is_enabled() != Answer::No;
        self.distributions().filter(enabled)
    }
}

impl<'g> Distribution<'g> {
    pub fn id(&self) -> ResourceId {
        self.node.id
    }

    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    pub fn place(&self) -> Place {
        self.node.header()
    }

    pub fn is_enabled(&self) -> Answer {
        Answer::of(self.node.bool("enabled").or_default(true))
    }

    /// Whether a web ACL guards it, here or, as the configuration says, by another
    /// stack; one that refers to a resource is one.
    pub fn has_web_acl(&self) -> Answer {
        if self.graph.assumes_web_acl(self.address()) {
            return Answer::Yes;
        }
        self.node.is_given("web_acl_id")
    }

    pub fn origins(&self) -> Vec<Origin<'g>> {
        let blocks = self.node.blocks("origin").nodes.into_iter();
        blocks
            .map(|node| Origin {
                graph: self.graph,
                node,
            })
            .collect()
    }

    /// Whether everything comes from S3 buckets, or from what a web ACL of its own guards.
    pub fn serves_filtered_only(&self) -> Answer {
        let blocks = self.node.blocks("origin");
        let other = self
            .origins()
            .into_iter()
            .map(|origin| !Answer::any([origin.is_bucket(), origin.has_web_acl()]));
        !Answer::any(other.chain([Answer::unless(!blocks.complete)]))
    }

    /// Whether everything comes from S3 buckets: a static site.
    pub fn is_static_site(&self) -> Answer {
        let blocks = self.node.blocks("origin");
        let other = self.origins().into_iter().map(|origin| !origin.is_bucket());
        !Answer::any(other.chain([Answer::unless(!blocks.complete)]))
    }
}

impl<'g> Origin<'g> {
    /// The origin that a link comes from, with its distribution.
    pub(in crate::graph) fn of(
        graph: &'g Graph<'g>,
        link: &Link,
    ) -> Option<(Distribution<'g>, Self)> {
        let distribution = graph.distribution(link.from);
        let at = link.block.0.first()?.index?;
        let origin = distribution.origins().into_iter().nth(at)?;
        Some((distribution, origin))
    }

    /// What its domain name leads to; a Route 53 alias is followed one step.
    pub fn ends(&self) -> Vec<Ends<'g>> {
        let direct = self.graph.follow(&self.node, "domain_name");
        let records: Vec<_> = direct
            .resources()
            .filter(|id| self.graph.type_of(*id) == "aws_route53_record")
            .collect();
        let behind = records.into_iter().flat_map(|record| {
            let node = self.graph.node(record);
            let aliases = node.blocks("alias").nodes;
            let mut ends: Vec<_> = aliases
                .iter()
                .map(|alias| self.graph.follow(alias, "name"))
                .collect();
            ends.push(self.graph.follow(&node, "records"));
            ends
        });
        behind
            .collect::<Vec<_>>()
            .into_iter()
            .chain([direct])
            .collect()
    }

    /// Whether a web ACL guards it, whatever stands before it. What the plan does not
    /// show to be guarded is not.
    fn has_web_acl(&self) -> Answer {
        if let Some(balancer) = self.balancer_behind() {
            return balancer.has_web_acl();
        }
        let ends = self.ends().into_iter().filter_map(|ends| ends.sure());
        Answer::any(ends.map(|id| self.graph.api_has_web_acl(id)))
    }

    /// Whether it may lead to a load balancer without that being sure.
    pub fn may_be_load_balancer(&self) -> bool {
        self.ends().iter().any(|ends| {
            let sure = ends.sure().is_some();
            let balancer = |id| self.graph.type_of(id) == "aws_lb";
            let named = ends.resources().next().is_some();
            !sure && (!ends.complete && !named || ends.resources().any(balancer))
        })
    }

    /// The load balancer it surely leads to.
    pub fn load_balancer(&self) -> Option<LoadBalancer<'g>> {
        self.ends()
            .iter()
            .filter_map(Ends::sure)
            .find(|id| self.graph.type_of(*id) == "aws_lb")
            .map(|id| self.graph.load_balancer(id))
    }

    /// Whether it leads to a load balancer for sure, by its name or as a VPC origin.
    pub(in crate::graph) fn surely_leads_to(&self, balancer: ResourceId) -> bool {
        self.load_balancer().is_some_and(|it| it.id() == balancer)
            || self.private_ends().any(|id| id == balancer)
    }

    /// The load balancer that it surely leads to, by its name or as a VPC origin.
    fn balancer_behind(&self) -> Option<LoadBalancer<'g>> {
        let private = || {
            let mut ends = self.private_ends();
            ends.find(|id| self.graph.type_of(*id) == "aws_lb")
        };
        self.load_balancer()
            .or_else(|| private().map(|id| self.graph.load_balancer(id)))
    }

    /// What it surely leads to as a VPC origin.
    fn private_ends(&self) -> impl Iterator<Item = ResourceId> + '_ {
        let blocks = self.node.blocks("vpc_origin_config").nodes;
        blocks.into_iter().filter_map(|config| {
            let origin = self.graph.follow(&config, "vpc_origin_id").sure()?;
            let endpoint = self.graph.node(origin).blocks("vpc_origin_endpoint_config");
            let endpoint = endpoint.nodes.into_iter().next()?;
            self.graph.follow(&endpoint, "arn").sure()
        })
    }

    /// Whether it reaches into a VPC, past the internet.
    fn is_private(&self) -> Answer {
        let blocks = self.node.blocks("vpc_origin_config");
        match blocks.nodes.is_empty() {
            true => Answer::unless(!blocks.complete),
            false => Answer::Yes,
        }
    }

    /// Whether it proves itself to the origin with a client certificate.
    fn has_client_certificate(&self) -> bool {
        let custom = self.node.blocks("custom_origin_config");
        custom.nodes.iter().any(|config| {
            let blocks = config.blocks("origin_mtls_config");
            !blocks.nodes.is_empty() || !blocks.complete
        })
    }

    /// The headers it adds: names in lower case, and values where they are
    /// known; `None` when some are unknown.
    fn headers(&self) -> Option<Vec<Header<'g>>> {
        let blocks = self.node.blocks("custom_header");
        let headers = blocks.nodes.iter().map(|header| {
            let name = header.text("name").known()?.to_lowercase();
            Some((name, header.text("value").known()))
        });
        if blocks.complete {
            headers.collect()
        } else {
            None
        }
    }

    /// Whether the load balancer takes requests only from this distribution: by
    /// a VPC origin, a client certificate, a header that its rules ask for, or
    /// security groups that do not admit the world (facts.md section 7).
    pub fn is_locked(&self, balancer: &LoadBalancer<'g>) -> Answer {
        if self.is_private() == Answer::Yes {
            return Answer::Yes;
        }
        let by_network = !balancer.admits_world(self.graph);
        let by_certificate = match self.has_client_certificate() {
            true => balancer.verifies_clients(),
            false => Answer::No,
        };
        Answer::any([
            self.is_private(),
            by_network,
            by_certificate,
            self.is_locked_by_header(balancer),
        ])
    }

    /// Whether anyone reaches the load balancer around the web ACL of its distribution, and meets
    /// none there.
    pub fn escapes_web_acl_of(
        &self,
        distribution: &Distribution<'_>,
        balancer: &LoadBalancer<'g>,
    ) -> Answer {
        !Answer::any([
            !distribution.has_web_acl(),
            !balancer.is_public(),
            balancer.has_web_acl(),
            self.is_locked(balancer),
        ])
    }

    /// Whether some rule of the load balancer, or its web ACL, asks for a header
    /// that the origin adds.
    fn is_locked_by_header(&self, balancer: &LoadBalancer<'g>) -> Answer {
        let Some(headers) = self.headers() else {
            return Answer::Unknown;
        };
        if headers.is_empty() {
            return Answer::No;
        }
        let listeners = balancer.listeners();
        let rules: Option<Vec<_>> = listeners.iter().map(|listener| listener.rules()).collect();
        let Some(rules) = rules else {
            return Answer::Unknown;
        };
        let asks = rules.iter().flatten().map(|rule| rule.asks_for(&headers));
        match Answer::any(asks) {
            Answer::No => {}
            asked => return asked,
        }
        // A web ACL of its own may compare the header as well.
        match balancer.has_web_acl() {
            Answer::No => Answer::No,
            Answer::Yes | Answer::Unknown => Answer::Unknown,
        }
    }

    /// Whether it is an API's own name or a function URL, where nobody answers by plain HTTP.
    pub fn answers_by_https_alone(&self) -> bool {
        const TYPES: [&str; 4] = [
            "aws_api_gateway_rest_api",
            "aws_api_gateway_stage",
            "aws_apigatewayv2_api",
            "aws_lambda_function_url",
        ];
        let ends = self.graph.follow(&self.node, "domain_name");
        ends.sure()
            .is_some_and(|end| TYPES.contains(&self.graph.type_of(end)))
    }

    /// Whether it is an S3 bucket.
    pub fn is_bucket(&self) -> Answer {
        match self.is_private() {
            Answer::Yes => return Answer::No,
            Answer::Unknown => return Answer::Unknown,
            Answer::No => {}
        }
        let ends = self.graph.follow(&self.node, "domain_name");
        if let Some(end) = ends.sure() {
            return Answer::of(Some(self.graph.type_of(end).starts_with("aws_s3_bucket")));
        }
        let mut named = ends.resources();
        let is_bucket = |id: &ResourceId| self.graph.type_of(*id).starts_with("aws_s3_bucket");
        match self.node.text("domain_name").known() {
            None if !ends.links.is_empty() && !named.any(|id| is_bucket(&id)) => Answer::No,
            Some(host) => Answer::of(Some(is_bucket_host(host))),
            // Only a bucket takes an access identity.
            None if !self.node.blocks("s3_origin_config").nodes.is_empty() => Answer::Yes,
            None => Answer::Unknown,
        }
    }
}

/// `bucket.s3.region.amazonaws.com`, `bucket.s3-website-region.amazonaws.com`, …
fn is_bucket_host(host: &str) -> bool {
    let Some((name, _)) = host.split_once(".amazonaws.com") else {
        return false;
    };
    // The first label is the bucket's own.
    let mut service = name.split('.').skip(1);
    service.any(|label| label == "s3" || label.starts_with("s3-"))
}

/// A header's name in lower case, and its value where it is known.
type Header<'g> = (String, Option<&'g str>);

impl Rule<'_> {
    /// Whether it takes only requests with one of the headers, as it is.
    fn asks_for(&self, headers: &[Header<'_>]) -> Answer {
        let conditions = self.node.blocks("condition").nodes;
        let asked = conditions
            .iter()
            .flat_map(|condition| condition.blocks("http_header").nodes);
        Answer::any(asked.map(|condition| {
            let Some(name) = condition.text("http_header_name").known() else {
                return Answer::Unknown;
            };
            let sent = headers
                .iter()
                .find(|(sent, _)| *sent == name.to_lowercase());
            match (sent, condition.texts("values").known()) {
                (None, _) => Answer::No,
                (Some((_, Some(value))), Some(patterns)) => {
                    let value = value.to_lowercase();
                    let mut patterns = patterns.iter().map(|pattern| pattern.to_lowercase());
                    let taken = patterns.any(|pattern| Glob::new(&pattern).takes(&value));
                    Answer::of(Some(taken))
                }
                // One of the two is made at apply: they are meant to be equal.
                (Some(_), _) => Answer::Yes,
            }
        }))
    }
}

/// The origins that lead, or may lead, to a load balancer by whichever name,
/// each with its distribution.
impl Graph<'_> {
    pub fn origins_before(&self, balancer: ResourceId) -> Vec<(Distribution<'_>, Origin<'_>)> {
        const DISTRIBUTION: &str = "aws_cloudfront_distribution";
        let direct = self.referrers(balancer, DISTRIBUTION, "domain_name");
        let records = ["name", "records"]
            .into_iter()
            .flat_map(|attribute| self.referrers(balancer, "aws_route53_record", attribute))
            .flat_map(|link| self.referrers(link.from, DISTRIBUTION, "domain_name"));
        let private = self
            .referrers(balancer, "aws_cloudfront_vpc_origin", "arn")
            .flat_map(|link| self.referrers(link.from, DISTRIBUTION, "vpc_origin_id"));
        direct
            .chain(records)
            .chain(private)
            .filter_map(|link| Origin::of(self, link))
            .collect()
    }
}
