//! CloudFront's own policies by their ids, which are the same in every account
//! (CloudFront developer guide, managed policies, as of 2026-11).

/// What a managed policy does with the `Host` header of viewers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostHeader {
    Forwarded,
    Withheld,
}

/// What a managed cache policy or origin request policy does with `Host`; `None`
/// for one that is not recorded here, such as one of another stack.
pub fn host_under_policy(id: &str) -> Option<HostHeader> {
    match id {
        // Origin request policies: AllViewer, AllViewerAndCloudFrontHeaders-2022-06, HostHeaderOnly.
        "216adef6-5c7f-47e4-b989-5492eafa07d3"
        | "33f36d7e-f396-46d9-90e0-52428a34d9dc"
        | "bf0718e1-ba1e-49d1-88b1-f726733018ae"
        // Cache policies: UseOriginCacheControlHeaders, the same with query strings, Amplify.
        | "83da9c7e-98b4-4e11-a168-04f0df8e2c65"
        | "4cc15a8a-d715-48a4-82b8-cc0b614638fe"
        | "2e54312d-136d-493c-8eb9-b001f22f67d2" => Some(HostHeader::Forwarded),
        // Origin request policies: AllViewerExceptHostHeader, CORS-CustomOrigin, CORS-S3Origin,
        // UserAgentRefererHeaders.
        "b689b0a8-53d0-40ab-baf2-68738e2966ac"
        | "59781a5b-3903-41f3-afcb-af62929ccde1"
        | "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf"
        | "acba4595-bd28-49b8-b9fe-13317c0390fa"
        // Cache policies: CachingOptimized, CachingOptimizedForUncompressedObjects, CachingDisabled.
        | "658327ea-f89d-4fab-a63d-7e88639e58f6"
        | "b2884449-e4de-46a7-ac36-70bc7f1ddd6d"
        | "4135ea2d-6df8-44a3-9df3-4b5a84be39ad" => Some(HostHeader::Withheld),
        _ => None,
    }
}

/// Whether a managed response headers policy adds `Strict-Transport-Security`;
/// `None` for one that is not recorded here.
pub fn adds_hsts(id: &str) -> Option<bool> {
    match id {
        // SecurityHeadersPolicy, alone, with CORS, with CORS and preflight.
        "67f7725c-6f97-4210-82d7-5512b31e9d03"
        | "e61eb60c-9c35-4d20-a928-2b84e02af89c"
        | "eaab4381-ed33-4a86-88ca-d9558dc6cd63" => Some(true),
        // SimpleCORS, CORS-With-Preflight.
        "60669652-455b-4ae9-85a4-c4c02393f86c" | "5cc3b908-e619-4b99-88e5-2cf7f45965bd" => {
            Some(false)
        }
        _ => None,
    }
}
