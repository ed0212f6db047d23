//! The fronts there are (facts.md section 1, as of 2026-11-24).

use std::fmt;

/// What answers requests first, apart from a distribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Front {
    FunctionUrl,
    HttpApi,
    RestApi,
    WebsocketApi,
    Alb,
    Nlb,
    /// A network load balancer whose target is an application load balancer.
    NlbAlb,
}

/// A front, with or without a distribution before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FrontStack {
    pub front: Front,
    pub cloudfront: bool,
}

/// What stands behind a front.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    Function,
    /// Containers, instances, addresses: whatever holds a connection itself.
    Server,
}

impl Front {
    pub const ALL: [Self; 7] = [
        Self::Alb,
        Self::Nlb,
        Self::NlbAlb,
        Self::RestApi,
        Self::HttpApi,
        Self::WebsocketApi,
        Self::FunctionUrl,
    ];

    /// The name that scripts build on.
    pub fn name(self) -> &'static str {
        match self {
            Self::Alb => "alb",
            Self::Nlb => "nlb",
            Self::NlbAlb => "nlb+alb",
            Self::RestApi => "rest-api",
            Self::HttpApi => "http-api",
            Self::WebsocketApi => "websocket-api",
            Self::FunctionUrl => "function-url",
        }
    }

    /// The name in sentences.
    pub fn words(self) -> &'static str {
        match self {
            Self::Alb => "an application load balancer",
            Self::Nlb => "a network load balancer",
            Self::NlbAlb => "a network load balancer before an application load balancer",
            Self::RestApi => "a REST API",
            Self::HttpApi => "an HTTP API",
            Self::WebsocketApi => "a WebSocket API",
            Self::FunctionUrl => "a function URL",
        }
    }

    /// Whether it can lead to such a backend at all.
    pub fn reaches(self, backend: Backend) -> bool {
        !matches!(
            (self, backend),
            (Self::FunctionUrl, Backend::Server) | (Self::Nlb, Backend::Function)
        )
    }

    /// How many resources it takes at least, backend included: the measure of
    /// which of two fronts is simpler.
    pub fn resources(self, backend: Backend) -> usize {
        let own = match self {
            Self::FunctionUrl => 1,
            // API, integration, route, stage, permission.
            Self::HttpApi => 5,
            Self::WebsocketApi => 6,
            // API, resource, method, integration, deployment, stage, permission.
            Self::RestApi => 7,
            // Balancer, security group, two listeners, certificate, target group,
            // attachment.
            Self::Alb => 7,
            // Balancer, security group, listener, target group, attachment.
            Self::Nlb => 5,
            Self::NlbAlb => 11,
        };
        let private = matches!(self, Self::HttpApi | Self::RestApi | Self::WebsocketApi)
            && backend == Backend::Server;
        // Behind an API a server needs a VPC link and a load balancer.
        own + if private { 5 } else { 0 }
    }
}

impl FrontStack {
    /// All that advice may name.
    pub fn all() -> impl Iterator<Item = Self> {
        [false, true].into_iter().flat_map(|cloudfront| {
            let fronts = Front::ALL.into_iter();
            let fronts = fronts.filter(move |front| !cloudfront || *front != Front::NlbAlb);
            fronts.map(move |front| Self { front, cloudfront })
        })
    }

    pub fn words(self) -> String {
        match self.cloudfront {
            true => format!("CloudFront before {}", self.front.words()),
            false => self.front.words().to_owned(),
        }
    }

    pub fn resources(self, backend: Backend) -> usize {
        self.front.resources(backend) + usize::from(self.cloudfront) * 2
    }
}

impl fmt::Display for FrontStack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.cloudfront {
            f.write_str("cloudfront+")?;
        }
        f.write_str(self.front.name())
    }
}
