//! Short forms of English, written out: `can't` is `can not`, `we'll` is `we will`.

/// Whole words that stand for several, or for another.
const WHOLE: [(&str, &[&str]); 37] = [
    ("cannot", &["can", "not"]),
    ("can't", &["can", "not"]),
    ("cant", &["can", "not"]),
    ("won't", &["will", "not"]),
    ("wont", &["will", "not"]),
    ("shan't", &["shall", "not"]),
    ("ain't", &["is", "not"]),
    ("aint", &["is", "not"]),
    ("dont", &["do", "not"]),
    ("doesnt", &["does", "not"]),
    ("didnt", &["did", "not"]),
    ("isnt", &["is", "not"]),
    ("arent", &["are", "not"]),
    ("wouldnt", &["would", "not"]),
    ("shouldnt", &["should", "not"]),
    ("couldnt", &["could", "not"]),
    ("hasnt", &["has", "not"]),
    ("havent", &["have", "not"]),
    ("youll", &["you", "will"]),
    ("youre", &["you", "are"]),
    ("youve", &["you", "have"]),
    ("theyll", &["they", "will"]),
    ("itll", &["it", "will"]),
    ("u", &["you"]),
    ("ur", &["your"]),
    ("ya", &["you"]),
    ("im", &["i", "am"]),
    ("ive", &["i", "have"]),
    ("gonna", &["going", "to"]),
    ("gotta", &["got", "to"]),
    ("wanna", &["want", "to"]),
    ("let's", &["let", "us"]),
    ("lets", &["let", "us"]),
    ("pls", &["please"]),
    ("plz", &["please"]),
    ("asap", &["as", "soon", "as", "possible"]),
    ("n't", &["not"]),
];

const ENDS: [(&str, &str); 6] =
    [("n't", "not"), ("'ll", "will"), ("'re", "are"), ("'ve", "have"), ("'m", "am"), ("'d", "would")];

/// The words a word is read as.
pub fn parts(word: &str) -> Vec<String> {
    if let Some((_, parts)) = WHOLE.iter().find(|(whole, _)| *whole == word) {
        return parts.iter().map(|part| (*part).to_owned()).collect();
    }
    if !word.contains('\'') {
        return vec![word.to_owned()];
    }
    for (end, stands_for) in ENDS {
        if let Some(stem) = word.strip_suffix(end).filter(|stem| !stem.is_empty()) {
            return vec![stem.to_owned(), stands_for.to_owned()];
        }
    }
    match word.strip_suffix("'s") {
        Some(stem) => vec![stem.to_owned(), "'s".to_owned()],
        None => vec![word.replace('\'', "")],
    }
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn short_forms_are_written_out() {
        for (word, written) in [
            ("can't", "can not"),
            ("wouldn't", "would not"),
            ("we'll", "we will"),
            ("boss's", "boss 's"),
            ("o'clock", "oclock"),
            ("jail", "jail"),
        ] {
            assert_eq!(parts(word).join(" "), written);
        }
    }
}
