//! Tables of pages as files: the same rows under the page's address and a file's ending.

mod answer;
mod granted;
mod lists;
mod loans;
mod numbers;
mod reports;
mod routes;
mod work;

pub use answer::Ending;
pub use reports::{ReportTable, report_file};
pub(crate) use routes::with_files;
