//! What the targets share.
//!
//! `made` makes loans, events and rules of bytes, `past` has one loan with a late past,
//! `laws` holds against the book what is true of every loan, and `rows` accounts for every
//! row of a file.

pub mod laws;
pub mod made;
pub mod past;
pub mod rows;
