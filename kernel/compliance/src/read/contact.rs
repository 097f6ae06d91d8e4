//! Reads windows, counts, quiet days and what they leave out.

use super::keys::{Beginnings, acts, number, per, plain_words, some_acts, time, whole};
use crate::block::Block;
use crate::deed::{DEEDS, Deeds};
use crate::local::Zone;
use crate::rule::{Breach, Cooldown, Exclusion, Kind, RollingCount, Span, Which, Window};
use crate::words::{COUNTED, WEEKDAYS, Words, meaning};
use jiff::civil::Weekday;
use toml::de::DeValue;

const BREACHES: &Words<Breach> = &[("presumed_violation", Breach::PresumedViolation), ("refused", Breach::Refused)];
const OUTCOMES: &Words<Which> =
    &[("any", Which::Any), ("answered", Which::Answered), ("unanswered", Which::Unanswered)];

pub(super) fn window(block: &mut Block<'_>, starts: &mut Beginnings) -> Option<Kind> {
    let acts = acts(block, "acts");
    let asked = block.flag("as_asked");
    let (opens, closes) = (time(block, starts, "opens"), time(block, starts, "closes"));
    let hours = if asked { None } else { block.need("opens", opens).zip(block.need("closes", closes)) };
    let closed_on = block.dated("closed_on", "a list of weekdays, not all seven", weekdays);
    starts.extend(closed_on.as_ref().and_then(crate::dated::Dated::begins_on).map(|on| ("closed_on", on)));
    let on = block.choices("on", WEEKDAYS).unwrap_or_default();
    let zone = block.text("zone");
    let clock = zone.as_deref().and_then(Zone::named);
    if let Some(name) = zone.as_ref().filter(|_| clock.is_none()) {
        block.complain(
            block.fence_line(),
            format!("{name:?}"),
            "zone = a zone such as \"America/New_York\"".to_owned(),
        );
    }
    if let Some((opens, closes)) = &hours {
        for (from, _, open) in opens.spans() {
            if closes.on(from).is_some_and(|close| close <= open) {
                let expected = "opens before closes, both in one day".to_owned();
                block.complain(block.fence_line(), format!("hours from {from} that close before they open"), expected);
            }
        }
    }
    (asked || hours.is_some()).then_some(())?;
    Some(Kind::Window(Window { acts: acts?, hours, on, closed_on, zone, clock }))
}

fn weekdays(value: &DeValue<'_>) -> Option<Vec<Weekday>> {
    let items = value.as_array()?;
    let days: Vec<Weekday> =
        items.iter().map(|item| meaning(WEEKDAYS, item.get_ref().as_str()?)).collect::<Option<_>>()?;
    WEEKDAYS.iter().any(|(_, day)| !days.contains(day)).then_some(days)
}

pub(super) fn rolling_count(block: &mut Block<'_>, starts: &mut Beginnings) -> Option<Kind> {
    let counts = some_acts(block, "counts", COUNTED);
    let counts = block.need("counts", counts);
    let stops = some_acts(block, "stops", DEEDS);
    let outcome = block.choice("outcome", OUTCOMES).unwrap_or(Which::Any);
    let per = per(block);
    let minutes = whole(block, starts, "window_minutes", 1);
    let days = if minutes.is_some() { None } else { number(block, starts, "window_days", 1) };
    let at_most = number(block, starts, "at_most", 0);
    let breach = block.choice("breach", BREACHES);
    let breach = block.need("breach", breach)?;
    let span = minutes.map(Span::Minutes).or(days.map(Span::Days))?;
    let (counts, at_most, per) = (counts?, at_most?, per?);
    let stops = stops.unwrap_or(counts);
    let excluding = Vec::new();
    Some(Kind::RollingCount(RollingCount { counts, stops, outcome, per, span, at_most, excluding, breach }))
}

pub(super) fn cooldown(block: &mut Block<'_>, starts: &mut Beginnings) -> Option<Kind> {
    let spoken = some_acts(block, "after_conversation_by", DEEDS);
    let (after, in_form) = (plain_words(block, "after"), plain_words(block, "in_form"));
    if spoken.is_none() && after.is_empty() {
        block.need::<()>("after_conversation_by", None);
    }
    let (stops, per) = (acts(block, "stops"), per(block));
    let days = number(block, starts, "days", 1)?;
    let after_conversation_by = spoken.unwrap_or(Deeds::NONE);
    let (stops, per, excluding) = (stops?, per?, Vec::new());
    Some(Kind::Cooldown(Cooldown { after_conversation_by, after: after.into(), in_form, stops, per, days, excluding }))
}

pub(super) fn exclusion(block: &mut Block<'_>, starts: &mut Beginnings) -> Option<Kind> {
    let words = &[("not_connected", 0), ("misdirected", 1), ("unanswered", 2), ("prior_consent", 3)];
    let word = block.choice("leaves_out", words);
    let exclusion = match block.need("leaves_out", word)? {
        0 => Exclusion::NotConnected,
        1 => Exclusion::Misdirected,
        2 => Exclusion::Unanswered,
        _ => Exclusion::PriorConsent(number(block, starts, "days", 1)?),
    };
    Some(Kind::Exclusion(exclusion))
}
