//! What is recorded about a group: that somebody was spoken to, was served, answered,
//! paid, had it back, met, and that a shock began or ended.

use super::asks::{amount, ask, loans, on, one, people, pick};
use super::reader::{Faults, Reader};
use super::{Row, form};
use crate::model::recourse::Told;
use crate::model::recourse::group::takes_part;
use crate::pages::recourse::{FieldKind, RowForm};
use makegood_recourse::{CooperationStatus, Group, GroupAnswer};
use makegood_units::PartyId;
use toml::{Table, Value};

/// The forms that apply to a group as it stands.
pub(in crate::model::recourse) fn of_group(told: &Told<'_>, group: &Group, answer: &GroupAnswer) -> Vec<RowForm> {
    let members: Vec<&PartyId> = group.members.iter().map(|member| &member.party).collect();
    let due = || answer.failing.iter().map(|failing| pick(failing.debt.as_str(), failing.debt.as_str())).collect();
    // Nobody is served about a loan of their own.
    let is_own = |party: &PartyId| answer.failing.iter().all(|one| one.borrower.as_ref() == Some(party));
    let others = || people(told, members.iter().copied().filter(|party| !is_own(party)));
    let everybody = || people(told, members.iter().copied());
    let paper = || ask("proof", "Document that proves it", FieldKind::Words);
    let mut forms = Vec::new();
    if !answer.failing.is_empty() {
        let reason = ask("because", "Why not, where they could not be spoken to first", FieldKind::Words).if_known();
        let fields = vec![one("debt", "About loan", due()), on(told, "On"), reason];
        let title = "The member who fell behind was spoken to, or could not be";
        forms.push(form(told, "contact", "", title, fields));
        let fields =
            vec![one("party", "On whom", others()), one("debt", "About loan", due()), on(told, "Served on"), paper()];
        forms.push(
            form(told, "notice", "", "A notice of liability was served", fields)
                .saying("Each member has a notice of their own, with the clause and the amount they answer for."),
        );
    }
    let status = |word: &str, status| pick(word, takes_part(status));
    let statuses = vec![
        status("agreed", CooperationStatus::Agreed),
        status("partial", CooperationStatus::Partial),
        status("refused", CooperationStatus::Refused),
    ];
    let fields = vec![one("party", "Who", everybody()), one("status", "Their answer", statuses), on(told, "On")];
    forms.push(form(told, "cooperation", "", "A member answered whether they take part", fields));
    let fields = vec![
        one("party", "Who paid", everybody()),
        one("debt", "On loan", loans(told)),
        ask("instalment", "Toward instalment no.", FieldKind::Number),
        on(told, "On"),
        amount(told, "amount", "How much"),
    ];
    forms.push(form(told, "contribution", "", "A member paid for another", fields));
    let fields = vec![one("debt", "For loan", loans(told)), on(told, "On"), amount(told, "amount", "How much")];
    forms.push(
        form(told, "repayment", "", "The borrower paid it back to those who had paid", fields)
            .saying("It is shared among them in proportion to what each has still to get."),
    );
    let fields = vec![
        on(told, "On"),
        ask("attendees", "Who came", FieldKind::Some(everybody())),
        ask("minutes", "Document with the minutes", FieldKind::Words),
        ask("outcome", "What came of it", FieldKind::Words).hinting("Leave out what concerns one member alone."),
    ];
    forms.push(form(told, "meeting", "", "The group met", fields));
    forms.push(shock(told, answer));
    forms.into_iter().map(|form| form.in_group(&group.id)).collect()
}

/// On while it is off, off while it is on.
fn shock(told: &Told<'_>, answer: &GroupAnswer) -> RowForm {
    match &answer.shock {
        None => {
            let fields = vec![
                on(told, "Since"),
                ask("ends_on", "Through", FieldKind::Day).if_known(),
                ask("reason", "What struck the whole group", FieldKind::Words),
            ];
            form(told, "shock", "", "Switch on: a shock of the whole group", fields)
                .saying("A flood, a closed market. Nobody is asked to pay for anybody while it lasts.")
        }
        Some(shock) => {
            let last = ask("on", "Its last day", FieldKind::Day).with(&told.today.plus_days(-1).to_string());
            form(told, "shock_over", &shock.id, "Switch off: the shock is over", vec![last])
                .saying("From the day after its last day the members may be asked again.")
        }
    }
}

