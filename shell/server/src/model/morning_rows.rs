//! All rows behind a number of the morning.

use super::review::{LISTS, Morning, waiting_href};
use super::words::named;
use crate::layout::Frame;
use crate::links;
use crate::pages::attention::{Cell, MorningRows, Row};
use crate::trouble::{Trouble, sentence};
use makegood_case::Demand;
use makegood_day_close::MorningList;
use makegood_desk::Desk;
use makegood_units::Money;
use makegood_views::{AttentionRow, attention_waiting, last_two_closes, morning_cases, morning_count, newly_over_30};

/// More rows than this are a matter for an export.
const MOST: usize = 1_000;

/// The heads of a table, each with whether its column holds figures.
pub(super) type Heads = Vec<(&'static str, bool)>;

/// The page of a list, by its word in the address.
///
/// # Errors
/// [`Trouble::NoPage`] for a word that is no list; [`Trouble::NeverClosed`] before the first
/// close; views that cannot be read.
pub(crate) fn rows(desk: &Desk, frame: Frame, list: &str) -> Result<MorningRows, Trouble> {
    let known = LISTS.iter().find(|(known, ..)| known.word() == list);
    match (list, known) {
        (_, Some((list, title, says))) => of_cases(desk, frame, *list, title, says),
        ("new-over-30", _) => over_30(desk, frame),
        ("cash", _) => cash(desk, frame),
        ("reports", _) => waiting(desk, frame),
        ("coverage", _) => coverage(desk, frame),
        ("first-cash", _) => first_cash(desk, frame),
        _ => super::morning_more::rows(desk, &frame, list, MOST)?.ok_or(Trouble::NoPage),
    }
}

pub(super) fn page(frame: Frame, title: &str, says: &str, heads: Heads, mut rows: Vec<Row>) -> MorningRows {
    let all = rows.len();
    rows.truncate(MOST);
    MorningRows { frame, title: title.to_owned(), says: says.to_owned(), heads, rows, all }
}

fn of_cases(desk: &Desk, frame: Frame, list: MorningList, title: &str, says: &str) -> Result<MorningRows, Trouble> {
    let book = desk.book();
    let policy = makegood_views::policy_of(book, i64::MAX)?.ok_or(Trouble::NeverClosed)?;
    let morning = Morning::new(&policy.strategy.buckets, &frame);
    let promises = matches!(list, MorningList::Broken | MorningList::DueToday);
    let heads: Heads = if promises {
        vec![("Promised", true), ("By", false), ("Came in", true), ("From", false), ("Officer", false)]
    } else {
        vec![("Due and unpaid", true), ("Days past due", true), ("Why", false), ("Officer", false)]
    };
    let cases = morning_cases(book, list, u32::try_from(MOST).unwrap_or(u32::MAX), &frame.who.reach)?;
    let rows = cases.iter().map(|case| {
        let (line, officer) = (&case.line, Cell::Written(morning.staff(&case.officer)));
        let sum = |amount| Cell::Sum(Money::new(amount, case.arrears.currency));
        let cells = match (line.amount, line.received) {
            (Some(amount), Some(received)) => {
                vec![sum(amount), Cell::Day(line.on), sum(received), Cell::Written(line.because.clone()), officer]
            }
            _ => vec![
                Cell::Sum(case.arrears),
                Cell::Number(case.days_past_due.into()),
                Cell::Words(sentence(&line.because)),
                officer,
            ],
        };
        Row { party: case.party.clone(), name: named(&case.name, &case.party), href: links::case(&case.party), cells }
    });
    let rows = rows.collect();
    let all = morning_count(book, list, &frame.who.reach)?;
    Ok(MorningRows { all, ..page(frame, title, says, heads, rows) })
}

fn over_30(desk: &Desk, frame: Frame) -> Result<MorningRows, Trouble> {
    let (as_of, before) = last_two_closes(desk.book())?.ok_or(Trouble::NeverClosed)?;
    let loans = before
        .map(|before| newly_over_30(desk.book(), before, as_of, &frame.who.reach))
        .transpose()?
        .unwrap_or_default();
    let rows = loans.iter().map(|loan| Row {
        party: loan.party.clone(),
        name: named(&loan.name, &loan.party),
        href: links::case(&loan.party),
        cells: vec![
            Cell::Words(loan.loan.to_string()),
            Cell::Sum(loan.arrears),
            Cell::Number(loan.days_past_due.into()),
        ],
    });
    let heads = vec![("Loan", false), ("Due and unpaid", true), ("Days past due", true)];
    let rows = rows.collect();
    Ok(page(frame, "Newly over 30 days", "Loans that went past 30 days since the close before.", heads, rows))
}

fn cash(desk: &Desk, frame: Frame) -> Result<MorningRows, Trouble> {
    let found = makegood_views::cash_rows(desk.book(), &frame.who.reach)?;
    let rows = found.iter().map(|row| {
        let sum = |amount| Cell::Sum(Money::new(amount, row.currency));
        Row {
            party: row.party.clone(),
            name: named(&row.name, &row.party),
            href: links::case(&row.party),
            cells: vec![
                Cell::Words(row.loan.to_string()),
                sum(row.flow.received),
                sum(row.flow.fell_due),
                sum(row.flow.to_arrears),
            ],
        }
    });
    let heads = vec![("Loan", false), ("Came in", true), ("Fell due", true), ("Met older arrears", true)];
    let says = "Loans on which money came in or an instalment fell due between the last two closes.";
    let rows = rows.collect();
    Ok(page(frame, "Cash since the close before", says, heads, rows))
}

const WAITING: [(&str, bool); 5] =
    [("What", false), ("Branch", false), ("Officer", false), ("To be looked at by", false), ("Looked at", false)];

fn waiting(desk: &Desk, frame: Frame) -> Result<MorningRows, Trouble> {
    let policy = makegood_views::policy_of(desk.book(), i64::MAX)?.ok_or(Trouble::NeverClosed)?;
    let morning = Morning::new(&policy.strategy.buckets, &frame);
    let rows =
        attention_waiting(desk.book(), &frame.who.reach)?.iter().map(|row| attention_row(&morning, row)).collect();
    let says = "Reports of officers, and cases the ladder handed over, that no leader has looked at.";
    Ok(page(frame, "Reports and cases not acknowledged", says, WAITING.to_vec(), rows))
}

fn attention_row(morning: &Morning<'_>, row: &AttentionRow) -> Row {
    let what = match row.what {
        Demand::Report if row.as_drafted => "a report, as drafted",
        Demand::Report => "a report",
        Demand::HandedOver => "handed over by the ladder",
    };
    let met = match (row.met_on, row.met_by.as_ref()) {
        (Some(on), Some(by)) => {
            let late = if row.is_in_time() { "" } else { ", late" };
            format!("{on} by {}{late}", morning.staff(by.as_str()))
        }
        _ if row.breach.is_some() => "not in time".to_owned(),
        _ => "not yet".to_owned(),
    };
    Row {
        party: row.party.clone(),
        name: named(&row.name, &row.party),
        href: waiting_href(row),
        cells: vec![
            Cell::Words(what.to_owned()),
            Cell::Words(row.branch.to_string()),
            Cell::Written(row.officer.as_ref().map(|id| morning.staff(id.as_str())).unwrap_or_default()),
            Cell::Day(row.due_on),
            Cell::Written(met),
        ],
    }
}

fn coverage(desk: &Desk, frame: Frame) -> Result<MorningRows, Trouble> {
    let policy = makegood_views::policy_of(desk.book(), i64::MAX)?.ok_or(Trouble::NeverClosed)?;
    let found = makegood_views::coverage(desk.book(), None, None, &frame.who.reach)?.ok_or(Trouble::NeverClosed)?;
    let morning = Morning::new(&policy.strategy.buckets, &frame);
    let leaders = found.by_leader.iter().map(|one| {
        let who: Vec<String> = one.leader.split(", ").map(|id| morning.staff(id)).collect();
        let who = if one.leader.is_empty() { "no leader".to_owned() } else { who.join(", ") };
        format!("{}, {who}: {} of {}", one.branch, one.in_time, one.due)
    });
    let mut says = format!("{} of {} looked at in time, due {} to {}.", found.in_time, found.due, found.from, found.to);
    let leaders: Vec<String> = leaders.collect();
    if !leaders.is_empty() {
        says += &format!(" {}.", leaders.join("; "));
    }
    if found.settled_before > 0 {
        says += &format!(" {} were late no more before their day and are left out.", found.settled_before);
    }
    let rows = found.by_leader.iter().flat_map(|one| &one.rows).map(|row| attention_row(&morning, row)).collect();
    Ok(page(frame, "Attention coverage", &says, WAITING.to_vec(), rows))
}

fn first_cash(desk: &Desk, frame: Frame) -> Result<MorningRows, Trouble> {
    let (_, branches) = makegood_views::first_cash(desk.book(), &frame.who.reach)?.ok_or(Trouble::NeverClosed)?;
    let mut rows = Vec::new();
    let all = branches.iter().map(|branch| branch.cases.len()).sum();
    for branch in &branches {
        for case in branch.cases.iter().take(MOST.saturating_sub(rows.len())) {
            let name = makegood_views::name_of(desk.book(), &case.party)?;
            rows.push(Row {
                party: case.party.clone(),
                name: named(&name, &case.party),
                href: links::case(&case.party),
                cells: vec![
                    Cell::Words(branch.branch.to_string()),
                    Cell::Day(Some(case.flagged_on)),
                    Cell::Day(case.first_cash_on),
                    case.days.map_or_else(|| Cell::Words("waiting".to_owned()), |days| Cell::Number(days.into())),
                ],
            });
        }
    }
    let heads = vec![("Branch", false), ("Handed over", false), ("First money", false), ("Days", true)];
    Ok(MorningRows { all, ..page(frame, "Days from flag to first cash", "Cases handed to a leader.", heads, rows) })
}
