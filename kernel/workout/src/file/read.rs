//! From the text of a file to a case.

use super::entries::entries;
use super::error::{FileError, Problems};
use super::raw::{RawBudget, RawChance, RawFile, RawLimits, RawRelief, RawRoute};
use super::relief;
use crate::compare::{
    BreakEvenAsk, Chance, CompareAsk, CompareError, FallBack, FlowKind, Limits, Means, Place, Route, RouteKind,
    Verified, WriteOffNeed,
};
use crate::relief::{ReliefEvent, ReliefLoan, ReliefSigns};
use makegood_units::{Amount, BusinessDate, Decimal};
use std::collections::BTreeMap;
use toml::Spanned;

/// The relief loan of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReliefCase {
    /// The route it belongs to.
    pub route: String,
    /// The day its standing is asked for.
    pub as_of: BusinessDate,
    /// As agreed.
    pub loan: ReliefLoan,
    /// What happened.
    pub events: Vec<ReliefEvent>,
    /// The surplus a month that is expected with it.
    pub surplus_expected: Option<Amount>,
    /// What is read for signs, as far as the file says it; the rest follows from the comparison.
    pub signs: ReliefSigns,
}

/// A workout case read from a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseFile {
    /// What the case is called.
    pub name: String,
    /// What a reader has to know, such as what was assumed.
    pub says: Vec<String>,
    /// The question.
    pub ask: CompareAsk,
    /// The relief loan, when there is one.
    pub relief: Option<ReliefCase>,
    file: String,
    lines: Lines,
}

/// Where things stand in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Lines {
    discount: usize,
    routes: BTreeMap<String, usize>,
    chances: BTreeMap<String, usize>,
    break_evens: BTreeMap<String, usize>,
}

impl CaseFile {
    /// Reads a case.
    ///
    /// # Errors
    /// The first thing that is no such file, or else every problem of what it says, each
    /// with its line.
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<FileError>> {
        let mut problems = Problems { file, text, found: Vec::new() };
        let raw: RawFile = match toml::from_str(text) {
            Ok(raw) => raw,
            Err(error) => {
                problems.add(error.span().map_or(0, |span| span.start), error.message());
                return Err(problems.found);
            }
        };
        let case = case(raw, &mut problems);
        match problems.found.is_empty() {
            true => Ok(case),
            false => {
                problems.found.sort_by_key(|problem| problem.line);
                Err(problems.found)
            }
        }
    }

    /// An error of the comparison with the line it is about.
    pub fn locate(&self, error: &CompareError) -> FileError {
        let line = match error.place() {
            Place::Whole => None,
            Place::Discount => Some(self.lines.discount),
            Place::Route(id) => self.lines.routes.get(id).copied(),
            Place::Chance(name) => self.lines.chances.get(name).or_else(|| self.lines.routes.get(name)).copied(),
            Place::BreakEven(chance) => self.lines.break_evens.get(chance).copied(),
        };
        FileError { file: self.file.clone(), line: line.unwrap_or(1), problem: error.to_string() }
    }
}

fn case(raw: RawFile, problems: &mut Problems<'_>) -> CaseFile {
    let mut lines = Lines { discount: problems.line(raw.discount.span().start), ..Lines::default() };
    for chance in &raw.chance {
        lines.chances.insert(chance.name.get_ref().clone(), problems.line(chance.name.span().start));
    }
    for asked in &raw.break_even {
        lines.break_evens.insert(asked.chance.get_ref().clone(), problems.line(asked.chance.span().start));
    }
    let mut routes: Vec<Route> = Vec::with_capacity(raw.route.len());
    for one in &raw.route {
        let read = route(one, raw.as_of, problems);
        let at = one.id.as_ref().map_or(one.kind.span().start, |id| id.span().start);
        lines.routes.insert(read.id.clone(), problems.line(at));
        routes.push(read);
    }
    let relief = raw.relief.as_ref().and_then(|it| relief_case(it, &routes, &raw, problems));
    let ask = CompareAsk {
        as_of: raw.as_of,
        currency: raw.currency,
        discount: *raw.discount.get_ref(),
        day_count: raw.day_count,
        owed: raw.owed_minor.0,
        chances: raw.chance.iter().map(|it| chance(it, problems)).collect(),
        means: means(&raw.budget, raw.as_of, problems),
        limits: limits(&raw.limits, problems),
        break_evens: raw
            .break_even
            .iter()
            .map(|it| BreakEvenAsk { chance: it.chance.get_ref().clone(), between: it.between.clone() })
            .collect(),
        write_off_shown: raw.write_off.shown.iter().map(|it| *it.get_ref()).collect(),
        routes,
    };
    for stated in raw.write_off.shown.iter().filter(|it| *it.get_ref() == WriteOffNeed::NothingWorthMore) {
        problems.add(stated.span().start, "nothing_worth_more is reckoned from the routes, never stated");
    }
    CaseFile { name: raw.name, says: raw.says, ask, relief, file: problems.file.to_owned(), lines }
}

