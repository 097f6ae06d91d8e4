//! A page offers only what its reader may send. The forms of a finished page are held
//! against the gates of the addresses they post to, so that a new form cannot forget it:
//! one that would be refused gives way to the names of those who may send it.

use crate::asked::Caller;
use crate::gates::{Gate, Needs, Of, also, at};
use axum::body::{Body, to_bytes};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use makegood_access::{Right, Scope};

/// The answer with the forms its reader may send.
pub(crate) async fn offer(answer: Response, caller: &Caller) -> Response {
    let kind = answer.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("text/html") {
        return answer;
    }
    let (mut parts, body) = answer.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let page = String::from_utf8_lossy(&bytes);
    let Some(offered) = offered(&page, caller) else { return Response::from_parts(parts, Body::from(bytes)) };
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(offered))
}

/// The page without the forms that would be refused; none when there is no such form.
fn offered(page: &str, caller: &Caller) -> Option<String> {
    let (mut kept, mut rest, mut is_other) = (String::new(), page, false);
    while let Some((before, form)) = rest.split_once("<form ") {
        let (form, after) = form.split_once("</form>").unwrap_or((form, ""));
        kept.push_str(before);
        match lacking(form, caller) {
            Some(right) => {
                is_other = true;
                kept.push_str(&instead(right, caller));
            }
            None => {
                kept.push_str("<form ");
                kept.push_str(form);
                kept.push_str("</form>");
            }
        }
        rest = after;
    }
    kept.push_str(rest);
    is_other.then_some(kept)
}

/// The right without which the form would be refused.
fn lacking(form: &str, caller: &Caller) -> Option<Right> {
    let (tag, fields) = form.split_once('>')?;
    let method = if attribute(tag, "method")? == "post" { "POST" } else { return None };
    let action = attribute(tag, "action")?;
    let path = action.split(['?', '#']).next().unwrap_or(action);
    let gate = at(method, path)?;
    if let Some(right) = lacks_gate(gate, caller) {
        return Some(right);
    }
    let inputs = fields.split("<input ").skip(1).filter_map(|rest| rest.split_once('>').map(|(tag, _)| tag));
    let hidden = inputs.filter(|tag| attribute(tag, "type") == Some("hidden"));
    let needed = hidden.filter_map(|tag| also(gate.path, attribute(tag, "name")?, attribute(tag, "value")?));
    needed.into_iter().find(|right| !caller.may.contains(right))
}

fn lacks_gate(gate: &Gate, caller: &Caller) -> Option<Right> {
    let Needs::Right(right) = gate.needs else { return None };
    let whole = || caller.door.rights.scope(caller.user.role, right) == Some(Scope::All);
    let may = caller.may.contains(&right) && (gate.of != Of::Whole || whole());
    (!may).then_some(right)
}

/// The value of an attribute as the templates write it.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let from = tag.split_once(&format!("{name}=\""))?.1;
    from.split_once('"').map(|(value, _)| value)
}

/// Who does it, in place of a form.
fn instead(right: Right, caller: &Caller) -> String {
    let roles = caller.door.rights.roles(right);
    let names: String = roles.iter().map(|role| format!("<dd>{}</dd>", role.says())).collect();
    if names.is_empty() {
        return "<p class=\"muted small\">Nobody at this lender does this.</p>".to_owned();
    }
    format!("<dl class=\"plainlist small\"><div><dt>Who may do this</dt>{names}</div></dl>")
}

#[cfg(test)]
mod tests {
    use super::attribute;

    #[test]
    fn attributes_are_read_as_they_are_written() {
        let tag = "class=\"reading\" action=\"/case/B%2F8/step\" method=\"post\"";
        assert_eq!(attribute(tag, "action"), Some("/case/B%2F8/step"));
        assert_eq!(attribute(tag, "method"), Some("post"));
        assert_eq!(attribute(tag, "name"), None);
    }
}
