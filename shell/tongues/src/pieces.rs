//! Finds names, days, amounts, numbers, times and ids in a text.

use crate::Tongue;
use crate::names::Names;
use crate::values::{Kind, Phrase, Value, escape};
use crate::ways::{self, Day};

/// A word between blanks: what opens it, the word, what closes it.
#[derive(Clone, Copy)]
struct Word<'a> {
    before: &'a str,
    core: &'a str,
    after: &'a str,
}

/// Adds a text to a phrase, its figures as gaps.
pub(crate) fn add(phrase: &mut Phrase, text: &str, names: &Names, tongue: Tongue) {
    let mut rest = text;
    while !rest.is_empty() {
        let blank = rest.len() - rest.trim_start().len();
        phrase.push_letters(&rest[..blank]);
        rest = &rest[blank..];
        if rest.is_empty() {
            return;
        }
        let words = words(rest);
        let opening = words.first().map_or(0, |word| word.before.len());
        if let Some(name) = names.at(&rest[opening..]) {
            phrase.push_letters(&rest[..opening]);
            phrase.push_value(value(Kind::Name, name.to_owned(), name));
            rest = &rest[opening + name.len()..];
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            phrase.push_letters(&rest[..end]);
            rest = &rest[end..];
            continue;
        }
        match figure(&words, tongue) {
            Some((value, count)) => {
                let (first, last) = (words[0], words[count - 1]);
                phrase.push_letters(first.before);
                phrase.push_value(value);
                phrase.push_letters(last.after);
                rest = after(rest, count);
            }
            None => {
                let word = rest.split(char::is_whitespace).next().unwrap_or_default();
                phrase.push_letters(word);
                rest = &rest[word.len()..];
            }
        }
    }
}

/// The next words, as many as the longest figure has.
fn words(text: &str) -> Vec<Word<'_>> {
    let close = text.split(' ').take(4).take_while(|word| !word.is_empty() && !word.contains(['\n', '\t']));
    let words: Vec<Word<'_>> = close.map(word).collect();
    // A word that ends at another blank than a space stands alone.
    if words.is_empty() { text.split(char::is_whitespace).take(1).map(word).collect() } else { words }
}

fn word(text: &str) -> Word<'_> {
    let inner = text.trim_start_matches(['(', '“', '‘', '"', '\'', '[', '+']);
    let before = &text[..text.len() - inner.len()];
    let core = inner.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '”', '’', '"', '\'', '…']);
    Word { before, core, after: &inner[core.len()..] }
}

/// What stands behind so many words.
fn after(text: &str, count: usize) -> &str {
    let mut rest = text;
    for _ in 0..count {
        let word = rest.trim_start_matches(' ');
        rest = &word[word.find(char::is_whitespace).unwrap_or(word.len())..];
    }
    rest
}

