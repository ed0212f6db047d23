//! Records, and which of them lead clients somewhere.

mod record;
pub(in crate::graph) use record::is_in_private_zone;
pub(in crate::graph) use record::is_record_for_no_client;
