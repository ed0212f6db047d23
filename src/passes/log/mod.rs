//! What is left on record of a request.

pub(super) mod lb_access_logs_off;
