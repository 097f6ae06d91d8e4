//! Recourse and security in a story: rows learnt and withdrawn, and what follows.

use crate::quoted;
use makegood_case::{Party, PartyRole};
use makegood_day_close::{CaseInput, OtherParty, RecourseCase, RowChange, RowVersion, Rules, add_roles, recourse_case};
use makegood_recourse::{Demand, Distribution, GroupAnswer, Ledger, Recourse, SecurityAnswer, Step};
use makegood_units::{Amount, BusinessDate, Currency, Money, PartyId};

/// What a line does about recourse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum RecourseVerb {
    /// A row is learnt, written as TOML.
    Learn(String),
    /// A row is withdrawn: its table and id.
    Withdraw(String, String),
    /// What follows from everything on file.
    Tell,
}

/// `recourse`, `recourse TABLE key=value …` or `recourse withdraw TABLE ID "why"`; none
/// for other words.
pub(crate) fn read(text: &str) -> Option<Result<RecourseVerb, String>> {
    if text == "recourse" {
        return Some(Ok(RecourseVerb::Tell));
    }
    let rest = text.strip_prefix("recourse ")?;
    if let Some(named) = rest.strip_prefix("withdraw ") {
        return Some(quoted::only(named).and_then(
            |(named, _)| match named.split_whitespace().collect::<Vec<_>>()[..] {
                [table, id] => Ok(RecourseVerb::Withdraw(table.to_owned(), id.to_owned())),
                _ => Err("expected `recourse withdraw TABLE ID \"why\"`".to_owned()),
            },
        ));
    }
    let (table, cells) = rest.split_once(' ').unwrap_or((rest, ""));
    Some(row(table, cells).map(RecourseVerb::Learn))
}

/// Keys that hold a list, written with commas.
const LISTS: [&str; 4] = ["debts", "attendees", "first", "then"];

/// `key=value key="some words" debts=L-1,L-2` as a row of TOML.
fn row(table: &str, cells: &str) -> Result<String, String> {
    let mut written = format!("[[{table}]]\n");
    let mut rest = cells.trim_start();
    while !rest.is_empty() {
        let (key, after) = rest.split_once('=').ok_or_else(|| format!("expected key=value; found {rest:?}"))?;
        let end = match after.strip_prefix('"') {
            Some(said) => said.find('"').map(|at| at + 2).ok_or("a quotation mark is missing")?,
            None => after.find(' ').unwrap_or(after.len()),
        };
        let (value, next) = after.split_at(end);
        written.push_str(&format!("{key} = {}\n", cell(key, value)));
        rest = next.trim_start();
    }
    Ok(written)
}

fn cell(key: &str, value: &str) -> String {
    if LISTS.contains(&key) {
        let words: Vec<String> = value.split(',').map(|word| format!("{word:?}")).collect();
        return format!("[{}]", words.join(", "));
    }
    let is_day = value.parse::<BusinessDate>().is_ok();
    let is_plain = value.parse::<i64>().is_ok() || matches!(value, "true" | "false") || value.starts_with(['"', '[']);
    if is_day || is_plain { value.to_owned() } else { format!("{value:?}") }
}

/// Learns or withdraws, as the desk does: what would contradict what is known is refused
/// by name and not kept.
pub(crate) fn change(
    case: &mut CaseInput,
    others: &[OtherParty],
    verb: &RecourseVerb,
    on: BusinessDate,
    rules: Rules<'_>,
) -> Result<Option<String>, String> {
    let mut after = case.clone();
    let known = known(case, on, rules)?;
    let changes: Vec<RowChange> = match verb {
        RecourseVerb::Tell => return Ok(None),
        RecourseVerb::Withdraw(table, id) => vec![RowChange::Withdrawn(table.clone(), id.clone())],
        RecourseVerb::Learn(toml) => {
            let read = known.facts.rows("the story", toml);
            let told = |errors: Vec<makegood_recourse::FileError>| {
                errors.iter().map(|error| error.says.clone()).collect::<Vec<_>>().join("; ")
            };
            read.map_err(told)?.into_iter().map(RowChange::Learnt).collect()
        }
    };
    let seq = |case: &CaseInput| i64::try_from(case.recourse.rows.len()).unwrap_or(i64::MAX);
    for change in changes {
        let (seq, learnt_in) = (seq(&after), case.party.clone());
        after.recourse.rows.push(RowVersion { seq, on, learnt_in, by: "the officer".into(), change });
    }
    after.others = others.to_vec();
    let residence = case.known.clone();
    let rows = after.recourse.rows.clone();
    let other = |party: PartyId, roles: Vec<PartyRole>| {
        let known = residence.clone().map(|known| Party { id: party.clone(), ..known });
        Ok::<_, String>(OtherParty { party, known, roles, contact_points: Vec::new() })
    };
    add_roles(&mut after, &rows, other)?;
    if let Err(wrong) = self::known(&after, on, rules)?.answer() {
        let first = wrong.first().map(|first| format!("refused {}: {}. {}", first.code, first.says, first.way_out));
        return Ok(first);
    }
    *case = after;
    Ok(None)
}

