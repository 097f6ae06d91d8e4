//! Models of the pages, filled from the views. Figures are taken as they are, never
//! worked out: what a page shows and no view has is added to the views.

pub(crate) mod book;
pub(crate) mod case;
pub(crate) mod clocks;
pub(crate) mod diagnosis;
pub(crate) mod file;
pub(crate) mod law;
pub(crate) mod letters;
pub(crate) mod loan;
pub(crate) mod numbers;
pub(crate) mod origination;
pub(crate) mod packs;
pub(crate) mod recourse;
pub(crate) mod refused;
pub(crate) mod review;
pub(crate) mod rows;
pub(crate) mod today;
pub(crate) mod trial;
pub(crate) mod visit;
pub(crate) mod words;
pub(crate) mod workout;
