//! One `[[rung]]` of the file.

use crate::keys::{Keys, Source, amount, count, days, elements, list, whole, word};
use crate::parse::{DAYS, WORD, WORDS};
use crate::{ActionKind, Effect, EffectSource, Rung, Security, Segment, StrategyError};
use makegood_case::Channel;
use makegood_diagnosis::Situation;
use makegood_units::Amount;
use toml::de::DeValue;

pub(crate) const MINOR: &str = "a whole number of minor units from 0";
pub(crate) const NOTED: &str = "a list of words in small letters and underscores, such as [\"disappeared\"]";

/// Reads one rung; what is wrong with it is told to `keys` and `problems`.
pub(crate) fn rung(
    keys: &mut Keys<'_>,
    source: Source<'_>,
    late: usize,
    problems: &mut Vec<StrategyError>,
) -> Option<Rung> {
    let id = keys.must("id", WORD, word);
    let known = ActionKind::of_rungs().map(|(_, word)| word).collect::<Vec<_>>().join(", ");
    let action = keys.must("action", &format!("one of {known}"), action)?;
    let channel = channel(keys, action);
    let situations = situations(keys);
    let segment = segment(keys);
    let after_steps = keys.may("after_steps", "a list of ids of rungs above this one", list(word)).unwrap_or_default();
    let from_days_past_due = keys.must("from_days_past_due", DAYS, days);
    let to_days_past_due = keys.may("to_days_past_due", DAYS, days);
    let min_arrears = keys.may("min_arrears_minor", MINOR, amount).unwrap_or(Amount::ZERO);
    let after_fruitless_calls =
        keys.may("after_fruitless_calls", "a number of calls from 0", count(1_000)).unwrap_or(0);
    let up_to_fruitless_calls = keys.may("up_to_fruitless_calls", "a number of calls from 0", count(1_000));
    let after_visits = keys.may("after_visits", "a number of visits from 0", count(1_000)).unwrap_or(0);
    let wait_days = keys.may("wait_days", DAYS, days).unwrap_or(7);
    let minutes = keys.must("minutes", "a number of minutes from 0 to 1440, travel included", count(1_440));
    let cost = keys.must("cost_minor", MINOR, amount);
    let harm = keys.must("harm_minor", MINOR, amount);
    let always = keys.may("always", "true or false", DeValue::as_bool).unwrap_or(false);
    let effects = effects(keys, source, late, problems);
    let rung = Rung {
        id: id?,
        action,
        channel,
        situations: situations?,
        segment,
        after_steps,
        from_days_past_due: from_days_past_due?,
        to_days_past_due,
        min_arrears,
        after_fruitless_calls,
        up_to_fruitless_calls,
        after_visits,
        wait_days,
        minutes: minutes?,
        cost: cost?,
        harm: harm?,
        always,
        effects,
    };
    whole_rung(keys, &rung);
    Some(rung)
}

/// What has to hold between the keys of one rung.
fn whole_rung(keys: &mut Keys<'_>, rung: &Rung) {
    if rung.to_days_past_due.is_some_and(|to| to < rung.from_days_past_due) {
        keys.complain(Some("to_days_past_due"), "to_days_past_due lies before from_days_past_due".to_owned());
    }
    if rung.action == ActionKind::Visit && rung.after_fruitless_calls == 0 {
        keys.complain(None, "a visit comes after calls: after_fruitless_calls is 1 or more".to_owned());
    }
    if rung.action.is_last_resort() && rung.after_fruitless_calls == 0 && rung.after_steps.is_empty() {
        let word = rung.action.word();
        keys.complain(
            None,
            format!(
                "{word} is a last resort: after_fruitless_calls is 1 or more, or after_steps says what comes first"
            ),
        );
    }
    if rung.action.needs_consent() && rung.segment.when.is_empty() {
        let word = rung.action.word();
        keys.complain(
            None,
            format!("{word} rests on consent: when names what is noted, such as [\"monitoring_consent\"]"),
        );
    }
    let only_disputes = rung.situations == [Situation::LenderMatter];
    if (rung.action == ActionKind::AnswerDispute) != only_disputes {
        keys.complain(None, "situations = [\"S0\"] belongs to answer_dispute, and nothing else does".to_owned());
    }
    for situation in rung.situations.iter().filter(|_| !only_disputes && !rung.always) {
        if !rung.effects.iter().any(|effect| effect.situations.contains(situation)) {
            keys.complain(
                Some("effect"),
                format!("the rung is for {situation}, but no effect says what it adds there"),
            );
        }
    }
}

