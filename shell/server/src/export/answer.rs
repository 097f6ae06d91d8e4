//! A table as an answer to be saved.

use crate::trouble::Trouble;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use makegood_sheets::{Table, csv, xlsx};

/// Which file is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Comma-separated values.
    Csv,
    /// A workbook.
    Xlsx,
}

/// The file.
///
/// # Errors
/// [`Trouble::Unreadable`] when a table does not fit a sheet.
pub(super) fn file(table: &Table, ending: Ending) -> Result<Response, Trouble> {
    let (kind, extension, bytes) = match ending {
        Ending::Csv => ("text/csv; charset=utf-8", "csv", csv(table).into_bytes()),
        Ending::Xlsx => {
            let bytes = xlsx(table).map_err(|error| Trouble::Unreadable(error.to_string()))?;
            ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", bytes)
        }
    };
    let name = format!("attachment; filename=\"{}\"", table.file_name(extension));
    let mut answer = bytes.into_response();
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(name) = HeaderValue::from_str(&name) {
        answer.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(answer)
}
