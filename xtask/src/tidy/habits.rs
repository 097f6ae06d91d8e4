//! The habits one file can break.

use crate::finding::Finding;
use crate::source::{Kind, code};

/// A file of code longer than this is named, not refused.
pub const LISTED_ABOVE: usize = 300;
/// A file of code longer than this is refused.
const REFUSED_ABOVE: usize = 500;
/// A library says in at least so many lines what it is.
const LEAST_WORDS: usize = 3;

/// Marks of work put off. Written apart, so that this file keeps its own habit.
const PUT_OFF: [&str; 5] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("unimple", "mented!"),
    concat!("to", "do!"),
    concat!("#[ig", "nore"),
];

/// Folders of somebody's machine.
const MACHINES: [&str; 4] = [concat!("/ho", "me/"), concat!("/ro", "ot/"), concat!("/wo", "rk/"), concat!("/t", "mp/")];

/// Ends of names that say nothing.
const EMPTY_NAMES: [&str; 5] = ["Manager", "Helper", "Util", "Utils", "Data"];

/// Whether the length of the file counts.
pub fn is_code(name: &str) -> bool {
    [".rs", ".py", ".js", ".css", ".html", ".sh"].iter().any(|end| name.ends_with(end)) || name == "check"
}

/// Checks one file, `name` being its path from the root.
pub fn check(name: &str, text: &str) -> Vec<Finding> {
    let mut findings = lines(name, text);
    let mut add = |line: usize, what: String, why: &str, instead: &str| {
        findings.push(Finding { file: name.to_owned(), line, what, why: why.to_owned(), instead: instead.to_owned() });
    };
    let length = text.lines().count();
    if is_code(name) && length > REFUSED_ABOVE {
        let why = "nobody reads so long a file from top to bottom";
        add(REFUSED_ABOVE, format!("{length} lines"), why, "divide it where the subject changes");
    }
    if !text.is_empty() && !text.ends_with('\n') {
        add(length, "no line end at the end".to_owned(), "tools add it and the diff lies", "end the last line");
    }
    if name.ends_with(".rs") {
        let words = text.lines().skip_while(|line| line.starts_with("#!")).take_while(|line| line.starts_with("//!"));
        let words = words.count();
        if words == 0 {
            add(1, "no opening words".to_owned(), "a reader is told first what the file is for", "begin with //!");
        } else if name.ends_with("src/lib.rs") && words < LEAST_WORDS {
            let why = "the first page of a library's documentation says what it is and what it promises";
            add(1, format!("a library introduced in {words} lines"), why, "say it in three lines or more");
        }
        for (line, type_name) in empty_names(text) {
            let why = "the name fits anything, so it will hold anything";
            add(line, format!("a type named {type_name}"), why, "name what it is in the field's words");
        }
    }
    findings
}

/// What is wrong with single lines.
fn lines(name: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let for_tests = name.contains("/tests/") || name.ends_with("/tests.rs");
    let mut in_tests = for_tests;
    for (at, line) in text.lines().enumerate() {
        in_tests |= name.ends_with(".rs") && line.starts_with("#[cfg(test)]");
        let mut add = |what: String, why: &str, instead: &str| {
            let (file, why, instead) = (name.to_owned(), why.to_owned(), instead.to_owned());
            findings.push(Finding { file, line: at + 1, what, why, instead });
        };
        if line.ends_with([' ', '\t', '\r']) {
            add("blanks at the end of the line".to_owned(), "they make empty differences", "remove them");
        }
        for mark in PUT_OFF.iter().filter(|mark| has_word(line, mark)) {
            let instead = "do it, or open an issue and leave the code whole";
            add(format!("`{mark}`"), "what is put off in the code is forgotten there", instead);
        }
        for folder in MACHINES.iter().filter(|folder| !in_tests && has_path(line, folder)) {
            add(format!("`{folder}…`"), "it exists on one machine only", "name the path from the repository's root");
        }
    }
    findings
}

/// Whether the mark stands on its own, not inside a longer word.
fn has_word(line: &str, mark: &str) -> bool {
    let joins = |next: Option<char>| next.is_some_and(|next| next.is_alphanumeric() || next == '_');
    line.match_indices(mark).any(|(at, _)| {
        let (before, after) = (line[..at].chars().next_back(), line[at + mark.len()..].chars().next());
        let word = mark.ends_with(|last: char| last.is_alphanumeric()) && !mark.starts_with('#');
        !(joins(before) || word && joins(after))
    })
}

/// Whether an absolute path begins here: not the middle of an address or of a
/// longer path.
fn has_path(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|last| last.is_alphanumeric() || "._-~/}$)*".contains(last))
    })
}

/// Types whose names end in a word that says nothing.
fn empty_names(text: &str) -> Vec<(usize, String)> {
    let tokens = code(text);
    let pairs = tokens.iter().zip(tokens.iter().skip(1));
    let types = pairs.filter(|(first, name)| {
        let opens = ["struct", "enum", "trait", "type"].iter().any(|word| first.is(word));
        opens && name.kind == Kind::Word && EMPTY_NAMES.iter().any(|end| name.text.ends_with(end))
    });
    types.map(|(_, name)| (name.line, name.text.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::{MACHINES, PUT_OFF, check};

    fn found(name: &str, text: &str) -> Vec<String> {
        check(name, text).into_iter().map(|it| format!("{}: {}", it.line, it.what)).collect()
    }

    #[test]
    fn planted_faults_are_found() {
        let doc = "//! A file.\n";
        let cases = [
            ("a.rs", "fn a() {}\n".to_owned(), "1: no opening words"),
            ("k/src/lib.rs", format!("{doc}fn a() {{}}\n"), "1: a library introduced in 1 lines"),
            ("a.rs", format!("{doc}fn a() {{}} \n"), "2: blanks at the end of the line"),
            ("a.md", "x".to_owned(), "1: no line end at the end"),
            ("a.rs", format!("{doc}{}", "// x\n".repeat(500)), "500: 501 lines"),
            ("a.rs", format!("{doc}struct CaseManager;\n"), "2: a type named CaseManager"),
        ];
        for (name, text, expected) in cases {
            assert_eq!(found(name, &text), [expected], "{name}");
        }
        for mark in PUT_OFF {
            assert_eq!(found("a.rs", &format!("{doc}// {mark}(x)\n")), [format!("2: `{mark}`")]);
        }
        for folder in MACHINES {
            assert_eq!(found("a.md", &format!("see {folder}x\n")), [format!("1: `{folder}…`")]);
            assert_eq!(found("a.sh", &format!("cd \"{folder}x\"\n")).len(), 1);
        }
    }

    #[test]
    fn lookalikes_are_free() {
        let (mark, folder) = (PUT_OFF[0], MACHINES[0]);
        let fine = [
            ("a.md", format!("MAS{mark}N and https://example.org{folder}page\n")),
            ("kernel/a/tests/b.rs", format!("//! B.\nlet a = \"{folder}x\";\n")),
            ("a.rs", format!("//! A.\n#[cfg(test)]\nmod tests {{ const A: &str = \"{folder}x\"; }}\n")),
            ("a.rs", "//! A.\nstruct Database;\n// struct CaseData\n".to_owned()),
            ("k/src/lib.rs", "//! A.\n//!\n//! B.\n".to_owned()),
            ("a.csv", "x".repeat(9) + "\n"),
        ];
        for (name, text) in fine {
            let none: [&str; 0] = [];
            assert_eq!(found(name, &text), none, "{name}: {text}");
        }
    }
}
