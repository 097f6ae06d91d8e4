//! What is masked for a role, masked in the finished page: whichever page of a person
//! shows a number or an address, it is shown as the table says.

use crate::asked::Caller;
use crate::trouble::Trouble;
use axum::body::{Body, to_bytes};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use makegood_access::{Right, Veil};
use makegood_case::{ContactPoint, ContactPointKind};
use makegood_desk::Desk;
use makegood_units::PartyId;
use makegood_views::ViewError;

/// Something shorter says nothing about anybody and may stand in any word.
const LEAST_CHARACTERS: usize = 4;

/// A text as it stands in a page, and what takes its place.
pub(crate) type Masks = Vec<(String, String)>;

/// What is masked on the pages of one person for somebody; nothing where all is shown.
///
/// # Errors
/// Views that cannot be read.
pub(crate) fn masks(desk: &Desk, party: &PartyId, phones: Veil, addresses: Veil) -> Result<Masks, ViewError> {
    if (phones, addresses) == (Veil::Shown, Veil::Shown) {
        return Ok(Masks::new());
    }
    let case = makegood_views::case_input(desk.book(), party, i64::MAX)?;
    let others = case.others.iter().flat_map(|other| &other.contact_points);
    let mut masks: Masks = case
        .contact_points
        .iter()
        .chain(others)
        .filter(|point| point.value.chars().count() >= LEAST_CHARACTERS)
        .filter_map(|point| Some((escaped(&point.value), escaped(&veiled(point, phones, addresses)?))))
        .collect();
    // One that holds another goes first.
    masks.sort_by_key(|(text, _)| std::cmp::Reverse(text.len()));
    Ok(masks)
}

/// What is shown of a number or an address; `None` for itself.
fn veiled(point: &ContactPoint, phones: Veil, addresses: Veil) -> Option<String> {
    let is_address = matches!(point.kind, ContactPointKind::Address);
    match if is_address { addresses } else { phones } {
        Veil::Shown => None,
        Veil::Hidden => Some("not shown to you".to_owned()),
        Veil::Masked => Some(match point.kind {
            ContactPointKind::Phone => format!("{} ••• {}", first(&point.value, 4), last(&point.value, 3)),
            ContactPointKind::Email => match point.value.split_once('@') {
                Some((name, host)) => format!("{}•••@{host}", first(name, 1)),
                None => "•••".to_owned(),
            },
            ContactPointKind::Address => format!("{}•••", first(&point.value, 3)),
        }),
    }
}

fn first(text: &str, signs: usize) -> String {
    text.chars().take(signs).collect()
}

fn last(text: &str, signs: usize) -> String {
    text.chars().skip(text.chars().count().saturating_sub(signs)).collect()
}

/// A text as the templates write it.
fn escaped(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, sign| {
        match sign {
            '&' => out.push_str("&#38;"),
            '<' => out.push_str("&#60;"),
            '>' => out.push_str("&#62;"),
            '"' => out.push_str("&#34;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
        out
    })
}

/// The answer with its masks on. A file of which nothing can be masked is not handed out.
pub(crate) async fn veil(answer: Response, masks: &Masks, caller: &Caller, here: &str) -> Response {
    let kind = answer.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if masks.is_empty() {
        return answer;
    }
    if kind.starts_with("application/pdf") {
        let may = caller.door.rights.scope(caller.user.role, Right::Unmask).is_some();
        return Trouble::Masked { may }.page(here, None);
    }
    if !kind.starts_with("text/") {
        return answer;
    }
    let (mut parts, body) = answer.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let text = masks.iter().fold(text, |text, (value, mask)| text.replace(value.as_str(), mask));
    Response::from_parts(parts, Body::from(text))
}

#[cfg(test)]
mod tests {
    use super::{escaped, first, last};

    #[test]
    fn a_mask_keeps_the_ends_and_escapes_as_pages_do() {
        assert_eq!(format!("{} ••• {}", first("+256000000002", 4), last("+256000000002", 3)), "+256 ••• 002");
        assert_eq!(escaped("a & 'b' <c>"), "a &#38; &#39;b&#39; &#60;c&#62;");
        assert_eq!(last("é", 3), "é");
    }
}
