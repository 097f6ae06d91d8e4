//! Pages of the gallery of refusals: what they say and how they are compared with
//! what the program prints.
//!
//! The format is described in `refusals/README.md`; the example there is one of
//! the tests here.

mod compare;
mod page;

pub use compare::missing;
pub use page::{Command, Page, PageError};