fn known(case: &CaseInput, on: BusinessDate, rules: Rules<'_>) -> Result<RecourseCase, String> {
    let known = recourse_case(case, on, rules).map_err(|error| error.to_string())?;
    known.ok_or_else(|| "no loan is on the book".to_owned())
}

/// What follows from everything on file, in sentences.
pub(crate) fn told(case: &CaseInput, on: BusinessDate, rules: Rules<'_>) -> Result<String, String> {
    let answer = known(case, on, rules)?.answer().map_err(|wrong| {
        wrong.iter().map(|one| format!("{} [{}]", one.says, one.code)).collect::<Vec<_>>().join("; ")
    })?;
    Ok(sentences(&answer).join(". "))
}

fn sentences(answer: &Recourse) -> Vec<String> {
    let currency = answer.currency;
    let who = answer.liable.iter().filter(|one| !one.today.is_zero()).map(|one| {
        let role = serde_json::to_value(one.role).ok().and_then(|role| Some(role.as_str()?.replace('_', " ")));
        format!("{} ({}) {} on {}", one.party, role.unwrap_or_default(), number(one.today, currency), one.debt)
    });
    let mut said = vec![format!("liable today: {}", listed(who.collect()))];
    said.extend(answer.demands.iter().map(demand));
    said.extend(answer.groups.iter().flat_map(|group| of_group(group, currency)));
    said.extend(
        answer.ledgers.iter().filter(|ledger| !ledger.contributed.is_zero()).map(|ledger| of(ledger, currency)),
    );
    said.extend(answer.securities.iter().map(|one| security(one, currency)));
    if !answer.order.steps.is_empty() || !answer.order.blocked.is_empty() {
        let steps = answer.order.steps.iter().map(|step| way(step, currency));
        said.push(format!("order: {}", listed(steps.collect())));
        said.extend(answer.order.blocked.iter().map(|route| {
            let why = route.blocked.first().map_or("", |first| first.code);
            format!("{} is closed: {why}", route.route)
        }));
    }
    said.extend(answer.refused.iter().map(|one| format!("not relied on: {} [{}]", one.says, one.code)));
    said
}

fn way(step: &Step, currency: Currency) -> String {
    format!("{} {} expected net {}", step.place, step.route.route, number(step.route.expected_net, currency))
}

fn demand(demand: &Demand) -> String {
    demand.why.says.clone()
}

fn of_group(group: &GroupAnswer, currency: Currency) -> Vec<String> {
    let failing = group.failing.iter().map(|one| {
        let stops: Vec<&str> = one.blocked.iter().map(|block| block.code).collect();
        let members = one.members.iter().map(|member| {
            let stops: Vec<&str> = member.blocked.iter().map(|block| block.code).collect();
            let stops = if stops.is_empty() { String::new() } else { format!(" (not now: {})", stops.join(", ")) };
            format!("{} {}{stops}", member.party, number(member.amount, currency))
        });
        let members = listed(members.collect());
        let stops =
            if stops.is_empty() { String::new() } else { format!(", nobody else is asked now: {}", stops.join(", ")) };
        format!(
            "{} of {} fails with {}{stops}; for it answer {members}",
            one.debt,
            group.group,
            number(one.due, currency)
        )
    });
    failing.collect()
}

fn of(ledger: &Ledger, currency: Currency) -> String {
    let (paid, back, left) = (ledger.contributed, ledger.repaid, ledger.balance);
    let parts = ledger.balances.iter().map(|one| format!("{} {}", one.party, number(one.contributed, currency)));
    let parts = listed(parts.collect());
    let number = |amount| number(amount, currency);
    format!(
        "paid for {}: {} by {parts}, {} paid back, {} still owed to them",
        ledger.debt,
        number(paid),
        number(back),
        number(left)
    )
}

fn security(security: &SecurityAnswer, currency: Currency) -> String {
    let blocked =
        security.blocked.first().map(|block| format!("{} is not enforced now: {}", security.security, block.says));
    let next =
        security.enforcement.next.map(|(step, day)| format!(", next {} from {day}", step.word().replace('_', " ")));
    let stage = format!("{}{}", security.security, next.unwrap_or_default());
    let brings = security.distribution.as_ref().map(|told| distribution(told, currency));
    let said = [blocked.or(Some(stage)), brings];
    said.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn distribution(told: &Distribution, currency: Currency) -> String {
    let number = |amount| number(amount, currency);
    let basis = serde_json::to_value(told.basis).ok().and_then(|basis| Some(basis.as_str()?.to_owned()));
    let left = match (told.surplus.is_zero(), told.deficiency.is_zero()) {
        (false, _) => format!("{} back to {}", number(told.surplus), told.owner),
        (true, false) => format!("{} stays unpaid", number(told.deficiency)),
        (true, true) => "nothing is left and nothing unpaid".to_owned(),
    };
    format!(
        "price {} ({}): costs {}, to our debts {}, {left}",
        number(told.price),
        basis.unwrap_or_default(),
        number(told.costs),
        number(told.to_debts)
    )
}

fn number(amount: Amount, currency: Currency) -> String {
    Money::new(amount, currency).number(",")
}

fn listed(words: Vec<String>) -> String {
    if words.is_empty() { "nobody".to_owned() } else { words.join(", ") }
}
