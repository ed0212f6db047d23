//! Timeouts and sizes, compared along the whole way.

pub(super) mod function_timeout_over_api;
