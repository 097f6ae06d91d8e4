//! The full names a piece of code uses: `use std::{fs, time::Instant}` is
//! `std::fs` and `std::time::Instant`.

use super::{Kind, Token};

/// A name as the code writes it, imports spelled out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Segments joined by `::`.
    pub path: String,
    /// Where it stands, from 1.
    pub line: usize,
    /// `.name`: a field or method.
    pub of_value: bool,
    /// `name!`
    pub is_macro: bool,
    /// `name(`
    pub is_call: bool,
}

/// All names used, in order.
pub fn names(tokens: &[Token]) -> Vec<Name> {
    let mut names = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        // `use<'a>` in a type captures lifetimes; it imports nothing.
        if token.is("use") && !tokens.get(at + 1).is_some_and(|next| next.is("<")) {
            at = import(tokens, at + 1, "", &mut names);
        } else if token.kind == Kind::Word {
            at = path(tokens, at, &mut names);
        } else {
            at += 1;
        }
    }
    names
}

/// One path of code, such as `Instant::now` in `Instant::now()`.
fn path(tokens: &[Token], from: usize, names: &mut Vec<Name>) -> usize {
    let is = |at: usize, text: &str| tokens.get(at).is_some_and(|token| token.is(text));
    let before = from.checked_sub(1).and_then(|at| tokens.get(at));
    let defined = before.is_some_and(|token| token.is("fn"));
    let (mut path, mut at) = (tokens[from].text.clone(), from + 1);
    while is(at, "::")
        && let Some(next) = tokens.get(at + 1).filter(|next| next.kind == Kind::Word)
    {
        path = format!("{path}::{}", next.text);
        at += 2;
    }
    names.push(Name {
        path,
        line: tokens[from].line,
        of_value: before.is_some_and(|token| token.is(".")),
        is_macro: is(at, "!") && !is(at + 1, "="),
        is_call: is(at, "(") && !defined,
    });
    at
}

/// One tree of an import; returns the token after it.
fn import(tokens: &[Token], from: usize, prefix: &str, names: &mut Vec<Name>) -> usize {
    let (mut path, mut at) = (prefix.to_owned(), from);
    let line = tokens.get(from).map_or(0, |token| token.line);
    while let Some(token) = tokens.get(at) {
        match token.text.as_str() {
            "{" => {
                at += 1;
                while tokens.get(at).is_some_and(|token| !token.is("}")) {
                    let after = import(tokens, at, &path, names);
                    let stuck = after == at;
                    at = after + usize::from(stuck || tokens.get(after).is_some_and(|token| token.is(",")));
                }
                return at + 1;
            }
            "," | "}" | ";" => break,
            "as" => at += 2,
            "::" | "self" => at += 1,
            segment => {
                path = if path.is_empty() { segment.to_owned() } else { format!("{path}::{segment}") };
                at += 1;
            }
        }
    }
    names.push(Name { path, line, of_value: false, is_macro: false, is_call: false });
    at
}

#[cfg(test)]
mod tests {
    use super::names;
    use crate::source::code;

    #[test]
    fn imports_are_spelled_out() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<String> = names(&code(text)).into_iter().map(|name| name.path).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("use std::fs;", &["std::fs"]);
        check(
            "use std::{fs::{self, File}, time::Instant as Clock};",
            &["std::fs", "std::fs::File", "std::time::Instant"],
        );
        check("use ::std::io::*;", &["std::io::*"]);
        check("pub use a::b; c::d(e)", &["pub", "a::b", "c::d", "e"]);
    }

    #[test]
    fn calls_methods_and_macros_are_told_apart() {
        let found = names(&code("age(x); list.position(y); println!(z); a != b; fn age() {}"));
        let kind = |at: usize| (found[at].path.as_str(), found[at].of_value, found[at].is_call, found[at].is_macro);
        assert_eq!(kind(0), ("age", false, true, false));
        assert_eq!(kind(3), ("position", true, true, false));
        assert_eq!(kind(5), ("println", false, false, true));
        assert_eq!(kind(7), ("a", false, false, false));
        assert_eq!(kind(10), ("age", false, false, false));
    }
}
