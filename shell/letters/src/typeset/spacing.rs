//! The spaces between characters that Chinese setting asks for: a thin space between
//! Chinese and Latin, and marks that share one square when they meet.
//!
//! Source: W3C, Requirements for Chinese Text Layout, sections 3.1.6 (adjustment of
//! punctuation width) and 3.2.2 (mixed text); GB/T 15834-2011 for the marks.

use super::Pt;
use super::fonts::Script;
use super::shape::Cluster;

/// Full-width marks whose left half is blank.
pub(crate) fn is_opening(character: char) -> bool {
    matches!(character, '（' | '“' | '‘' | '《' | '〈' | '「' | '『' | '【' | '〔')
}

/// Full-width marks whose right half is blank.
pub(crate) fn is_closing(character: char) -> bool {
    matches!(
        character,
        '）' | '”'
            | '’'
            | '》'
            | '〉'
            | '」'
            | '』'
            | '】'
            | '〕'
            | '，'
            | '。'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
    )
}

/// A Chinese character or a mark that takes a square.
pub(crate) fn is_square(character: char) -> bool {
    is_ideograph(character) || is_opening(character) || is_closing(character) || matches!(character, '…' | '—')
}

pub(crate) fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{3005}' | '\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}')
}

/// What a figure is said of: no space before it and no break.
pub(crate) fn is_measure(character: char) -> bool {
    matches!(character, '年' | '月' | '日' | '号' | '期' | '天' | '元' | '条' | '笔' | '页' | '个' | '份' | '％')
}

/// What the place between two clusters adds to, or takes from, their widths.
pub(crate) fn between(before: &Cluster, after: &Cluster, em: Pt) -> Pt {
    if before.script == Script::Chinese && after.script == Script::Chinese {
        let meets = is_closing(before.character) && (is_closing(after.character) || is_opening(after.character));
        let opens = is_opening(before.character) && is_opening(after.character);
        return if meets || opens { -em / 2 } else { 0 };
    }
    let (left, right) = (before.character, after.character);
    let mixed = (is_ideograph(left) && right.is_alphanumeric() && !is_ideograph(right))
        || (is_ideograph(right) && left.is_alphanumeric() && !is_ideograph(left));
    let is_counted = (left.is_ascii_digit() && is_measure(right)) || (is_measure(left) && right.is_ascii_digit());
    if mixed && !is_counted { em / 8 } else { 0 }
}
