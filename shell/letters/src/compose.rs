//! A letter and its template become a document: every placeholder has a value or the
//! letter is refused.

use crate::tables::Tables;
use crate::template::{Part, Piece, Shape, Template};
use crate::{Block, Document, Letter, LetterRefusal, LoanBalance, LoanPenalty, Sums, Words};
use makegood_book::Split;
use makegood_units::{Amount, Money};

/// What a placeholder stands for.
enum Value {
    Words(String),
    Blocks(Vec<Block>),
}

/// Composes a letter.
///
/// # Errors
/// Whatever [`Letter::sums`] refuses; [`LetterRefusal::MissingValue`] with the line of the
/// template.
pub fn compose(letter: &Letter, template: &Template, words: &Words) -> Result<Document, LetterRefusal> {
    let composer = Composer { letter, template, words, sums: letter.sums()? };
    let mut blocks = Vec::new();
    let mut before = None;
    for part in &template.parts {
        if let Some((name, wanted)) = &part.only_if
            && composer.value(name)?.is_some() != *wanted
        {
            continue;
        }
        composer.add(part, before == Some(part.shape), &mut blocks)?;
        before = Some(part.shape);
    }
    let (line, title) = &template.title;
    Ok(Document {
        language: letter.language,
        title: composer.text(*line, title)?,
        from: letter.sender.lender.clone(),
        reference: letter.reference.clone(),
        reach: letter.sender.reach.clone(),
        page: words.page.clone(),
        written_on: letter.written_on,
        blocks,
    })
}

struct Composer<'a> {
    letter: &'a Letter,
    template: &'a Template,
    words: &'a Words,
    sums: Sums,
}

