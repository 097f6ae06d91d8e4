//! Holds the table of what is absent against one source file.

use super::finding;
use super::rules::{ABSENT, Rooms, Rule, Seen};
use crate::finding::Finding;
use crate::source::{Kind, Name, Token, code, names};

/// Checks one source file, `file` being its path from the root.
pub fn check(file: &str, text: &str) -> Vec<Finding> {
    let tokens = code(text);
    let names = names(&tokens);
    let rules = ABSENT.iter().filter(|rule| rule.rooms.hold(file));
    rules.flat_map(|rule| broken(rule, file, &tokens, &names)).collect()
}

/// A second file that could read the time.
pub fn second_clock(file: &str, first: &str) -> Finding {
    let what = format!("a second clock module beside {first}");
    let why = "the shell reads the time in one module, so that tests and replays can set it";
    finding(file, 1, what, why, "use the clock there is")
}

impl Rooms {
    fn hold(&self, file: &str) -> bool {
        let within = |prefixes: &[&str]| prefixes.iter().any(|prefix| file.starts_with(prefix));
        let name = file.rsplit('/').next();
        within(self.held) && !within(self.free) && (self.free_file.is_none() || self.free_file != name)
    }
}

fn broken(rule: &Rule, file: &str, tokens: &[Token], names: &[Name]) -> Vec<Finding> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for seen in rule.seen {
        let named = names.iter().filter(|name| seen.is_name(name)).map(|name| (name.line, format!("`{}`", name.path)));
        let others = tokens.iter().enumerate().filter_map(|(at, token)| {
            let what = seen.is_token(token, tokens.get(at + 1))?;
            Some((token.line, what))
        });
        lines.extend(named.chain(others));
    }
    lines.into_iter().map(|(line, what)| finding(file, line, what, rule.why, rule.instead)).collect()
}

impl Seen {
    fn is_name(self, name: &Name) -> bool {
        let path = name.path.as_str();
        let last = path.rsplit("::").next().unwrap_or(path);
        match self {
            Self::Path(start) => {
                !name.of_value && (path == start || path.strip_prefix(start).is_some_and(|rest| rest.starts_with("::")))
            }
            Self::Ends(end) => path == end || path.strip_suffix(end).is_some_and(|rest| rest.ends_with("::")),
            Self::Word(word) => path.split("::").any(|part| part == word),
            Self::Macro(word) => name.is_macro && last == word,
            Self::Method(word) => name.of_value && name.is_call && last == word,
            Self::Function(word) => !name.of_value && name.is_call && last == word,
            Self::MutableStatic | Self::FloatNumber | Self::Sql => false,
        }
    }

    fn is_token(self, token: &Token, next: Option<&Token>) -> Option<String> {
        match self {
            Self::MutableStatic if token.is("static") && next.is_some_and(|next| next.is("mut")) => {
                Some("`static mut`".to_owned())
            }
            Self::FloatNumber if token.kind == Kind::Float => Some(format!("`{}`", token.text)),
            Self::Sql if token.kind == Kind::Text && is_sql(&token.text) => {
                let start: String = token.text.trim_start().chars().take(40).collect();
                Some(format!("SQL in a string: {start:?}"))
            }
            _ => None,
        }
    }
}

/// Whether a string is a statement: an opening that SQL uses, with the word that
/// goes with it. A sentence that says "select" is not.
fn is_sql(text: &str) -> bool {
    const OPENINGS: [(&str, &str); 7] = [
        ("select ", " from "),
        ("insert ", " into "),
        ("update ", " set "),
        ("delete ", " from "),
        ("create ", " table "),
        ("create ", " index "),
        ("pragma ", ""),
    ];
    let words: Vec<&str> = text.split_whitespace().collect();
    let lower = format!("{} ", words.join(" ").to_lowercase());
    let shouted = ["SELECT ", "INSERT INTO ", "CREATE TABLE ", "DELETE FROM "];
    let opens = OPENINGS.iter().any(|(first, then)| lower.starts_with(first) && lower.contains(then));
    opens || shouted.iter().any(|start| text.contains(start))
}

#[cfg(test)]
mod tests {
    use super::{check, is_sql};

    /// One line of code in a file, and what is found there.
    fn found(file: &str, text: &str) -> Vec<String> {
        check(file, text).into_iter().map(|it| format!("{}:{} {}", it.file, it.line, it.what)).collect()
    }

