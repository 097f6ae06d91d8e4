//! What the targets share: loans and rules made of bytes, and the laws held against
//! what the system says of them.
//!
//! The same bytes make the same loan, so a finding is a file of a few bytes that can be
//! kept and played again.

pub mod laws;
pub mod made;
pub mod past;
pub mod rows;