fn chance(raw: &RawChance, problems: &mut Problems<'_>) -> Chance {
    let name = raw.name.get_ref().clone();
    if raw.low_bp.is_some() != raw.high_bp.is_some() {
        problems.add(raw.name.span().start, format!("chance {name:?}: low_bp and high_bp stand together"));
    }
    Chance { name, expected: raw.bp, range: raw.low_bp.zip(raw.high_bp), source: raw.source.clone() }
}

fn route(raw: &RawRoute, as_of: BusinessDate, problems: &mut Problems<'_>) -> Route {
    let kind = *raw.kind.get_ref();
    let back =
        |it: &super::raw::RawFallBack| FallBack { to: it.to.clone(), unless: it.unless.clone(), after: it.after };
    let entries = entries(raw, as_of, problems);
    if kind != RouteKind::ReliefLoan && entries.iter().any(|entry| entry.kind == FlowKind::Advance) {
        problems.add(raw.kind.span().start, "new money is lent on a route of kind \"relief_loan\" alone");
    }
    Route {
        id: raw.id.as_ref().map_or_else(|| kind.word().to_owned(), |id| id.get_ref().clone()),
        kind,
        entries,
        falls_back: raw.falls_back.as_ref().map(back),
        debt_service: raw.debt_service_minor.map(|minor| minor.0),
    }
}

fn means(raw: &RawBudget, as_of: BusinessDate, problems: &mut Problems<'_>) -> Means {
    let mut verified = |what: &str, minor: &Option<Spanned<super::raw::Minor>>, on: &Option<Spanned<BusinessDate>>| {
        let minor = minor.as_ref()?;
        let Some(on) = on else {
            problems.add(minor.span().start, format!("{what}_verified_on says on which day {what}_minor was verified"));
            return None;
        };
        if *on.get_ref() > as_of {
            problems.add(on.span().start, format!("{what} cannot be verified on a day after {as_of}"));
        }
        Some(Verified { amount: minor.get_ref().0, on: *on.get_ref() })
    };
    Means {
        income: verified("income", &raw.income_minor, &raw.income_verified_on),
        surplus: verified("surplus", &raw.surplus_minor, &raw.surplus_verified_on),
        debt_service: raw.debt_service_minor.map(|minor| minor.0),
        other_debt_service: raw.other_debt_service_minor.map(|minor| minor.0),
    }
}

fn limits(raw: &RawLimits, problems: &mut Problems<'_>) -> Limits {
    if let Some(floor) = &raw.dscr_floor {
        let value = *floor.get_ref();
        if value <= Decimal::ZERO || value > Decimal::ONE_HUNDRED || value.scale() > 6 {
            problems.add(floor.span().start, "dscr_floor is a number in quotes above 0, such as \"1.2\"");
        }
    }
    let share = |bp: Option<crate::compare::Probability>| bp.map(|bp| u32::from(bp.bp()));
    Limits {
        income_share_bp: share(raw.income_share_bp),
        surplus_share_bp: share(raw.surplus_share_bp),
        dscr_floor: raw.dscr_floor.as_ref().map(|floor| *floor.get_ref()),
        facts_valid_days: raw.facts_valid_days,
    }
}

fn relief_case(
    spanned: &Spanned<RawRelief>,
    routes: &[Route],
    file: &RawFile,
    problems: &mut Problems<'_>,
) -> Option<ReliefCase> {
    let (at, raw) = (spanned.span().start, spanned.get_ref());
    let named = raw.route.as_ref().map(|route| route.get_ref().as_str());
    let relief = |route: &&Route| route.kind == RouteKind::ReliefLoan;
    let route = routes.iter().filter(relief).find(|route| named.is_none_or(|name| route.id == name));
    let Some(route) = route else {
        let at = raw.route.as_ref().map_or(at, |route| route.span().start);
        problems.add(at, "[relief] belongs to a route of kind \"relief_loan\"; name its id with route");
        return None;
    };
    let loan = relief::loan(raw, file.currency);
    let lent = route.entries.iter().filter(|entry| entry.kind == FlowKind::Advance).flat_map(|entry| &entry.flows);
    let lent = Amount::checked_sum(lent.map(|flow| flow.amount));
    let as_of = raw.as_of.unwrap_or(file.as_of);
    let events = relief::events(raw, at, &loan, as_of, problems)?;
    // What was drawn before the day of the comparison is lent already and no longer compared.
    let is_drawn = |no: u32| {
        let drawn = |event: &ReliefEvent| matches!(event, ReliefEvent::TrancheDrawn { no: one, on, .. } if *one == no && *on < file.as_of);
        events.iter().any(drawn)
    };
    let ahead = loan.tranches.iter().filter(|tranche| !is_drawn(tranche.no));
    if lent != Amount::checked_sum(ahead.map(|tranche| tranche.amount)) {
        let id = &route.id;
        problems.add(at, format!("the advances of route {id:?} and the tranches not drawn yet differ in their sum"));
    }
    Some(ReliefCase {
        route: route.id.clone(),
        as_of,
        loan,
        events,
        surplus_expected: raw.surplus_expected_minor.map(|minor| minor.0),
        signs: ReliefSigns {
            debt_service: None,
            surplus: None,
            earlier_relief: raw.earlier_relief.clone(),
            old_payments: relief::old_payments(raw),
            follows_days: raw.follows_days,
        },
    })
}