    #[test]
    fn planted_violations_of_the_kernel_are_found() {
        let planted = [
            "use std::time::Duration;",
            "use std::{collections::BTreeMap, fs};",
            "let a = std::env::var(b);",
            "std::net::TcpStream::connect(a)",
            "use std::io::Read;",
            "std::process::exit(1)",
            "std::thread::spawn(a)",
            "let a = Timestamp::now();",
            "let a = jiff::Zoned::now();",
            "let a = std::time::Instant::now();",
            "let a: SystemTime = b;",
            "async fn a() {}",
            "a.await",
            "tokio::spawn(a)",
            "use std::collections::HashMap;",
            "let a = std::collections::HashSet::new();",
            "let a = rand::random();",
            "let a: f64 = b;",
            "let a = b * 0.5;",
            "let a = b.powf(c);",
            "let a = f64::exp(c);",
            "println!(\"a\")",
            "dbg!(a)",
            "unsafe { a() }",
            "static mut A: u8 = 0;",
            "use std::sync::atomic::AtomicU64;",
            "static A: Mutex<u8> = b;",
            "let a = \"SELECT a FROM b\";",
        ];
        for line in planted {
            assert!(!found("kernel/book/src/planted.rs", line).is_empty(), "not found: {line}");
        }
        assert_eq!(found("kernel/book/src/a.rs", "\n\nuse std::fs;"), ["kernel/book/src/a.rs:3 `std::fs`"]);
    }

    #[test]
    fn comments_strings_tests_and_lookalikes_are_free() {
        let fine = [
            "// std::fs\n/* HashMap */ //! f64\n/// println!(0.5)\nfn a() {}",
            "let a = \"std::fs HashMap 0.5 unsafe\";",
            "#[cfg(test)]\nmod tests { use std::fs; fn a() { println!(\"x\"); } }",
            "let a = b.0.1 + (0..5).len();",
            "let a = list.iter().position(|it| it == b);",
            "let a = libm::exp(b);",
            "let a = std::sync::LazyLock::new(b);",
            "let a = self.time.rand;",
            "let a = jiff::Timestamp::MIN;",
        ];
        for text in fine {
            let none: [&str; 0] = [];
            assert_eq!(found("kernel/book/src/fine.rs", text), none, "{text}");
        }
    }

    #[test]
    fn only_some_rooms_may() {
        let allowed = |file: &str, text: &str| found(file, text).is_empty();
        let cases = [
            ("kernel/diagnosis/src/a.rs", "let a: f64 = 0.5;", true),
            ("kernel/capacity/src/a.rs", "let a: f64 = b;", false),
            ("kernel/diagnosis/src/a.rs", "a.ln()", false),
            ("shell/journal/src/a.rs", "a(\"INSERT INTO b VALUES (1)\")", true),
            ("shell/views/src/a.rs", "a(\"SELECT 1\")", true),
            ("shell/server/src/a.rs", "a(\"SELECT 1\")", false),
            ("shell/desk/src/a.rs", "a(r\"create table b (c)\")", false),
            ("shell/server/src/a.rs", "use rusqlite::Connection;", false),
            ("shell/server/src/a.rs", "use makegood_book::{Bucket, age};", false),
            ("shell/server/src/a.rs", "use makegood_book::Bucket;", true),
            ("shell/server/src/a.rs", "book::position(a)", false),
            ("shell/server/src/a.rs", "rows.position(a)", true),
            ("shell/server/src/a.rs", "fn position(a: u8) {}", true),
            ("shell/intake/src/a.rs", "makegood_book::age(a)", true),
            ("shell/server/src/a.rs", "let a = Timestamp::now();", false),
            ("shell/desk/src/clock.rs", "let a = Timestamp::now();", true),
            ("shell/server/src/a.rs", "let a = std::time::Duration::from_secs(5);", true),
            ("shell/server/src/a.rs", "async fn a() { b.await }", true),
        ];
        for (file, text, expected) in cases {
            assert_eq!(allowed(file, text), expected, "{file}: {text}");
        }
    }

    #[test]
    fn statements_are_told_from_sentences() {
        for text in ["SELECT a FROM b", "select\n a\nfrom b", "x; CREATE TABLE y(z)", "update a set b = 1", "PRAGMA x"]
        {
            assert!(is_sql(text), "{text}");
        }
        for text in ["select a borrower", "Create a loan", "Delete the row", "<select name=\"a\">", "selection", ""] {
            assert!(!is_sql(text), "{text}");
        }
    }
}
