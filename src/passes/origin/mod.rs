//! What CloudFront fetches from, and how.

pub(super) mod alb_origin_open;
