//! From the file to the strategy. All problems are reported at once.

use crate::book_rules::{book_rules, classes, penalty};
use crate::keys::{Keys, Source, amount, count, days, elements, list, whole, word};
use crate::{ActionKind, Effect, EffectSource, Rung, Strategy, StrategyError, WorkingHours};
use makegood_book::Buckets;
use makegood_case::Channel;
use makegood_diagnosis::Situation;
use makegood_units::Amount;
use toml::de::{DeTable, DeValue};

const DAYS: &str = "a number of days from 0";
const MINOR: &str = "a whole number of minor units from 0";
const WORD: &str = "a word in quotes";
const WORDS: &str = "a list of words in quotes";

impl Strategy {
    /// Reads a strategy from the text of a file. The format, with every key, unit
    /// and default, is described in `strategies/README.md`.
    ///
    /// # Errors
    /// Every problem found, each with its line, in the order of the lines.
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<StrategyError>> {
        let source = Source { file, text };
        let (root, refused) = DeTable::parse_recoverable(text);
        if !refused.is_empty() {
            let problem = |error: &toml::de::Error| error.message().to_owned();
            let error =
                |error: &toml::de::Error| source.error(error.span().map_or(0, |span| span.start), problem(error));
            return Err(refused.iter().map(error).collect());
        }
        let mut problems = Vec::new();
        let strategy = strategy(source, root.get_ref(), &mut problems);
        problems.sort_by_key(|problem| problem.line);
        match strategy {
            Some(strategy) if problems.is_empty() => Ok(strategy),
            _ => Err(problems),
        }
    }
}

fn strategy(source: Source<'_>, root: &DeTable<'_>, problems: &mut Vec<StrategyError>) -> Option<Strategy> {
    let mut keys = Keys::new(source, root, 0);
    let name = keys.must("name", WORD, word);
    let version = keys.must("version", "a whole number from 0", count(u32::MAX));
    let buckets = keys.may("buckets", "rising days past due that start at 1, such as [1, 30, 60, 90]", buckets);
    let grace_days = keys.may("grace_days", DAYS, days);
    let book = book_rules(&mut keys);
    let (classes, penalty) = (classes(&mut keys), penalty(&mut keys));
    let packs = keys.must("packs", WORDS, list(word));
    let facts = keys.may("facts", WORDS, list(word));
    let working_day = keys.may("working_day", "two times such as [\"08:00\", \"18:00\"], the first one earlier", hours);
    let calm_days = keys.may("calm_days_after_payment", DAYS, days);
    let repeat_arrears_spells = keys.may("repeat_arrears_spells", "a number of spells from 0", count(1_000));
    let buckets = buckets.unwrap_or_default();
    let tables = keys.must("rung", "one [[rung]] table for each step", elements);
    let mut rungs: Vec<Rung> = Vec::new();
    for (at, value) in tables.unwrap_or_default() {
        let Some(table) = value.as_table() else {
            problems.push(source.error(at, "a rung is a table of its own, opened by [[rung]]".to_owned()));
            continue;
        };
        let mut keys = Keys::new(source, table, at);
        let read = rung(&mut keys, source, buckets.count() - 1, problems);
        if let Some(read) = read {
            ladder_so_far(&mut keys, &rungs, &read);
            rungs.push(read);
        }
        problems.extend(keys.finish());
    }
    if problems.is_empty() && !rungs.iter().any(|rung| rung.action == ActionKind::PlanConversation) {
        keys.complain(None, "a ladder has at least one rung with action = \"plan_conversation\"".to_owned());
    }
    problems.extend(keys.finish());
    Some(Strategy {
        name: name?,
        version: version?,
        buckets,
        grace_days: grace_days.unwrap_or(0),
        book,
        classes,
        penalty,
        packs: packs?,
        facts: facts.unwrap_or_default(),
        working_day: working_day.unwrap_or_default(),
        calm_days_after_payment: calm_days.unwrap_or(7),
        repeat_arrears_spells,
        rungs,
    })
}

fn hours(value: &DeValue<'_>) -> Option<WorkingHours> {
    let times = list(word)(value)?;
    let [opens, closes] = times.as_slice() else { return None };
    let (opens, closes) = (opens.parse().ok()?, closes.parse().ok()?);
    (opens < closes).then_some(WorkingHours { opens, closes })
}

/// What one rung cannot know of itself.
fn ladder_so_far(keys: &mut Keys<'_>, before: &[Rung], rung: &Rung) {
    if before.iter().any(|other| other.id == rung.id) {
        keys.complain(Some("id"), format!("two rungs are called {:?}; ids are unique", rung.id));
    }
}

fn rung(keys: &mut Keys<'_>, source: Source<'_>, late: usize, problems: &mut Vec<StrategyError>) -> Option<Rung> {
    let id = keys.must("id", WORD, word);
    let known = ActionKind::of_rungs().map(|(_, word)| word).collect::<Vec<_>>().join(", ");
    let action = keys.must("action", &format!("one of {known}"), action)?;
    let channel = channel(keys, action);
    let situations = situations(keys);
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
    let effects = effects(keys, source, late, problems);
    let rung = Rung {
        id: id?,
        action,
        channel,
        situations: situations?,
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
    if rung.action == ActionKind::LeaderReview && rung.after_fruitless_calls == 0 {
        keys.complain(None, "a leader's review is the last resort: after_fruitless_calls is 1 or more".to_owned());
    }
    let only_disputes = rung.situations == [Situation::LenderMatter];
    if (rung.action == ActionKind::AnswerDispute) != only_disputes {
        keys.complain(None, "situations = [\"S0\"] belongs to answer_dispute, and nothing else does".to_owned());
    }
    for situation in rung.situations.iter().filter(|_| !only_disputes) {
        if !rung.effects.iter().any(|effect| effect.situations.contains(situation)) {
            keys.complain(
                Some("effect"),
                format!("the rung is for {situation}, but no effect says what it adds there"),
            );
        }
    }
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

fn situation(value: &DeValue<'_>) -> Option<Situation> {
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

fn buckets(value: &DeValue<'_>) -> Option<Buckets> {
    Buckets::try_from(list(days)(value)?).ok()
}
