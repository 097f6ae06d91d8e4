//! An excerpt held against an output.

/// The first line of the excerpt that does not occur in the output after the ones
/// before it; none when all do.
pub fn missing<'a>(excerpt: &'a [String], output: &str) -> Option<&'a str> {
    let mut lines = output.lines();
    excerpt.iter().find(|expected| !lines.any(|line| occurs(expected, line))).map(String::as_str)
}

/// Whether the parts between `...` occur in the line in order.
fn occurs(expected: &str, line: &str) -> bool {
    let mut rest = Some(line);
    for part in expected.split("...").map(str::trim) {
        rest = rest.and_then(|rest| rest.split_once(part)).map(|(_, after)| after);
    }
    rest.is_some()
}

#[cfg(test)]
mod tests {
    use super::missing;

    #[test]
    fn lines_occur_in_order_with_anything_between() {
        let output = "reading loans.csv\nloans.csv:3: L-1: twice in 12 ms\n1 refused\n";
        let check = |excerpt: &[&str], expected: Option<&str>| {
            let excerpt: Vec<String> = excerpt.iter().map(|line| (*line).to_owned()).collect();
            assert_eq!(missing(&excerpt, output), expected, "{excerpt:?}");
        };
        check(&[], None);
        check(&["loans.csv:3: ... twice in ... ms", "1 refused"], None);
        check(&["1 refused", "reading"], Some("reading"));
        check(&["reading", "reading"], Some("reading"));
        check(&["ms ... twice"], Some("ms ... twice"));
    }
}
