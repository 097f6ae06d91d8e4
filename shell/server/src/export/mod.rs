//! Tables of pages as files: the same rows under the page's address and a file's ending.

mod answer;
mod granted;
mod lists;
mod loans;
mod numbers;
mod routes;
mod work;

pub(crate) use routes::with_files;