impl Composer<'_> {
    /// Adds a part; points and lines that follow each other are one block.
    fn add(&self, part: &Part, goes_on: bool, blocks: &mut Vec<Block>) -> Result<(), LetterRefusal> {
        if let [Piece::Placeholder(name)] = part.words.as_slice()
            && let Some(Value::Blocks(made)) = self.value(name)?
        {
            blocks.extend(made);
            return Ok(());
        }
        let text = self.text(part.line, &part.words)?;
        match (part.shape, blocks.last_mut().filter(|_| goes_on)) {
            (Shape::Point, Some(Block::List(points))) => points.push(text),
            (Shape::Point, _) => blocks.push(Block::List(vec![text])),
            (Shape::Line, Some(Block::Lines(lines))) => lines.push(text),
            (Shape::Line, _) => blocks.push(Block::Lines(vec![text])),
            (Shape::Heading, _) => blocks.push(Block::Heading(text)),
            (Shape::Paragraph, _) => blocks.push(Block::Paragraph(text)),
        }
        Ok(())
    }

    fn text(&self, line: usize, pieces: &[Piece]) -> Result<String, LetterRefusal> {
        let mut text = String::new();
        for piece in pieces {
            match piece {
                Piece::Text(words) => text.push_str(words),
                Piece::Placeholder(name) => {
                    let file = || self.template.file.clone();
                    let missing = || LetterRefusal::MissingValue { file: file(), line, name: name.clone() };
                    match self.value(name)?.ok_or_else(missing)? {
                        Value::Words(words) => text.push_str(&words),
                        Value::Blocks(_) => {
                            let says = format!("{{{name}}} is tables and stands alone in its paragraph");
                            return Err(LetterRefusal::Template { file: file(), line, says });
                        }
                    }
                }
            }
        }
        Ok(text)
    }

    /// The value of a placeholder; none when this letter has nothing for it.
    fn value(&self, name: &str) -> Result<Option<Value>, LetterRefusal> {
        let (letter, sums) = (self.letter, self.sums);
        let tables = Tables { letter, words: self.words };
        let blocks = |made: Vec<Block>| Some(Value::Blocks(made)).filter(|_| !letter.loans.is_empty());
        Ok(match name {
            "address" => Some(Value::Blocks(self.address())),
            "balance" => blocks(tables.balance()?),
            "penalty_lines" => Some(tables.penalty_lines()).filter(|made| !made.is_empty()).map(Value::Blocks),
            "penalty_days" => Some(tables.penalty_days()?).filter(|made| !made.is_empty()).map(Value::Blocks),
            "payments" => Some(tables.payments()?).filter(|made| !made.is_empty()).map(Value::Blocks),
            "ledger" => blocks(tables.ledger()?),
            "contract" => blocks(tables.contract()?),
            "parties" => blocks(vec![tables.parties()]),
            "served" => blocks(vec![tables.served()]),
            "clocks" => blocks(vec![tables.clocks()]),
            "answers_for" => self.money(letter.answers_for),
            "arrears" => self.money(Some(sums.arrears)),
            "asked" => self.money(Some(sums.asked)),
            "outstanding" => self.money(Some(sums.outstanding)),
            "principal_due" => self.part(|split| split.principal)?,
            "interest_due" => self.part(|split| split.interest)?,
            "penalty" => self.penalty()?,
            "penalty_sum" => self.penalties(|loan| loan.charged)?,
            "penalty_barred" => self.penalties(|loan| loan.barred)?,
            "penalty_a_day" => self.penalties(|loan| loan.a_day)?,
            "convention" => letter.penalties.first().and_then(|loan| said(&loan.convention)),
            "convention_source" => letter.penalties.first().and_then(|loan| said(&loan.citation)),
            "trigger" => letter.trigger.as_deref().and_then(said),
            "unpaid_count" => said(&letter.loans.iter().map(late_rows).sum::<usize>().to_string()),
            "cure_until" => self.day(letter.cure_until),
            "date" => self.day(Some(letter.written_on)),
            "enforceable_until" => self.day(letter.enforceable_until),
            "pay_by" => self.day(letter.pay_by),
            "since" => self.day(letter.loans.iter().filter_map(LoanBalance::since).min()),
            "days_past_due" => {
                letter.loans.iter().map(|loan| loan.days_past_due).max().and_then(|days| said(&days.to_string()))
            }
            "loans" => said(&letter.loans.iter().map(|loan| loan.loan.as_str()).collect::<Vec<_>>().join(", ")),
            "borrower" => letter.borrower.as_deref().and_then(said),
            "group" => letter.group.as_deref().and_then(said),
            "name" => self.greeted().and_then(said),
            "role" => said(&self.words.known(&letter.recipient.role)),
            "lender" => said(&letter.sender.lender),
            "officer" => said(&letter.sender.officer),
            "reach" => said(&letter.sender.reach),
            "reference" => said(&letter.reference),
            _ => None,
        })
    }

    fn address(&self) -> Vec<Block> {
        let recipient = &self.letter.recipient;
        let attention = recipient.attention.as_ref().map(|attention| self.words.for_attention(attention));
        let lines = recipient.name.iter().chain(&attention).chain(&recipient.address);
        let lines: Vec<String> = lines.map(|line| one_line(line)).collect();
        if lines.is_empty() { Vec::new() } else { vec![Block::Lines(lines)] }
    }

    /// Whom the letter speaks to: for a firm the person who decides there.
    fn greeted(&self) -> Option<&str> {
        let recipient = &self.letter.recipient;
        match &recipient.attention {
            Some(attention) => attention.name.as_deref(),
            None => recipient.name.as_deref(),
        }
    }

    fn money(&self, money: Option<Money>) -> Option<Value> {
        money.map(|money| Value::Words(self.words.money(money)))
    }

    fn day(&self, day: Option<makegood_units::BusinessDate>) -> Option<Value> {
        day.map(|day| Value::Words(self.words.day(day)))
    }

    /// One component of the arrears; none when there is nothing of it.
    fn part(&self, of: impl Fn(&Split) -> Amount) -> Result<Option<Value>, LetterRefusal> {
        let mut sum = Amount::ZERO;
        for loan in &self.letter.loans {
            let overflow = || LetterRefusal::Overflow(loan.loan.clone());
            sum = sum.checked_add(of(&loan.arrears)).ok_or_else(overflow)?;
        }
        let money = Money::new(sum, self.sums.arrears.currency);
        Ok(self.money((sum > Amount::ZERO).then_some(money)))
    }

    /// A sum over the penalties worked out; none when it comes to nothing.
    fn penalties(&self, of: impl Fn(&LoanPenalty) -> Amount) -> Result<Option<Value>, LetterRefusal> {
        let mut sum = Amount::ZERO;
        for loan in &self.letter.penalties {
            let overflow = || LetterRefusal::Overflow(loan.loan.clone());
            sum = sum.checked_add(of(loan)).ok_or_else(overflow)?;
        }
        let money = Money::new(sum, self.sums.arrears.currency);
        Ok(self.money((sum > Amount::ZERO).then_some(money)))
    }

    fn penalty(&self) -> Result<Option<Value>, LetterRefusal> {
        let overflow =
            || LetterRefusal::Overflow(self.letter.loans.first().map_or_else(|| "".into(), |loan| loan.loan.clone()));
        let mut sum = Amount::ZERO;
        for loan in &self.letter.loans {
            for part in [loan.arrears.cost, loan.arrears.fee, loan.arrears.penalty] {
                sum = sum.checked_add(part).ok_or_else(overflow)?;
            }
        }
        let money = Money::new(sum, self.sums.arrears.currency);
        Ok(self.money((sum > Amount::ZERO).then_some(money)))
    }
}

fn late_rows(loan: &LoanBalance) -> usize {
    loan.rows.iter().filter(|row| row.is_late).count()
}

fn said(words: &str) -> Option<Value> {
    let words = one_line(words);
    (!words.is_empty()).then_some(Value::Words(words))
}

/// One line without control characters: a name from a file begins no line of its own.
fn one_line(text: &str) -> String {
    let spaced = text.replace(char::is_control, " ");
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}
