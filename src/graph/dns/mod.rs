//! Records, and which of them lead clients somewhere.

mod record;
