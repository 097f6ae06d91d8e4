//! Words in quotation marks: what people said.

/// A text with one passage in quotation marks taken out: what stands before it, the
/// passage, what stands after it.
pub(crate) fn split(text: &str) -> (&str, Option<&str>, &str) {
    let Some((before, rest)) = text.split_once('"') else { return (text, None, "") };
    let Some((said, after)) = rest.split_once('"') else { return (text, None, "") };
    (before.trim_end(), Some(said), after.trim_start())
}

/// Like [`split`], but the passage must be there and nothing may follow it.
pub(crate) fn only(text: &str) -> Result<(&str, String), String> {
    match split(text) {
        (before, Some(said), "") => Ok((before, said.to_owned())),
        _ => Err(format!("expected words in quotation marks at the end of {text:?}")),
    }
}
