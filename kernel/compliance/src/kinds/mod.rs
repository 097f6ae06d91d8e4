//! How each kind of rule judges.

mod cooldown;
mod exclusion;
mod hold;
mod recipient;
mod rolling_count;
pub(crate) mod usable_contact_point;
mod window;