fn figure(words: &[Word<'_>], tongue: Tongue) -> Option<(Value, usize)> {
    let first = words.first()?;
    // Nothing may stand between the words of one figure but a blank.
    let joined = |count: usize| {
        words.len() >= count
            && words[..count - 1].iter().all(|word| word.after.is_empty())
            && words[1..count].iter().all(|word| word.before.is_empty())
    };
    let cores = |count: usize| words[..count].iter().map(|word| word.core).collect::<Vec<_>>().join(" ");
    for count in [4, 3, 2] {
        if joined(count) {
            let day = day_of(&words[..count].iter().map(|word| word.core).collect::<Vec<_>>());
            if let Some(day) = day {
                let kind = if day.day.is_some() { Kind::Day } else { Kind::Month };
                return Some((value(kind, day.said(tongue), &cores(count)), count));
            }
        }
    }
    if joined(2) && ways::is_number(first.core) && is_currency(words[1].core) {
        let said = ways::money(first.core, words[1].core, tongue);
        return Some((value(Kind::Money, said, &cores(2)), 2));
    }
    one(first.core, tongue).map(|value| (value, 1))
}

fn one(core: &str, tongue: Tongue) -> Option<Value> {
    if ways::is_number(core) {
        return Some(value(Kind::Number, ways::number(core, tongue), core));
    }
    if let Some(day) = iso_day(core) {
        return Some(value(Kind::Day, day.said(tongue), core));
    }
    if is_time(core) {
        return Some(value(Kind::Time, core.to_owned(), core));
    }
    let figures = core.bytes().any(|byte| byte.is_ascii_digit());
    let letters = core.chars().any(char::is_alphabetic);
    match (figures, letters) {
        (true, false) => Some(value(Kind::Number, core.to_owned(), core)),
        (true, true) => Some(value(Kind::Id, core.to_owned(), core)),
        (false, true) if is_id(core) => Some(value(Kind::Id, core.to_owned(), core)),
        _ => None,
    }
}

fn value(kind: Kind, said: String, was: &str) -> Value {
    Value { kind, said: escape(&said), was: escape(was) }
}

/// A day or month in so many words: `Monday 2 April 2007`, `2 Apr 2007`, `2 Apr`, `April 2007`.
fn day_of(words: &[&str]) -> Option<Day> {
    let (weekday, rest) = match words.split_first()? {
        (first, rest) if ways::weekday(first).is_some() => (ways::weekday(first), rest),
        _ => (None, words),
    };
    let (day, rest) = match rest.split_first()? {
        (first, rest) if ways::month(first).is_none() => (Some(small(first, 31)?), rest),
        _ => (None, rest),
    };
    let ((month, long), rest) = rest.split_first().and_then(|(first, rest)| Some((ways::month(first)?, rest)))?;
    let year = match rest {
        [] if day.is_some() => None,
        [year] => Some(year_of(year)?),
        _ => return None,
    };
    Some(Day { year, month, day, weekday, long })
}

fn iso_day(core: &str) -> Option<Day> {
    let mut parts = core.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let exact = core.len() == 10 && parts.next().is_none();
    let (month, day) = (small(month, 12)?, small(day, 31)?);
    exact.then_some(Day { year: Some(year_of(year)?), month, day: Some(day), weekday: None, long: false })
}

fn small(word: &str, most: u8) -> Option<u8> {
    let digits = matches!(word.len(), 1 | 2) && word.bytes().all(|byte| byte.is_ascii_digit());
    word.parse().ok().filter(|number| digits && (1..=most).contains(number))
}

fn year_of(word: &str) -> Option<u16> {
    word.parse().ok().filter(|year| (1900..=2199).contains(year) && word.len() == 4)
}

fn is_time(core: &str) -> bool {
    let mut parts = core.split(':');
    let two = |part: &str| part.len() <= 2 && !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    core.contains(':') && parts.by_ref().all(two) && core.split(':').count() <= 3
}

fn is_currency(core: &str) -> bool {
    core.len() == 3 && core.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// `Africa/Kampala`, `house.contact_hours`, `proof_of_service`, `/book`.
fn is_id(core: &str) -> bool {
    let plain = core.chars().all(|letter| letter.is_ascii_alphanumeric() || "._/-:#?=&%".contains(letter));
    let inner =
        core.char_indices().any(|(at, letter)| at > 0 && (letter == '.' || letter == '_') && at + 1 < core.len());
    let path = core.contains('/')
        && (core.starts_with('/') || core.split('/').all(|part| part.starts_with(|c: char| c.is_ascii_uppercase())));
    plain && (inner || path)
}

#[cfg(test)]
mod tests {
    use super::add;
    use crate::Tongue;
    use crate::names::Names;
    use crate::values::Phrase;

    fn check(text: &str, key: &str, spanish: &str) {
        let mut phrase = Phrase::default();
        add(&mut phrase, text, &Names::default(), Tongue::Spanish);
        assert_eq!(phrase.key(&phrase.text), key);
        assert_eq!(phrase.markup(&phrase.text, true), spanish);
        assert_eq!(phrase.markup(&phrase.text, false), text, "nothing is lost");
    }

    #[test]
    fn figures_become_gaps() {
        check("Paid 1,134.72 USD on 15 Mar 2007.", "Paid {money} on {day}.", "Paid 1.134,72\u{a0}USD on 15 mar 2007.");
        check("12 loans of 1,200 (33.8%)", "{n} loans of {n2} ({n3})", "12 loans of 1.200 (33,8\u{a0}%)");
        check(
            "Monday 2 April 2007, since April 2007",
            "{day}, since {month}",
            "lunes, 2 de abril de 2007, since abril de 2007",
        );
        check(
            "opens 2007-03-15 08:00 Africa/Kampala",
            "opens {day} {time} {id}",
            "opens 15 mar 2007 08:00 Africa/Kampala",
        );
        check("loan L-1: us.regf.14b2iA", "loan {id}: {id2}", "loan L-1: us.regf.14b2iA");
        check("1-29 days, 90+ days", "{n} days, {n2} days", "1-29 days, 90+ days");
        check("21 Mar or 22 May. May we?", "{day} or {day2}. May we?", "21 mar or 22 may. May we?");
        check(" a  b\n c ", " a  b\n c ", " a  b\n c ");
    }
}
