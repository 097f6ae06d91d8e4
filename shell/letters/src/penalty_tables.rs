//! The tables of a statement of penalties.

use crate::penalty::PenaltyLine;
use crate::tables::{Tables, caption, figures, text};
use crate::{Block, Column, LetterRefusal, LoanPenalty, Row, Table};
use makegood_book::penalty::Treatment;
use makegood_units::{Amount, Money};

/// So many days are shown one by one; the earlier are one sum.
const DAYS_SHOWN: usize = 62;

impl Tables<'_> {
    /// How the penalty of each loan comes about, and what cut it.
    pub(crate) fn penalty_lines(&self) -> Vec<Block> {
        self.letter.penalties.iter().flat_map(|loan| [Some(self.lines(loan)), self.cuts(loan)]).flatten().collect()
    }

    /// What each day added to what is owed.
    pub(crate) fn penalty_days(&self) -> Result<Vec<Block>, LetterRefusal> {
        let accruing = self.letter.penalties.iter().filter(|loan| !loan.days.is_empty());
        accruing.map(|loan| self.days(loan)).collect()
    }

    fn lines(&self, loan: &LoanPenalty) -> Block {
        let words = &self.words.penalty;
        let figure = |amount: Amount| self.words.number(Money::new(amount, loan.currency));
        let row = |line: &PenaltyLine| {
            let rate = line.rate.map_or_else(|| words.fee.clone(), |rate| self.words.rate(&rate));
            let became = words.became.get(line.treatment.word());
            let became = became.cloned().unwrap_or_else(|| line.treatment.word().to_owned());
            let cells = vec![
                self.words.day(line.from),
                line.days.to_string(),
                figure(line.base),
                rate,
                figure(line.posted),
                became,
            ];
            Row { cells, is_total: false }
        };
        let mut rows: Vec<Row> = loan.lines.iter().map(row).collect();
        let total = vec![
            self.words.table.total.clone(),
            String::new(),
            String::new(),
            String::new(),
            figure(loan.charged),
            words.became.get(Treatment::Charged.word()).cloned().unwrap_or_default(),
        ];
        rows.push(Row { cells: total, is_total: true });
        let columns = vec![
            text(&words.from),
            figures(&words.days),
            figures(&words.base),
            text(&words.rate),
            figures(&self.words.table.amount),
            text(&words.state),
        ];
        Block::Table(Table { caption: caption(&words.lines, &loan.loan, loan.currency), columns, rows })
    }

    /// The rules that cut it: what they are, and how much is not asked because of each.
    fn cuts(&self, loan: &LoanPenalty) -> Option<Block> {
        let words = &self.words.penalty;
        let mut cuts: Vec<(String, String, Amount)> = Vec::new();
        for line in loan.lines.iter().filter(|line| line.treatment != Treatment::Charged) {
            let Some(bound) = &line.bound else { continue };
            match cuts.iter_mut().find(|(rule, _, _)| *rule == bound.rule) {
                Some((_, _, sum)) => *sum = sum.checked_add(line.posted)?,
                None => cuts.push((bound.rule.clone(), bound.citation.clone(), line.posted)),
            }
        }
        let row = |(rule, citation, sum): (String, String, Amount)| Row {
            cells: vec![rule, citation, self.words.number(Money::new(sum, loan.currency))],
            is_total: false,
        };
        let rows: Vec<Row> = cuts.into_iter().map(row).collect();
        let columns = vec![text(&words.cap), text(&words.source), figures(&words.not_asked)];
        let caption = caption(&words.cuts, &loan.loan, loan.currency);
        (!rows.is_empty()).then_some(Block::Table(Table { caption, columns, rows }))
    }

    fn days(&self, loan: &LoanPenalty) -> Result<Block, LetterRefusal> {
        let words = &self.words.penalty;
        let figure = |amount: Amount| self.words.number(Money::new(amount, loan.currency));
        let overflow = || LetterRefusal::Overflow(loan.loan.clone());
        let (earlier, last) = loan.days.split_at(loan.days.len().saturating_sub(DAYS_SHOWN));
        let mut so_far = Amount::checked_sum(earlier.iter().map(|day| day.posted)).ok_or_else(overflow)?;
        let row = |what: String, posted: Amount, so_far: Amount, is_total: bool| Row {
            cells: vec![what, figure(posted), figure(so_far)],
            is_total,
        };
        let mut rows = Vec::new();
        if !earlier.is_empty() {
            rows.push(row(words.earlier.replace("{count}", &earlier.len().to_string()), so_far, so_far, false));
        }
        for day in last {
            so_far = so_far.checked_add(day.posted).ok_or_else(overflow)?;
            rows.push(row(self.words.day(day.day), day.posted, so_far, false));
        }
        rows.push(row(self.words.table.total.clone(), so_far, so_far, true));
        let columns: Vec<Column> = vec![text(&words.day), figures(&words.added), figures(&words.so_far)];
        Ok(Block::Table(Table { caption: caption(&words.by_day, &loan.loan, loan.currency), columns, rows }))
    }
}
