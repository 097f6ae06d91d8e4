//! Keys that several kinds have in common.

use crate::block::{Block, whole_number};
use crate::dated::Dated;
use crate::deed::{DEEDS, Deed, Deeds};
use crate::rule::{DayOne, Per};
use crate::words::Words;
use makegood_units::BusinessDate;

/// The first days of a rule's dated parameters: they must be one and the same.
pub(crate) type Beginnings = Vec<(&'static str, BusinessDate)>;

/// A rule without `in_force` applies from the day its parameters begin, which must be one day.
pub(super) fn begin_together(block: &mut Block<'_>, beginnings: &Beginnings) -> Option<Dated<bool>> {
    let Some((first_key, first_on)) = beginnings.first().copied() else {
        return block.need("in_force", None);
    };
    for (key, on) in beginnings {
        if *on != first_on {
            let expected = format!("{key} to begin on {first_on}, as {first_key} does, or in_force to say from when");
            block.complain(block.fence_line(), format!("{key} begins on {on}"), expected);
        }
    }
    Dated::try_new(vec![(first_on, true)]).ok()
}

/// A dated whole number that must be there.
pub(crate) fn number(
    block: &mut Block<'_>,
    starts: &mut Beginnings,
    key: &'static str,
    least: i32,
) -> Option<Dated<i32>> {
    let dated = whole(block, starts, key, least);
    block.need(key, dated)
}

/// A dated whole number, where the key is there.
pub(crate) fn whole(
    block: &mut Block<'_>,
    starts: &mut Beginnings,
    key: &'static str,
    least: i32,
) -> Option<Dated<i32>> {
    let dated = block.dated(key, &format!("a whole number from {least}"), |value| whole_number(value, least));
    began(starts, key, dated)
}

/// A dated time of the day, where the key is there.
pub(crate) fn time(block: &mut Block<'_>, starts: &mut Beginnings, key: &'static str) -> Option<Dated<i32>> {
    let dated = block.dated(key, "a time such as \"08:00\"", |value| value.as_str().and_then(second_of_day));
    began(starts, key, dated)
}

/// Notes from which day a dated parameter is known.
pub(super) fn began<T>(starts: &mut Beginnings, key: &'static str, dated: Option<Dated<T>>) -> Option<Dated<T>> {
    starts.extend(dated.as_ref().and_then(Dated::begins_on).map(|on| (key, on)));
    dated
}

/// `08:00` as seconds since local midnight; `24:00` is the end of the day.
pub(crate) fn second_of_day(text: &str) -> Option<i32> {
    let (hours, minutes) = text.split_once(':')?;
    let two = |part: &str| -> Option<i32> {
        (part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse().ok())?
    };
    let (hours, minutes) = (two(hours)?, two(minutes)?);
    let inside = minutes < 60 && (hours < 24 || (hours == 24 && minutes == 0));
    inside.then_some(hours * 3_600 + minutes * 60)
}

/// Which acts: deeds by their words, that must be there.
pub(crate) fn acts(block: &mut Block<'_>, key: &'static str) -> Option<Deeds> {
    let found = some_acts(block, key, DEEDS);
    block.need(key, found)
}

/// Which acts, where the key is there. `contacts` stands for every contact the
/// lender makes of itself.
pub(crate) fn some_acts(block: &mut Block<'_>, key: &'static str, words: &Words<Deed>) -> Option<Deeds> {
    let with_all: Vec<(&'static str, Deeds)> = words
        .iter()
        .map(|(word, deed)| (*word, Deeds::NONE.with(*deed)))
        .chain([("contacts", Deeds::CONTACTS)])
        .collect();
    let found = block.choices(key, &with_all)?;
    Some(found.into_iter().fold(Deeds::NONE, Deeds::and))
}

/// Words of the packs' own: lower case, digits and underscores; spaces become
/// underscores. None when the key is not there.
pub(crate) fn plain_words(block: &mut Block<'_>, key: &'static str) -> Vec<String> {
    let mut words = Vec::new();
    for (line, text) in block.texts_or_none(key) {
        let word = text.trim().replace(' ', "_");
        let is_plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "._-".contains(letter);
        if word.is_empty() || (key != "known_as" && !word.chars().all(is_plain)) {
            block.complain(line, format!("{text:?}"), format!("{key} = words in small letters"));
        } else {
            words.push(word);
        }
    }
    words
}

/// Whose contacts are counted together: the person's, for each debt, on each contact point.
pub(crate) fn per(block: &mut Block<'_>) -> Option<Per> {
    let found = block.choices("per", &[("person", 0), ("debt", 1), ("contact_point", 2)]);
    let found = block.need("per", found)?;
    Some(Per { debt: found.contains(&1), contact_point: found.contains(&2) })
}

/// From which day days are counted, where the key is there.
pub(crate) fn day_one(block: &mut Block<'_>, otherwise: DayOne) -> DayOne {
    let words = &[("the_day", DayOne::TheDay), ("the_next_day", DayOne::TheNextDay)];
    block.choice("day_one", words).unwrap_or(otherwise)
}