/// The row of what was typed; none for a form of another kind.
pub(super) fn row(what: &str, told: &Told<'_>, read: &mut Reader<'_>) -> Option<Result<Row, Faults>> {
    Some(match what {
        "contact" => contact(told, read),
        "notice" => notice(told, read),
        "cooperation" => cooperation(told, read),
        "contribution" => contribution(told, read),
        "repayment" => repayment(told, read),
        "meeting" => meeting(told, read),
        "shock" => shock_on(told, read),
        "shock_over" => shock_off(told, read),
        _ => return None,
    })
}

/// A row with these keys, those left out without a value, unless something is wrong.
pub(super) fn built(
    told: &Told<'_>,
    read: &Reader<'_>,
    table: &'static str,
    name: &[&str],
    keys: impl IntoIterator<Item = (&'static str, Option<Value>)>,
) -> Result<Row, Faults> {
    if !read.is_good() {
        return Err(read.faults());
    }
    let keys = keys.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
    let keys: Table = keys.collect();
    let part =
        |part: &&str| keys.get(*part).map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
    let parts: Vec<String> = name.iter().filter_map(part).collect();
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    Row::new(told, table, &parts, keys)
}

pub(super) fn text(words: Option<String>) -> Option<Value> {
    words.map(Value::String)
}

fn contact(told: &Told<'_>, read: &mut Reader<'_>) -> Result<Row, Faults> {
    let keys = [
        ("debt", text(read.words("debt"))),
        ("on", read.day("on")),
        ("not_first_because", text(read.words_if_any("because"))),
        ("by", text(Some(read.fixed("recorded_by")))),
    ];
    built(told, read, "contact", &["debt", "on"], keys)
}

fn notice(told: &Told<'_>, read: &mut Reader<'_>) -> Result<Row, Faults> {
    let keys = [
        ("party", text(read.words("party"))),
        ("debt", text(read.words("debt"))),
        ("on", read.day("on")),
        ("proof", text(read.words("proof"))),
    ];
    built(told, read, "notice", &["debt", "party", "on"], keys)
}

fn cooperation(told: &Told<'_>, read: &mut Reader<'_>) -> Result<Row, Faults> {
    let keys = [
        ("group", text(read.words("group"))),
        ("party", text(read.words("party"))),
        ("on", read.day("on")),
        ("status", text(read.words("status"))),
    ];
    built(told, read, "cooperation", &["group", "party", "on"], keys)
}

fn contribution(told: &Told<'_>, read: &mut Reader<'_>) -> Result<Row, Faults> {
    let keys = [
        ("by", text(read.words("party"))),
        ("debt", text(read.words("debt"))),
        ("instalment", read.number("instalment")),
        ("on", read.day("on")),
        ("amount_minor", read.amount("amount")),
    ];
    built(told, read, "contribution", &["debt", "by", "on"], keys)
}

fn repayment(told: &Told<'_>, read: &mut Reader<'_>) -> Result<Row, Faults> {
    let keys = [("debt", text(read.words("debt"))), ("on", read.day("on")), ("amount_minor", read.amount("amount"))];
    built(told, read, "repayment", &["debt", "on"], keys)
}

fn meeting(told: &Told<'_>, read: &mut Reader<'_>) -> Result<Row, Faults> {
    let came = read.some("attendees");
    if came.is_empty() {
        read.fault("attendees", "Nobody is marked as present.");
    }
    let keys = [
        ("group", text(read.words("group"))),
        ("on", read.day("on")),
        ("attendees", Some(Value::Array(came.into_iter().map(Value::String).collect()))),
        ("minutes", text(read.words("minutes"))),
        ("outcome", text(read.words("outcome"))),
    ];
    built(told, read, "meeting", &["group", "on"], keys)
}

fn shock_on(told: &Told<'_>, read: &mut Reader<'_>) -> Result<Row, Faults> {
    let keys = [
        ("group", text(read.words("group"))),
        ("begins_on", read.day("on")),
        ("ends_on", read.day_if_any("ends_on")),
        ("reason", text(read.words("reason"))),
        ("by", text(Some(read.fixed("recorded_by")))),
    ];
    built(told, read, "shock", &["group", "begins_on"], keys)
}

fn shock_off(told: &Told<'_>, read: &mut Reader<'_>) -> Result<Row, Faults> {
    let last = read.day("on");
    let id = read.fixed("of");
    let Some(last) = last.filter(|_| read.is_good()) else { return Err(read.faults()) };
    Row::changed(told, "shock", &id, |keys| {
        keys.insert("ends_on".to_owned(), last);
    })
}
