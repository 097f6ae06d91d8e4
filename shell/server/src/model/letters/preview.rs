//! A letter looked at before it is made.

use super::{asked, form, here, kind_says};
use crate::layout::Frame;
use crate::links::letters::LetterQuery;
use crate::model::case::Open;
use crate::model::law::verdict;
use crate::model::words::named;
use crate::pages::law::Verdict;
use crate::pages::letters::{DraftShown, Flag, FourEyes, Preview, Problem};
use crate::say;
use crate::trouble::{Trouble, sentence};
use makegood_desk::{Desk, DeskError, Refusal};
use makegood_letters::{Draft, Kind, LetterError, draft};

/// The page: the letter in words, and everything that stands against it.
///
/// # Errors
/// Views that cannot be read.
pub(crate) fn preview(
    desk: &Desk,
    frame: Frame,
    open: &Open,
    query: &LetterQuery,
    problem: Option<Problem>,
) -> Result<Preview, Trouble> {
    let party = open.view.day.party.clone();
    let form = form(desk, open, query, &frame.acting.name)?;
    let kind = Kind::named(form.query.kind.trim()).unwrap_or(Kind::PaymentLetter);
    let drafted = asked(&party, &form.query).map(|asked| draft(desk, &asked, None));
    let (found, wrong) = match drafted {
        Ok(Ok(draft)) => (Some(shown(desk, &frame, open, &draft)?), None),
        Ok(Err(error)) => (None, Some(self::problem(error)?)),
        Err(says) => (None, Some(Problem { says, way_out: String::new(), code: "unreadable".to_owned() })),
    };
    Ok(Preview {
        name: named(&open.view.name, &party),
        party,
        kind: kind_says(kind),
        form,
        problem: problem.or(wrong),
        draft: found,
        frame,
    })
}

/// A refusal for the page; what is no refusal is trouble.
///
/// # Errors
/// Whatever is no refusal.
pub(crate) fn problem(error: LetterError) -> Result<Problem, Trouble> {
    match error {
        LetterError::Refused(refusal) => Ok(Problem {
            says: sentence(&refusal.to_string()),
            way_out: here(&refusal),
            code: refusal.code().to_owned(),
        }),
        LetterError::Desk(DeskError::Refused(Refusal::NoAgreement { arrears, until })) => Ok(Problem {
            says: sentence(&Refusal::NoAgreement { arrears, until }.to_string()),
            way_out: "Have a colleague read this page and agree to it here.".to_owned(),
            code: Refusal::NoAgreement { arrears, until }.code().to_owned(),
        }),
        LetterError::Desk(DeskError::Refused(refusal)) => Ok(Problem {
            says: sentence(&refusal.to_string()),
            way_out: refusal.way_out().to_owned(),
            code: refusal.code().to_owned(),
        }),
        LetterError::Desk(failed) => Err(failed.into()),
        LetterError::Lexicon(failed) => Err(Trouble::Unreadable(failed.to_string())),
    }
}

fn shown(desk: &Desk, frame: &Frame, open: &Open, draft: &Draft) -> Result<DraftShown, Trouble> {
    let judged = draft.judged(desk)?;
    let is_cleared = judged.iter().all(makegood_views::Judgement::is_cleared);
    let verdicts: Result<Vec<Verdict>, _> = judged.iter().map(|judgement| verdict(desk, open, judgement)).collect();
    let four_eyes = four_eyes(desk, frame, draft)?;
    let agreed = four_eyes.as_ref().is_none_or(|eyes| eyes.agreed_by.is_some() && !eyes.is_acting);
    let letter = &draft.letter;
    let recipient = letter.recipient.name.clone().unwrap_or_else(|| letter.recipient.role.replace('_', " "));
    Ok(DraftShown {
        title: draft.document.title.clone(),
        language: letter.language.tag().to_owned(),
        to: recipient,
        on: letter.written_on,
        blocks: draft.document.blocks.clone(),
        verdicts: verdicts?,
        may_be_made: is_cleared && draft.flagged.is_empty() && agreed,
        flagged: draft.flagged.iter().rev().map(flag).collect(),
        four_eyes,
    })
}

fn flag(hit: &makegood_wording::Hit) -> Flag {
    Flag {
        words: hit.words.trim().to_owned(),
        says: format!("{} ({}, {})", sentence(&hit.says), hit.category, hit.citation),
        rewrite: hit.rewrite.clone(),
    }
}

fn four_eyes(desk: &Desk, frame: &Frame, draft: &Draft) -> Result<Option<FourEyes>, Trouble> {
    if !draft.needs_second_person() {
        return Ok(None);
    }
    let letter = &draft.letter;
    let sums = letter.sums().map_err(|refusal| Trouble::Unreadable(refusal.to_string()))?;
    let by = draft.agreed_by(desk)?;
    let named = by
        .as_ref()
        .map(|by| frame.staff.iter().find(|one| one.id == *by).map_or_else(|| by.to_string(), |one| one.name.clone()));
    let count = letter.loans.iter().flat_map(|loan| &loan.rows).filter(|row| row.is_late).count();
    let since = letter.loans.iter().filter_map(makegood_letters::LoanBalance::since).min();
    let since = since.map(|day| format!(", the oldest since {}", say::day_text(&day))).unwrap_or_default();
    Ok(Some(FourEyes {
        trigger: letter.trigger.clone(),
        arrears: sums.arrears,
        called: sums.outstanding,
        unpaid: format!("{}{since}", say::counted(count, "amount")),
        cure: letter.cure_until.map(|until| (until, say::days(until.days_since(letter.written_on)))),
        is_acting: by.as_ref() == Some(&frame.acting.id),
        agreed_by: named,
    }))
}
