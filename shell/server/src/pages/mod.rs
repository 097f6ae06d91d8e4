//! The pages: for each a model, documented field by field, and `render`.
//!
//! Sentences in a model are plain text; the templates escape them.

pub mod again;
pub mod approvals;
pub mod attention;
pub mod book;
pub mod case;
pub mod clocks;
pub mod diagnosis;
pub mod door;
pub mod file;
pub mod hard;
pub mod jobs;
pub mod law;
pub mod letters;
pub mod loan;
pub mod looks;
pub mod numbers;
pub mod origination;
pub mod packs;
pub mod people;
pub mod recourse;
pub mod refusal;
pub mod refused;
pub mod review;
pub mod rows;
pub mod said;
pub mod search;
pub mod today;
pub mod trial;
pub mod visit;
pub mod webhooks;
pub mod work;
pub mod workout;

mod mark;

pub use mark::{ActionKind, BucketMark, SituationMark};

/// Gives a page its `render`, so that whoever serves it need not know the template crate.
macro_rules! rendered {
    ($page:ident) => {
        impl $page {
            /// The page as HTML.
            ///
            /// # Errors
            /// Only what writing text into memory can fail with.
            pub fn render(&self) -> Result<String, crate::RenderError> {
                askama::Template::render(self)
            }
        }
    };
}
pub(crate) use rendered;
