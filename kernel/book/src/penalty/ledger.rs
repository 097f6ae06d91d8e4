//! Lines as they grow, and the carried remainders.

use super::accrual::Part;
use super::exact::{Scale, add};
use super::layers::{By, Piece};
use super::terms::{Accruing, Base, Portion, PostAt, Posting};
use super::{Accrual, Bound, Line, PenaltyError, Treatment, text};
use crate::Component;
use makegood_units::{Amount, BusinessDate, Currency, Rate, YearFraction};
use std::collections::BTreeMap;

/// What a piece belongs to.
pub(super) struct Item<'a> {
    /// The place of the base among the bases; the fee stands behind them.
    pub place: usize,
    pub what: Accruing,
    pub on: &'a Base,
    pub base: Amount,
    /// The rate the terms ask for.
    pub asked: Option<Rate>,
    pub because: &'a str,
    /// The day's part of a year.
    pub part: i64,
}

/// A line that may still grow.
pub(super) struct Draft {
    pub from: BusinessDate,
    pub to: BusinessDate,
    pub what: Accruing,
    pub of: Portion,
    pub on: Vec<Component>,
    pub base: Amount,
    pub asked: Option<Rate>,
    pub rate: Option<Rate>,
    pub because: String,
    pub parts: i64,
    pub exact: i128,
    pub posted: Amount,
    pub treatment: Treatment,
    pub by: Option<By>,
}

impl Draft {
    fn open(day: BusinessDate, item: &Item<'_>, piece: &Piece) -> Self {
        Self {
            from: day,
            to: day,
            what: item.what,
            of: item.on.of,
            on: item.on.components.clone(),
            base: item.base,
            asked: item.asked,
            rate: piece.rate,
            because: item.because.to_owned(),
            parts: 0,
            exact: 0,
            posted: Amount::ZERO,
            treatment: piece.treatment,
            by: piece.by,
        }
    }

    /// Whether the piece goes on with this line. Pieces that no rate gives differ
    /// from day to day and stand alone.
    fn grows(&self, day: BusinessDate, item: &Item<'_>, piece: &Piece) -> bool {
        item.what == Accruing::PenaltyInterest
            && self.to == day
            && self.base == item.base
            && self.asked == item.asked
            && self.because == item.because
            && self.rate.is_some()
            && self.rate == piece.rate
            && self.by == piece.by
    }
}

/// What one base has accrued with one treatment since its remainder was last dropped.
#[derive(Default)]
struct Account {
    exact: i128,
    posted: Amount,
    line: usize,
}

/// All lines, and the remainders between them.
pub(super) struct Ledger {
    scale: Scale,
    posting: Posting,
    drafts: Vec<Draft>,
    parts: Vec<Part>,
    accounts: BTreeMap<(usize, Treatment), Account>,
    total: Amount,
}

impl Ledger {
    pub(super) fn new(scale: Scale, posting: Posting) -> Self {
        Self { scale, posting, drafts: Vec::new(), parts: Vec::new(), accounts: BTreeMap::new(), total: Amount::ZERO }
    }

    /// Posts a piece of a day, no more cents than `room`, and says how many.
    pub(super) fn post(
        &mut self,
        day: BusinessDate,
        item: &Item<'_>,
        piece: &Piece,
        room: Option<Amount>,
    ) -> Result<Amount, PenaltyError> {
        let account = self
            .accounts
            .entry((item.place, piece.treatment))
            .or_insert_with(|| Account { line: usize::MAX, ..Account::default() });
        let grows = self.drafts.get(account.line).is_some_and(|draft| draft.grows(day, item, piece));
        let drops = match self.posting.at {
            PostAt::EachDay => true,
            PostAt::EachLine => !grows,
            PostAt::End => false,
        };
        if drops {
            *account = Account { line: account.line, ..Account::default() };
        }
        if !grows {
            account.line = self.drafts.len();
            self.drafts.push(Draft::open(day, item, piece));
        }
        account.exact = add(account.exact, piece.exact)?;
        let due = self.scale.cents(account.exact, self.posting.mode)?.less(account.posted);
        let posted = room.map_or(due, |room| due.min(room.max(Amount::ZERO)));
        let too_large = || PenaltyError::too_large("the sum of the penalty");
        account.posted = account.posted.checked_add(posted).ok_or_else(too_large)?;
        self.total = self.total.checked_add(posted).filter(|sum| *sum <= Amount::LIMIT).ok_or_else(too_large)?;

        if let Some(draft) = self.drafts.get_mut(account.line) {
            draft.to = day.plus_days(1);
            draft.parts += item.part;
            draft.exact = add(draft.exact, piece.exact)?;
            draft.posted = draft.posted.checked_add(posted).ok_or_else(too_large)?;
        }
        self.parts.push(Part { day, line: account.line, exact: piece.exact, posted });
        Ok(posted)
    }

    /// The lines in words, every rule named by `bound`.
    pub(super) fn close(self, currency: Currency, bound: impl Fn(By) -> Option<Bound>) -> Accrual {
        let scale = self.scale;
        let finish = |draft: Draft| {
            let days = i64::from(draft.to.days_since(draft.from));
            let over = YearFraction { numerator: draft.parts, denominator: scale.year(), days };
            let bound = draft.by.and_then(&bound);
            let says = text::line(&draft, over, bound.as_ref(), currency);
            Line {
                from: draft.from,
                to: draft.to,
                what: draft.what,
                of: draft.of,
                on: draft.on,
                base: draft.base,
                rate: draft.rate,
                because: draft.because,
                over,
                exact: scale.exact(draft.exact),
                posted: draft.posted,
                treatment: draft.treatment,
                bound,
                says,
            }
        };
        let lines = self.drafts.into_iter().map(finish).collect();
        Accrual { lines, parts: self.parts, scale: Some(scale), currency }
    }
}
