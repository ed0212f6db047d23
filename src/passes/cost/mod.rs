//! What is paid for and not needed.

pub(super) mod alb_for_one_small_lambda;
pub(super) mod rest_where_http_api_suffices;
