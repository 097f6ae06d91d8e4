//! What the targets share: loans and rules made of bytes, and the laws held against
//! what the system says of them.

pub mod laws;
pub mod made;
pub mod past;
pub mod rows;
