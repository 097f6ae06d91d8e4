//! Lists of the morning that no table of cases holds: hard cases nobody leads, conversations
//! to critique, answers to critiques, and what has no owner or no leader. Each is counted on
//! the morning and has a page of exactly these rows.

use super::morning_rows::{Heads, page};
use super::review::{SHOWN, staff_name};
use super::words::named;
use crate::layout::Frame;
use crate::links;
use crate::links::work::WorkQuery;
use crate::pages::BucketMark;
use crate::pages::attention::{Cell, MorningRows, Row};
use crate::pages::review::{Late, MorningEntry, MorningSection};
use crate::trouble::{Trouble, sentence};
use makegood_book::Buckets;
use makegood_case::CritiqueState;
use makegood_desk::Desk;
use makegood_units::PartyId;
use makegood_views::{
    CritiqueFilter, CritiqueLine, HardAlone, Reach, ToRead, WithoutLeader, WithoutOwner, critiques, hard_alone,
    hard_count, name_of, ownerless, to_read,
};

/// Word in the address, heading, and what stands in it.
pub(crate) type About = (&'static str, &'static str, &'static str);

pub(crate) const ALONE: About =
    ("hard-alone", "Hard cases nobody leads", "By the criteria of the strategy; an executive is to lead them.");
pub(crate) const TALKS: About =
    ("talks", "Conversations to critique", "Drawn by chance of those kept word for word. Read each to its end.");
pub(crate) const ANSWERED: About =
    ("answered", "Critiques answered", "The officer has answered; close them, or withdraw what was none.");
pub(crate) const OWNERS: About =
    ("owners", "Cases without an owner", "A defect: late, given to nobody, in nobody’s plan and on nobody’s list.");
pub(crate) const LEADERS: About =
    ("leaders", "Officers without a leader", "A defect: they have late cases, and their branch has no leader.");

fn section(about: About, count: usize, lines: Vec<MorningEntry>) -> MorningSection {
    let (id, title, says) = about;
    MorningSection { id: id.to_owned(), title: title.to_owned(), says: says.to_owned(), count, done: 0, lines }
}

fn entry(party: &PartyId, name: String, href: String, because: String, officer: String) -> MorningEntry {
    MorningEntry { party: party.clone(), name, href, amount: None, late: None, day: None, because, officer }
}

/// Hard cases without an executive.
pub(crate) fn alone(desk: &Desk, buckets: &Buckets, reach: &Reach) -> Result<MorningSection, Trouble> {
    let count = hard_count(desk.book(), reach)?.without_executive;
    let line = |one: &HardAlone| MorningEntry {
        amount: one.late.map(|(arrears, _)| arrears),
        late: one.late.map(|(_, days)| Late { days, bucket: BucketMark::of(buckets, days) }),
        day: Some(("since", one.since)),
        ..entry(&one.party, named(&one.name, &one.party), links::words::team(&one.party), why(one), String::new())
    };
    Ok(section(ALONE, count, hard_alone(desk.book(), SHOWN, reach)?.iter().map(line).collect()))
}

fn why(one: &HardAlone) -> String {
    one.reasons.iter().map(|reason| sentence(&reason.says)).collect::<Vec<_>>().join(" ")
}

/// Conversations that were drawn and not read yet.
pub(crate) fn talks(desk: &Desk, frame: &Frame, reach: &Reach) -> Result<MorningSection, Trouble> {
    let (left, _) = to_read(desk.book(), reach)?.unwrap_or_default();
    let line = |one: &ToRead| -> Result<MorningEntry, Trouble> {
        let name = named(&name_of(desk.book(), &one.party)?, &one.party);
        let (href, officer) = (links::words::text(&one.party, one.event), staff_name(frame, &one.officer));
        let because = "A conversation on file that no leader has read.".to_owned();
        Ok(MorningEntry { day: Some(("of", one.said_on)), ..entry(&one.party, name, href, because, officer) })
    };
    let lines = left.iter().take(SHOWN).map(line).collect::<Result<_, _>>()?;
    Ok(section(TALKS, left.len(), lines))
}

fn answered_ones(desk: &Desk, reach: &Reach) -> Result<Vec<CritiqueLine>, Trouble> {
    let filter =
        CritiqueFilter { state: Some(CritiqueState::Answered), reach: reach.clone(), ..CritiqueFilter::default() };
    Ok(critiques(desk.book(), &filter)?)
}

fn at_critique(line: &CritiqueLine) -> String {
    format!("{}#c-{}", links::words::words(&line.party), line.stand.seq)
}

/// Critiques whose officer has answered.
pub(crate) fn answered(desk: &Desk, frame: &Frame, reach: &Reach) -> Result<MorningSection, Trouble> {
    let found = answered_ones(desk, reach)?;
    let line = |one: &CritiqueLine| MorningEntry {
        day: Some(("of", one.stand.made.fault_on)),
        ..entry(
            &one.party,
            named(&one.name, &one.party),
            at_critique(one),
            "The answer waits for a leader’s word.".to_owned(),
            staff_name(frame, &one.stand.made.officer),
        )
    };
    Ok(section(ANSWERED, found.len(), found.iter().take(SHOWN).map(line).collect()))
}

/// Late cases nobody answers for, and officers nobody leads.
pub(crate) fn unowned(
    desk: &Desk,
    frame: &Frame,
    buckets: &Buckets,
    reach: &Reach,
) -> Result<Vec<MorningSection>, Trouble> {
    let found = ownerless(desk.book(), SHOWN, reach)?.ok_or(Trouble::NeverClosed)?;
    let case = |one: &WithoutOwner| MorningEntry {
        amount: Some(one.arrears),
        late: Some(Late { days: one.days_past_due, bucket: BucketMark::of(buckets, one.days_past_due) }),
        ..entry(
            &one.party,
            named(&one.name, &one.party),
            WorkQuery::default().at(&one.party),
            had_by(frame, one),
            String::new(),
        )
    };
    let officer = |one: &WithoutLeader| {
        let says = format!("Late cases: {}. Branch {}.", one.cases, one.branch);
        entry(&PartyId::new(""), one.name.clone(), at_people(one), says, String::new())
    };
    Ok(vec![
        section(OWNERS, found.cases, found.first.iter().map(case).collect()),
        section(LEADERS, found.officers.len(), found.officers.iter().take(SHOWN).map(officer).collect()),
    ])
}

fn had_by(frame: &Frame, one: &WithoutOwner) -> String {
    match &one.left {
        Some(left) => format!("It was with {}, who is with us no more.", staff_name(frame, left)),
        None => "Nobody ever had it.".to_owned(),
    }
}

/// Where it can be seen what they have.
fn at_people(one: &WithoutLeader) -> String {
    WorkQuery { officer: one.officer.to_string(), ..WorkQuery::default() }.href()
}

/// The page of the rows of one of these lists; none for another word.
pub(crate) fn rows(desk: &Desk, frame: &Frame, list: &str, most: usize) -> Result<Option<MorningRows>, Trouble> {
    let (about, heads, rows, all) = match list {
        "hard-alone" => alone_rows(desk, frame, most)?,
        "talks" => talk_rows(desk, frame)?,
        "answered" => answered_rows(desk, frame)?,
        "owners" => owner_rows(desk, frame, most)?,
        "leaders" => leader_rows(desk, frame)?,
        _ => return Ok(None),
    };
    Ok(Some(MorningRows { all, ..page(frame.clone(), about.1, about.2, heads, rows) }))
}

type Rows = (About, Heads, Vec<Row>, usize);

fn row(party: &PartyId, name: String, href: String, cells: Vec<Cell>) -> Row {
    Row { party: party.clone(), name, href, cells }
}

fn alone_rows(desk: &Desk, frame: &Frame, most: usize) -> Result<Rows, Trouble> {
    let reach = &frame.who.reach;
    let rows = hard_alone(desk.book(), most, reach)?.into_iter().map(|one| {
        let (arrears, days) = one.late.map_or((Cell::Words(String::new()), Cell::Words(String::new())), |late| {
            (Cell::Sum(late.0), Cell::Number(late.1.into()))
        });
        let (name, href) = (named(&one.name, &one.party), links::words::team(&one.party));
        let cells = vec![
            Cell::Words(why(&one)),
            Cell::Written(one.branch.to_string()),
            arrears,
            days,
            Cell::Day(Some(one.since)),
        ];
        row(&one.party, name, href, cells)
    });
    let heads =
        vec![("Why", false), ("Branch", false), ("Due and unpaid", true), ("Days past due", true), ("Since", false)];
    Ok((ALONE, heads, rows.collect(), hard_count(desk.book(), reach)?.without_executive))
}

fn talk_rows(desk: &Desk, frame: &Frame) -> Result<Rows, Trouble> {
    let (left, _) = to_read(desk.book(), &frame.who.reach)?.unwrap_or_default();
    let mut rows = Vec::new();
    for one in &left {
        let name = named(&name_of(desk.book(), &one.party)?, &one.party);
        let cells = vec![Cell::Written(staff_name(frame, &one.officer)), Cell::Day(Some(one.said_on))];
        rows.push(row(&one.party, name, links::words::text(&one.party, one.event), cells));
    }
    Ok((TALKS, vec![("Officer", false), ("Said on", false)], rows, left.len()))
}

fn answered_rows(desk: &Desk, frame: &Frame) -> Result<Rows, Trouble> {
    let found = answered_ones(desk, &frame.who.reach)?;
    let rows = found.iter().map(|one| {
        let officer = Cell::Written(staff_name(frame, &one.stand.made.officer));
        let cells = vec![officer, Cell::Day(Some(one.stand.made.fault_on)), Cell::Written(one.stand.made.says.clone())];
        row(&one.party, named(&one.name, &one.party), at_critique(one), cells)
    });
    let rows: Vec<Row> = rows.collect();
    let all = rows.len();
    Ok((ANSWERED, vec![("Officer", false), ("Of", false), ("What was found", false)], rows, all))
}

fn owner_rows(desk: &Desk, frame: &Frame, most: usize) -> Result<Rows, Trouble> {
    let found = ownerless(desk.book(), most, &frame.who.reach)?.ok_or(Trouble::NeverClosed)?;
    let rows = found.first.iter().map(|one| {
        let cells = vec![
            Cell::Written(one.branch.to_string()),
            Cell::Sum(one.arrears),
            Cell::Number(one.days_past_due.into()),
            Cell::Words(had_by(frame, one)),
        ];
        row(&one.party, named(&one.name, &one.party), WorkQuery::default().at(&one.party), cells)
    });
    let heads = vec![("Branch", false), ("Due and unpaid", true), ("Days past due", true), ("Who had it", false)];
    Ok((OWNERS, heads, rows.collect(), found.cases))
}

fn leader_rows(desk: &Desk, frame: &Frame) -> Result<Rows, Trouble> {
    let found = ownerless(desk.book(), 0, &frame.who.reach)?.ok_or(Trouble::NeverClosed)?;
    let rows = found.officers.iter().map(|one| {
        let cases = i64::try_from(one.cases).unwrap_or(i64::MAX);
        let cells = vec![Cell::Written(one.branch.to_string()), Cell::Number(cases)];
        row(&PartyId::new(""), one.name.clone(), at_people(one), cells)
    });
    let rows: Vec<Row> = rows.collect();
    let all = rows.len();
    Ok((LEADERS, vec![("Branch", false), ("Late cases", true)], rows, all))
}
