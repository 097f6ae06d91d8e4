//! Sentences and their first letters.

/// Words of citations whose full stop ends no sentence.
const ABBREVIATED: [&str; 7] = ["art", "arts", "s", "ss", "no", "cl", "para"];

/// The key with its first letter small instead of capital, or the other way.
pub(crate) fn turned(key: &str) -> Option<String> {
    let first = key.chars().next().filter(|letter| letter.is_alphabetic())?;
    let other: String =
        if first.is_uppercase() { first.to_lowercase().collect() } else { first.to_uppercase().collect() };
    Some(other + &key[first.len_utf8()..])
}

/// A translation that begins as the key does: with a capital or a small letter.
pub(crate) fn like(says: &str, key: &str) -> String {
    let capital = key.chars().next().is_some_and(char::is_uppercase);
    let Some(first) = says.chars().next() else { return String::new() };
    let other: String = if capital { first.to_uppercase().collect() } else { first.to_lowercase().collect() };
    other + &says[first.len_utf8()..]
}

/// A text cut behind each sentence; blanks stay with what stands before them.
pub(crate) fn sentences(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut from = 0;
    let ends = text.char_indices().filter(|(_, letter)| matches!(letter, '.' | '?' | '!'));
    for (at, mark) in ends {
        let after = &text[at + mark.len_utf8()..];
        let next = after.trim_start();
        let word = text[..at].rsplit(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
        let begins = next.chars().next().is_some_and(|letter| !letter.is_lowercase()) && !ABBREVIATED.contains(&word);
        if after.len() > next.len() && begins {
            let end = text.len() - next.len();
            parts.push(&text[from..end]);
            from = end;
        }
    }
    parts.push(&text[from..]);
    parts
}