fn segment(keys: &mut Keys<'_>) -> Segment {
    let sorts = Security::ALL.map(Security::word).join(", ");
    let security = |value: &DeValue<'_>| value.as_str().and_then(Security::named);
    Segment {
        products: keys.may("products", WORDS, list(word)).unwrap_or_default(),
        securities: keys.may("securities", &format!("a list of {sorts}"), list(security)).unwrap_or_default(),
        max_arrears: keys.may("max_arrears_minor", MINOR, amount),
        vulnerable: keys.may("vulnerable", "true or false", DeValue::as_bool),
        when: keys.may("when", NOTED, list(noted)).unwrap_or_default(),
        unless: keys.may("unless", NOTED, list(noted)).unwrap_or_default(),
    }
}

/// A word a case is noted with: small letters and underscores.
pub(crate) fn noted(value: &DeValue<'_>) -> Option<String> {
    let is_plain =
        |word: &String| word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_' || byte.is_ascii_digit());
    word(value).filter(is_plain)
}

fn action(value: &DeValue<'_>) -> Option<ActionKind> {
    let word = value.as_str()?;
    ActionKind::of_rungs().find(|(_, known)| *known == word).map(|(kind, _)| kind)
}

fn channel(keys: &mut Keys<'_>, action: ActionKind) -> Option<Channel> {
    let usable = action.channels();
    if usable.is_empty() {
        if keys.has("channel") {
            keys.may("channel", "left out for what stays in the house", |_| None::<Channel>);
        }
        return None;
    }
    let words: Vec<&str> = usable.iter().map(|channel| channel_word(*channel)).collect();
    let expected = format!("one of {} for {}", words.join(", "), action.word());
    let read = |value: &DeValue<'_>| {
        let word = value.as_str()?;
        usable.iter().copied().find(|channel| channel_word(*channel) == word)
    };
    keys.may("channel", &expected, read).or(usable.first().copied())
}

fn channel_word(channel: Channel) -> &'static str {
    match channel {
        Channel::Call => "call",
        Channel::InboundCall => "inbound_call",
        Channel::Message => "message",
        Channel::Email => "email",
        Channel::Letter => "letter",
        Channel::Visit => "visit",
    }
}

fn situations(keys: &mut Keys<'_>) -> Option<Vec<Situation>> {
    let expected = format!("a list of {}", Situation::ALL.map(Situation::code).join(", "));
    let only = keys.may("situations", &expected, list(situation));
    let wrong = keys.has("situations") && only.is_none();
    let not = keys.may("not_situations", &expected, list(situation)).unwrap_or_default();
    let all = || Situation::ALL.into_iter().filter(|situation| *situation != Situation::LenderMatter).collect();
    let mut situations: Vec<Situation> = only.unwrap_or_else(all);
    situations.retain(|situation| !not.contains(situation));
    if situations.is_empty() && !wrong {
        keys.complain(None, "the rung is for no situation at all".to_owned());
    }
    (!wrong).then_some(situations)
}

pub(crate) fn situation(value: &DeValue<'_>) -> Option<Situation> {
    let word = value.as_str()?;
    Situation::ALL.into_iter().find(|situation| situation.code() == word)
}

fn effects(keys: &mut Keys<'_>, source: Source<'_>, late: usize, problems: &mut Vec<StrategyError>) -> Vec<Effect> {
    let tables = keys.may("effect", "a list of tables with situations, uplift_bp and source", elements);
    let mut effects = Vec::new();
    for (at, value) in tables.unwrap_or_default() {
        let Some(table) = value.as_table() else {
            problems.push(source.error(at, "an effect is a table with situations, uplift_bp and source".to_owned()));
            continue;
        };
        let mut keys = Keys::new(source, table, at);
        effects.extend(effect(&mut keys, late));
        problems.extend(keys.finish());
    }
    effects
}

fn effect(keys: &mut Keys<'_>, late: usize) -> Option<Effect> {
    let expected = format!("a list of {}", Situation::ALL.map(Situation::code).join(", "));
    let situations = keys.must("situations", &expected, list(situation));
    let figures = format!("{late} whole basis points from -10000 to 10000, one for each late bucket");
    let uplift_bp = keys.must("uplift_bp", &figures, |value| {
        let read = list(|figure| whole(-10_000..=10_000)(figure).and_then(|figure| i32::try_from(figure).ok()));
        read(value).filter(|figures| figures.len() == late)
    });
    let source = keys.must("source", "\"expert\" or \"trial\"", |value| match value.as_str()? {
        "expert" => Some(EffectSource::Expert),
        "trial" => Some(EffectSource::Trial),
        _ => None,
    });
    Some(Effect { situations: situations?, uplift_bp: uplift_bp?, source: source? })
}
