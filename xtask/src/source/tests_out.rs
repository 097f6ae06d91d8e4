//! Leaves out what is compiled for tests only.

use super::Token;

/// The tokens without items that carry `#[cfg(test)]` or `#[test]`.
pub fn without_tests(tokens: Vec<Token>) -> Vec<Token> {
    let mut kept = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        match attribute(&tokens, at) {
            Some((end, true)) => at = item_end(&tokens, end),
            Some((end, false)) => {
                kept.extend_from_slice(&tokens[at..end]);
                at = end;
            }
            None => {
                kept.push(tokens[at].clone());
                at += 1;
            }
        }
    }
    kept
}

/// Where the attribute that begins here ends, and whether it is for tests.
fn attribute(tokens: &[Token], at: usize) -> Option<(usize, bool)> {
    if !tokens.get(at)?.is("#") || !tokens.get(at + 1)?.is("[") {
        return None;
    }
    let end = closing(tokens, at + 1);
    let inside: Vec<&str> = tokens[at + 2..end.saturating_sub(1)].iter().map(|token| token.text.as_str()).collect();
    let cfg_test = inside.first() == Some(&"cfg") && inside.contains(&"test") && !inside.contains(&"not");
    Some((end, cfg_test || inside == ["test"]))
}

/// The token after the item that begins here: after its braces or its semicolon,
/// whichever ends first.
fn item_end(tokens: &[Token], from: usize) -> usize {
    let mut at = from;
    while let Some(token) = tokens.get(at) {
        if token.is(";") {
            return at + 1;
        }
        if token.is("{") {
            let end = closing(tokens, at);
            return end + usize::from(tokens.get(end).is_some_and(|token| token.is(";")));
        }
        at = if token.is("(") || token.is("[") { closing(tokens, at) } else { at + 1 };
    }
    at
}

/// The token after the bracket that closes the one that opens here.
fn closing(tokens: &[Token], from: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(from) {
        match () {
            () if token.is("{") || token.is("(") || token.is("[") => depth += 1,
            () if token.is("}") || token.is(")") || token.is("]") => depth = depth.saturating_sub(1),
            () => continue,
        }
        if depth == 0 {
            return at + 1;
        }
    }
    tokens.len()
}

#[cfg(test)]
mod tests {
    use crate::source::code;

    #[test]
    fn items_for_tests_are_left_out_and_nothing_else() {
        let check = |text: &str, expected: &str| {
            let words: Vec<String> = code(text).into_iter().map(|token| token.text).collect();
            assert_eq!(words.join(" "), expected, "{text}");
        };
        check("a #[cfg(test)] mod tests { fn b() { \"}\" } } c", "a c");
        check("#[cfg(test)] #[allow(x)] mod tests; c", "c");
        check("#[cfg(all(test, unix))] use a::{b, c}; d", "d");
        check("#[test] fn a(b: [u8; 2]) { c } d", "d");
        check("#[cfg(not(test))] a", "# [ cfg ( not ( test ) ) ] a");
    }
}
