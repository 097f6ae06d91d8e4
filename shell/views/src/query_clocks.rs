//! Until when claims can be enforced: the clocks of one case, and the board of all.

use crate::{Reach, ViewError, load, name_of, policy, query_case, state};
use makegood_day_close::{Barred, CaseClock, ClockStand, barred, case_clocks, without_clock};
use makegood_journal::Connection;
use makegood_units::{BusinessDate, LoanId, PartyId};
use std::collections::BTreeMap;

/// How far ahead the board looks, in days: the first alarm.
const AHEAD_DAYS: i32 = 180;

/// The clocks of one case on a day.
#[derive(Clone, Debug)]
pub struct CaseClocks {
    /// The day they are read for, with all that is known now.
    pub as_of: BusinessDate,
    /// Whose case.
    pub party: PartyId,
    /// The names of everybody a clock runs against, where one was delivered.
    pub names: BTreeMap<PartyId, String>,
    /// The clocks, by loan and obligor.
    pub clocks: Vec<CaseClock>,
    /// Whether each debt is time-barred against each obligor.
    pub barred: Vec<Barred>,
    /// Those liable against whom no pack in force has a clock: loan, person, role.
    pub silent: Vec<(LoanId, PartyId, String)>,
}

/// Why there is nothing to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoClocks {
    /// No day was closed, so no policy is in force.
    NeverClosed,
    /// No pack of the policy has a clock.
    NoPackHasAny,
    /// Nobody of that number has a loan on the book.
    NoSuchCase,
}

/// The clocks of a case on a day; without one, on the day its page shows it for.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn case_clocks_on(
    book: &Connection,
    party: &PartyId,
    on: Option<BusinessDate>,
) -> Result<Result<CaseClocks, NoClocks>, ViewError> {
    let (Some(closed), Some(policy)) = (state::last_closed(book)?, policy::policy_of(book, i64::MAX)?) else {
        return Ok(Err(NoClocks::NeverClosed));
    };
    if !policy.packs.has_clocks() {
        return Ok(Err(NoClocks::NoPackHasAny));
    }
    let case = load::case_input(book, party, i64::MAX)?;
    if case.loans.is_empty() {
        return Ok(Err(NoClocks::NoSuchCase));
    }
    let shown = case.events.iter().map(|one| one.effective_on).fold(closed, BusinessDate::max);
    let as_of = on.unwrap_or(shown);
    let clocks = case_clocks(&case, as_of, policy.rules())
        .map_err(|error| ViewError::Book { loan: error.loan, source: error.source })?;
    let (silent, barred) = (without_clock(&case, &clocks, as_of), barred(&clocks, &case.events, as_of));
    let mut names = BTreeMap::new();
    let people = clocks.iter().map(|clock| &clock.party).chain(silent.iter().map(|(_, person, _)| person));
    for person in std::iter::once(party).chain(people) {
        if !names.contains_key(person) {
            names.insert(person.clone(), name_of(book, person)?);
        }
    }
    Ok(Ok(CaseClocks { as_of, party: party.clone(), names, clocks, barred, silent }))
}

/// A clock of the board.
#[derive(Clone, Debug)]
pub struct BoardLine {
    /// Whose case.
    pub case: PartyId,
    /// The borrower's name, empty when none was delivered.
    pub name: String,
    /// The clock.
    pub clock: CaseClock,
}

/// All clocks about to end, as the cases stand.
#[derive(Clone, Debug, Default)]
pub struct ClockBoard {
    /// The last closed day.
    pub as_of: Option<BusinessDate>,
    /// Whether any pack in force has a clock.
    pub has_clocks: bool,
    /// Clocks that end within 180 days, soonest first.
    pub soon: Vec<BoardLine>,
    /// Clocks that run longer.
    pub later: usize,
    /// Clocks that are over.
    pub over: usize,
    /// Clocks nobody can read, or of which nobody can say that they count: each reason
    /// with how many claims it stands for, most first.
    pub unknown: Vec<(String, usize)>,
}

/// The board of the cases in arrears within reach.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn clock_board(book: &Connection, reach: &Reach) -> Result<ClockBoard, ViewError> {
    let as_of = state::last_closed(book)?;
    let has_clocks = policy::policy_of(book, i64::MAX)?.is_some_and(|policy| policy.packs.has_clocks());
    let mut board = ClockBoard { as_of, has_clocks, ..ClockBoard::default() };
    if !has_clocks {
        return Ok(board);
    }
    let mut unknown: BTreeMap<String, usize> = BTreeMap::new();
    for (case, name) in query_case::cases_within(book, reach)? {
        for clock in case.clocks {
            if let Some(why) = riddle(&clock) {
                let count = unknown.entry(why).or_default();
                *count = count.saturating_add(1);
            }
            match (clock.state, clock.days_left) {
                (state, _) if state.is_over() => board.over = board.over.saturating_add(1),
                (ClockStand::Running, Some(left)) if left <= AHEAD_DAYS => {
                    board.soon.push(BoardLine { case: case.party.clone(), name: name.clone(), clock });
                }
                (ClockStand::Running | ClockStand::NotBegun, Some(_)) => board.later = board.later.saturating_add(1),
                _ => {}
            }
        }
    }
    board.soon.sort_by(|one, two| {
        let key = |line: &BoardLine| (line.clock.counted_end, line.case.clone(), line.clock.rule.clone());
        key(one).cmp(&key(two))
    });
    board.unknown = unknown.into_iter().collect();
    board.unknown.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    Ok(board)
}

/// What nobody knows of a clock, in words that are the same for every claim.
fn riddle(clock: &CaseClock) -> Option<String> {
    match (&clock.unsure, clock.state) {
        (Some(asked), _) => Some(format!("{}: nobody said yet {asked}", clock.rule)),
        (None, ClockStand::Unknown) => Some(format!("{}: {}", clock.rule, clock.says)),
        _ => None,
    }
}
