//! Where a line may end.
//!
//! The rules are those of Unicode Standard Annex 14, which keep a comma or a closing mark
//! from the beginning of a line and an opening mark from its end, with three additions: an
//! amount is not parted from its currency, a figure not from the Chinese measure word behind
//! it, and Chinese quotation marks, which the annex cannot tell apart, are opening or closing.

use super::spacing::{is_closing, is_measure, is_opening, is_square};
use crate::Language;
use std::collections::BTreeSet;
use unicode_linebreak::linebreaks;

/// The places, in bytes, behind which a line may end; the end of the text is one.
pub(crate) fn breaks(text: &str, language: Language) -> BTreeSet<usize> {
    let mut places: BTreeSet<usize> = linebreaks(text).map(|(at, _)| at).collect();
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    for (no, pair) in characters.windows(2).enumerate() {
        let [(_, before), (at, after)] = pair else { continue };
        if language == Language::Chinese {
            if is_square(*before) && (is_opening(*after)) && !is_opening(*before) {
                places.insert(*at);
            }
            if is_closing(*before) && is_square(*after) && !is_closing(*after) {
                places.insert(*at);
            }
            if is_closing(*after) || is_opening(*before) {
                places.remove(at);
            }
        }
        if keeps_together(*before, *after) || is_before_currency(&characters, no + 1) {
            places.remove(at);
        }
    }
    places
}

/// `2026` and `年`, `年` and `3`.
fn keeps_together(before: char, after: char) -> bool {
    (before.is_ascii_digit() && is_measure(after)) || (matches!(before, '年' | '月') && after.is_ascii_digit())
}

/// The place behind the space of `1,234.50 USD`.
fn is_before_currency(characters: &[(usize, char)], at: usize) -> bool {
    let is = |place: usize, test: fn(char) -> bool| characters.get(place).is_some_and(|(_, one)| test(*one));
    let capital = |one: char| one.is_ascii_uppercase();
    at >= 2
        && is(at - 1, |one| one == ' ')
        && is(at - 2, |one| one.is_ascii_digit())
        && (0..3).all(|no| is(at + no, capital))
        && !is(at + 3, char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::breaks;
    use crate::Language;

    fn cut(text: &str, language: Language) -> String {
        let places = breaks(text, language);
        let mut cut = String::new();
        for (at, character) in text.char_indices() {
            if at > 0 && places.contains(&at) {
                cut.push('|');
            }
            cut.push(character);
        }
        cut
    }

    #[test]
    fn chinese_marks_stay_with_their_side() {
        let table = [
            ("已逾期，请付。", "已|逾|期，|请|付。"),
            ("列明“逾期金额”的构成", "列|明|“逾|期|金|额”|的|构|成"),
            ("（电话：021）谢谢", "（电|话：|021）|谢|谢"),
            ("《合同》、《担保》", "《合|同》、|《担|保》"),
            ("截至2026年3月2日止", "截|至|2026年3月2日|止"),
            ("共3期", "共|3期"),
        ];
        for (text, expected) in table {
            assert_eq!(cut(text, Language::Chinese), expected);
        }
    }

    #[test]
    fn an_amount_stays_with_its_currency() {
        assert_eq!(cut("pay 1,234.50 USD now", Language::English), "pay |1,234.50 USD |now");
        assert_eq!(cut("in 2026 AND", Language::English), "in |2026 AND");
        assert_eq!(cut("son 1.234,50 EUR.", Language::Spanish), "son |1.234,50 EUR.");
        assert_eq!(cut("尚欠1,234.50 USD，请", Language::Chinese), "尚|欠|1,234.50 USD，|请");
        assert_eq!(cut("room 12 ABCD", Language::English), "room |12 |ABCD");
    }

    #[test]
    fn spanish_marks_open_with_their_word() {
        assert_eq!(cut("pago. ¿Ya pagó? Sí", Language::Spanish), "pago. |¿Ya |pagó? |Sí");
    }
}
