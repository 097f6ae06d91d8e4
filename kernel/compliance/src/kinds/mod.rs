//! How each kind of rule judges.

mod address_basis;
mod content;
mod cooldown;
mod exclusion;
mod hold;
mod precondition;
mod recipient;
pub(crate) mod rolling_count;
pub(crate) mod usable_contact_point;
mod window;
