//! What a distribution does with requests: its behaviors.

use super::on_graph;
use frontlint::answer::Answer;
use frontlint::graph::{Behavior, EdgePolicy, Graph, OriginIds, PlainHttp, ServedBy};

const DISTRIBUTION: &str = r#"
resource "aws_lb" "app" {}
resource "aws_s3_bucket" "site" {}
resource "aws_cloudfront_key_group" "viewers" {}
resource "aws_cloudfront_cache_policy" "short" {}
resource "aws_cloudfront_function" "login" {}

resource "aws_cloudfront_distribution" "edge" {
  origin {
    origin_id   = "app"
    domain_name = aws_lb.app.dns_name
  }
  origin {
    origin_id   = aws_s3_bucket.site.id
    domain_name = aws_s3_bucket.site.bucket_regional_domain_name
  }
  origin {
    origin_id   = "spare"
    domain_name = "spare.example.com"
  }
  origin_group {
    origin_id = "both"
    member { origin_id = "app" }
    member { origin_id = "spare" }
  }
  ordered_cache_behavior {
    path_pattern           = "films/*"
    target_origin_id       = aws_s3_bucket.site.id
    viewer_protocol_policy = "https-only"
    trusted_key_groups     = [aws_cloudfront_key_group.viewers.id]
    cache_policy_id        = aws_cloudfront_cache_policy.short.id
  }
  ordered_cache_behavior {
    path_pattern           = "/films/new*"
    target_origin_id       = "both"
    viewer_protocol_policy = "redirect-to-https"
    function_association {
      event_type   = "viewer-request"
      function_arn = aws_cloudfront_function.login.arn
    }
  }
  default_cache_behavior {
    target_origin_id       = "app"
    viewer_protocol_policy = "allow-all"
    cache_policy_id        = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
  }
}
"#;

/// One line for a behavior: what it takes, what serves it, and how.
fn line(graph: &Graph<'_>, ids: &OriginIds<'_>, behavior: &Behavior<'_>) -> String {
    let pattern = behavior.path_pattern().or_default("default");
    let served = match ids.serving(behavior) {
        ServedBy::Origin(origin) => origin.node.shown("origin_id"),
        ServedBy::Group(group) => {
            let members = ids.members(&group).expect("all members");
            let members: Vec<_> = members
                .iter()
                .map(|one| one.node.shown("origin_id"))
                .collect();
            members.join(" then ")
        }
        ServedBy::Nothing => "nothing".to_owned(),
        ServedBy::Unknown => "unknown".to_owned(),
    };
    let http = match behavior.plain_http() {
        PlainHttp::Served => "http",
        PlainHttp::Redirected => "redirected",
        PlainHttp::Refused => "https",
        PlainHttp::Unknown => "unknown",
    };
    let signed = match behavior.asks_for_signature() {
        Answer::Yes => "signed",
        Answer::No => "unsigned",
        Answer::Unknown => "unknown",
    };
    let policy = match behavior.cache_policy() {
        EdgePolicy::Own(node) => graph.address(node.id).to_owned(),
        EdgePolicy::Id(id) => id[..8].to_owned(),
        EdgePolicy::None => "none".to_owned(),
        EdgePolicy::Unknown => "unknown".to_owned(),
    };
    let (code, _) = behavior.edge_code();
    let events = code.iter().filter_map(|code| {
        let function = code.function().sure()?;
        Some(format!(", {} {}", code.event()?, graph.address(function)))
    });
    let events: String = events.collect();
    format!(
        "{} {served}, {http}, {signed}, {policy}{events}",
        pattern.unwrap_or("unknown")
    )
}

#[test]
fn behaviors_stand_in_the_order_of_asking() {
    let lines = on_graph(DISTRIBUTION, |graph| {
        let distribution = graph.distributions().next().expect("a distribution");
        let ids = distribution.origin_ids();
        let behaviors = distribution.behaviors();
        assert!(behaviors.complete);
        let lines = behaviors.all.iter().map(|one| line(graph, &ids, one));
        lines.collect::<Vec<_>>()
    });
    assert_eq!(
        lines,
        [
            "films/* (known after apply), https, signed, aws_cloudfront_cache_policy.short",
            "/films/new* app then spare, redirected, unsigned, none, viewer-request aws_cloudfront_function.login",
            "default app, http, unsigned, 4135ea2d",
        ]
    );
}

#[test]
fn behaviors_are_compared_by_what_they_take() {
    on_graph(DISTRIBUTION, |graph| {
        let distribution = graph.distributions().next().expect("a distribution");
        let behaviors = distribution.behaviors();
        let [films, new, rest] = behaviors.all.as_slice() else {
            panic!("three behaviors");
        };
        assert_eq!(films.conditions().contains(&new.conditions()), Answer::Yes);
        assert_eq!(new.conditions().overlaps(&films.conditions()), Answer::Yes);
        let unsigned = rest.served().without(&[&films.conditions()]);
        assert_eq!(
            unsigned.example().map(|it| it.to_string()).as_deref(),
            Some("GET /")
        );
        let plain = films.conditions().without(&[&films.served()]);
        let plain = plain.example().map(|it| it.to_string());
        assert_eq!(plain.as_deref(), Some("GET http://example.com/films/"));
    });
}
