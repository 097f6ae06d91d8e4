//! What is masked for a role, masked in the finished page: whichever page of a person
//! shows a number or an address, it is shown as the table says.

use crate::asked::Caller;
use crate::trouble::{Trouble, capital};
use axum::body::{Body, to_bytes};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use makegood_access::{Matter, Right, Rights, Role, Veil};
use makegood_case::{ContactPoint, ContactPointKind};
use makegood_desk::Desk;
use makegood_units::PartyId;
use makegood_views::{Unseen, ViewError};

/// Something shorter says nothing about anybody and may stand in any word.
const LEAST_CHARACTERS: usize = 4;

/// How what is known of people is shown to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Veils {
    /// Telephone numbers and addresses of mail.
    pub phones: Veil,
    /// Addresses.
    pub addresses: Veil,
    /// Names.
    pub names: Veil,
    /// Notes and other words somebody wrote.
    pub notes: Veil,
}

impl Veils {
    /// Everything as it is.
    pub const NONE: Self = Self { phones: Veil::Shown, addresses: Veil::Shown, names: Veil::Shown, notes: Veil::Shown };

    /// What the table says of a role.
    pub(crate) fn of(rights: &Rights, role: Role) -> Self {
        let veil = |matter| rights.veil(role, matter);
        Self {
            phones: veil(Matter::Phones),
            addresses: veil(Matter::Addresses),
            names: veil(Matter::Names),
            notes: veil(Matter::Notes),
        }
    }

    /// What queries over several people leave out.
    pub(crate) fn unseen(self) -> Unseen {
        Unseen {
            names: self.names != Veil::Shown,
            notes: self.notes != Veil::Shown,
            contacts: (self.phones, self.addresses) != (Veil::Shown, Veil::Shown),
        }
    }
}

/// The fields of what is recorded in a case that hold words somebody wrote or said.
const WRITTEN: [&str; 17] = [
    "note",
    "said",
    "says",
    "reason",
    "words",
    "text",
    "account",
    "proposes",
    "source_of_funds",
    "method",
    "required_result",
    "result",
    "quote",
    "instead",
    "found",
    "answer",
    "what_was_found",
];
const NOT_SHOWN: &str = "not shown to you";

/// A text as it stands in a page, and what takes its place.
pub(crate) type Masks = Vec<(String, String)>;

/// What is masked on the pages of one person for somebody; nothing where all is shown.
///
/// # Errors
/// Views that cannot be read.
pub(crate) fn masks(desk: &Desk, party: &PartyId, veils: Veils) -> Result<Masks, ViewError> {
    if veils == Veils::NONE {
        return Ok(Masks::new());
    }
    let case = makegood_views::case_input(desk.book(), party, i64::MAX)?;
    let others = case.others.iter().flat_map(|other| &other.contact_points);
    let mut masks: Masks = case
        .contact_points
        .iter()
        .chain(others)
        .filter_map(|point| Some((point.value.clone(), veiled(point, veils.phones, veils.addresses)?)))
        .collect();
    // Where somebody is met is part of their address.
    if veils.addresses != Veil::Shown {
        let places = case.contact_points.iter().filter_map(|point| point.place.clone());
        masks.extend(places.map(|place| (place, NOT_SHOWN.to_owned())));
    }
    if veils.names != Veil::Shown {
        for one in std::iter::once(party).chain(case.others.iter().map(|other| &other.party)) {
            masks.push((makegood_views::name_of(desk.book(), one)?, one.to_string()));
        }
    }
    if veils.notes != Veil::Shown {
        let mut written = Vec::new();
        for one in &case.events {
            // Whatever is recorded becomes JSON; what does not holds no words.
            let event = serde_json::to_value(&one.event).unwrap_or_default();
            words(&event, &mut written);
        }
        masks.extend(written.into_iter().map(|text| (text, NOT_SHOWN.to_owned())));
    }
    masks.retain(|(text, _)| text.chars().count() >= LEAST_CHARACTERS);
    let spoken: Masks = masks.iter().map(|(text, mask)| (capital(text), mask.clone())).collect();
    masks.extend(spoken);
    let mut masks: Masks = masks.into_iter().map(|(text, mask)| (escaped(&text), escaped(&mask))).collect();
    // One that holds another goes first.
    masks.sort_by_key(|(text, _)| std::cmp::Reverse(text.len()));
    masks.dedup();
    Ok(masks)
}

/// The words somebody wrote or said in an event, wherever in it they stand.
fn words(value: &serde_json::Value, written: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(fields) => {
            for (name, value) in fields {
                match value.as_str() {
                    Some(text) if WRITTEN.contains(&name.as_str()) => written.push(text.trim().to_owned()),
                    _ => words(value, written),
                }
            }
        }
        serde_json::Value::Array(all) => all.iter().for_each(|one| words(one, written)),
        _ => {}
    }
}

/// What is shown of a number or an address; `None` for itself.
fn veiled(point: &ContactPoint, phones: Veil, addresses: Veil) -> Option<String> {
    let is_address = matches!(point.kind, ContactPointKind::Address);
    match if is_address { addresses } else { phones } {
        Veil::Shown => None,
        Veil::Hidden => Some(NOT_SHOWN.to_owned()),
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
