//! Classic load balancers: their listeners and what those negotiate.

use crate::answer::Answer;
use crate::graph::architecture::Graph;
use crate::plan::{Attr, Change, Node};

/// A classic load balancer.
pub struct ClassicBalancer<'g> {
    graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

/// A listener of a classic load balancer.
pub struct ClassicListener<'g> {
    graph: &'g Graph<'g>,
    pub node: Node<'g>,
}

/// What a classic load balancer negotiates with its clients.
pub struct NegotiationPolicy<'g> {
    pub node: Node<'g>,
    /// The name of the blocks that hold its attributes.
    attributes: &'static str,
}

impl<'p> Graph<'p> {
    pub fn classic_balancers(&self) -> impl Iterator<Item = ClassicBalancer<'_>> {
        self.of_type("aws_elb").map(|id| ClassicBalancer {
            graph: self,
            node: self.node(id),
        })
    }

    /// The policies of classic load balancers that are about TLS.
    pub fn negotiation_policies(&self) -> impl Iterator<Item = NegotiationPolicy<'_>> {
        let own = self.of_type("aws_lb_ssl_negotiation_policy");
        let own = own.map(|id| NegotiationPolicy {
            node: self.node(id),
            attributes: "attribute",
        });
        let general = self.of_type("aws_load_balancer_policy");
        let general = general.map(|id| NegotiationPolicy {
            node: self.node(id),
            attributes: "policy_attribute",
        });
        own.chain(general.filter(|policy| {
            let kind = policy.node.text("policy_type_name").known();
            kind == Some("SSLNegotiationPolicyType")
        }))
    }
}

impl<'g> ClassicBalancer<'g> {
    /// Whether the plan makes it anew.
    pub fn is_created(&self) -> bool {
        let change = self.graph.plan()[self.node.id].change;
        matches!(change, Change::Created | Change::Replaced)
    }

    pub fn address(&self) -> &'g str {
        self.graph.address(self.node.id)
    }

    /// Whether it has addresses on the internet.
    pub fn is_public(&self) -> Answer {
        let internal = self.node.bool("internal").or_default(false);
        !Answer::of(internal)
    }

    pub fn listeners(&self) -> Vec<ClassicListener<'g>> {
        let blocks = self.node.blocks("listener").nodes.into_iter();
        let listeners = blocks.map(|node| ClassicListener {
            graph: self.graph,
            node,
        });
        listeners.collect()
    }
}

impl ClassicListener<'_> {
    /// The protocol towards clients, lower case; `None` when unknown.
    pub fn protocol(&self) -> Option<String> {
        self.node.text("lb_protocol").known().map(str::to_lowercase)
    }

    /// The port that clients come to.
    pub fn port(&self) -> Option<f64> {
        self.node.number("lb_port").known()
    }

    /// Whether it ends TLS.
    pub fn ends_tls(&self) -> Answer {
        let protocol = self.protocol();
        Answer::of(protocol.map(|name| matches!(name.as_str(), "https" | "ssl")))
    }

    /// Whether its certificate was uploaded to IAM.
    pub fn has_uploaded_certificate(&self) -> Answer {
        let name = "ssl_certificate_id";
        let leads_to = self.graph.follow(&self.node, name).sure();
        if let Some(certificate) = leads_to {
            let uploaded = self.graph.type_of(certificate) == "aws_iam_server_certificate";
            return Answer::of(Some(uploaded));
        }
        match self.node.text(name) {
            Attr::Known(arn) => Answer::of(Some(arn.contains(":iam::"))),
            Attr::Unset => Answer::No,
            Attr::Unknown => Answer::Unknown,
        }
    }
}

impl<'g> NegotiationPolicy<'g> {
    /// Its attributes: protocols and ciphers to take, or the policy of AWS to follow.
    pub fn attributes(&self) -> Vec<Node<'g>> {
        self.node.blocks(self.attributes).nodes
    }

    /// Whether these are all.
    pub fn knows_attributes(&self) -> bool {
        self.node.blocks(self.attributes).complete
    }
}
