//! The figures a lender steers by, each with what was counted, of what, for which days.
//!
//! ```text
//! facts of a loan ──Tally──┐
//! what was done ───Deed────┼──count──► Tallied: figures, or the rows of one of them
//! an earlier close ─Earlier┘
//! ```
//! One pass makes both a figure and its rows, so that they cannot part ways. A figure of
//! nothing is no figure: [`Metric::reading`] says why there is none, and never 0 %.

mod by;
mod code;
mod count;
mod deed;
mod metric;
mod tally;
mod vintage;
mod words;
mod work;

pub use by::By;
pub use code::{Code, Measure};
pub use count::{Day, Earlier, Then, count};
pub use deed::{Deed, DeedKind};
pub use metric::{Metric, MetricError, NoFigure, Row, Subject, Tallied, Wanted};
pub use tally::{Defaulted, Flow, Tally};
pub use vintage::{Vintage, VintageCell, vintages};
pub use words::Family;
pub use work::{CaseAge, LookedAt, Promised, Reported, Work};
