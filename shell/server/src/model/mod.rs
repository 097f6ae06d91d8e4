//! Models of the pages, filled from the views. Figures are taken as they are, never
//! worked out: what a page shows and no view has is added to the views.

pub(crate) mod again;
pub(crate) mod approvals;
pub(crate) mod attention;
pub(crate) mod book;
pub(crate) mod case;
pub(crate) mod clocks;
pub(crate) mod diagnosis;
pub(crate) mod door;
pub(crate) mod file;
pub(crate) mod hard;
pub(crate) mod jobs;
pub(crate) mod law;
pub(crate) mod leader;
pub(crate) mod letters;
pub(crate) mod live;
pub(crate) mod loan;
pub(crate) mod looks;
mod morning_more;
pub(crate) mod morning_rows;
pub(crate) mod numbers;
pub(crate) mod origination;
pub(crate) mod packs;
pub(crate) mod people;
pub(crate) mod recourse;
pub(crate) mod refused;
pub(crate) mod review;
pub(crate) mod rows;
pub(crate) mod said;
pub(crate) mod today;
pub(crate) mod trial;
pub(crate) mod visit;
pub(crate) mod webhooks;
pub(crate) mod words;
pub(crate) mod work;
pub(crate) mod workout;
