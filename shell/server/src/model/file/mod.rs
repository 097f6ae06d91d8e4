//! The page of the borrower's file, from its view.

mod figures;
mod form;
mod kinds;
mod returned;
mod typed;
mod visit;

pub(crate) use typed::Typed;

use super::words::named;
use crate::layout::Frame;
use crate::links;
use crate::pages::case::FileBlock;
use crate::pages::file::{BorrowersFile, Complete, FactForm, FactLine, GapLine, Group, Restricted, VisitList};
use crate::say;
use crate::trouble::Trouble;
use form::Sheet;
use makegood_case::{Confidence, FileFact, FileFault, FileGroup};
use makegood_day_close::FileDay;
use makegood_desk::Desk;
use makegood_diagnosis::{FileNeeds, FileRecord, Gap};
use makegood_units::{BusinessDate, PartyId};

/// A file as every part of its page reads it.
pub(crate) struct OpenFile {
    day: FileDay,
    name: String,
    today: BusinessDate,
}

impl OpenFile {
    /// Opens the file of a borrower as it stands, restricted facts only when they were
    /// opened on record.
    ///
    /// # Errors
    /// [`Trouble::NeverClosed`] before the first close, [`Trouble::Unknown`] for
    /// somebody without a loan on the book.
    pub(crate) fn of(desk: &Desk, party: &PartyId, with_restricted: bool) -> Result<Self, Trouble> {
        makegood_views::last_closed(desk.book())?.ok_or(Trouble::NeverClosed)?;
        let day = read(desk, party, with_restricted)?;
        let day = day.ok_or_else(|| Trouble::Unknown(format!("there is no borrower {party} on the book")))?;
        let name = named(&makegood_views::name_of(desk.book(), party)?, party);
        Ok(Self { day, name, today: desk.clock().today() })
    }

    fn sheet(&self) -> Sheet<'_> {
        Sheet { day: &self.day, today: self.today }
    }

    /// The form of that word as it is first shown.
    ///
    /// # Errors
    /// [`Trouble::Unknown`] when there is no such form.
    pub(crate) fn form(&self, word: &str) -> Result<FactForm, Trouble> {
        let form = self.sheet().form(kinds::sheet_of(word));
        form.ok_or_else(|| Trouble::Unknown(format!("there is no form for facts called {word}")))
    }

    /// The same with a name filled in where its first line has one: a newer word on it.
    ///
    /// # Errors
    /// [`Trouble::Unknown`] when there is no such form.
    pub(crate) fn form_on(&self, word: &str, line: &str) -> Result<FactForm, Trouble> {
        let mut form = self.form(word)?;
        let first = format!("{word}@1.line");
        if let Some(field) = form.fields_mut().find(|field| field.name == first) {
            field.value = line.to_owned();
        }
        Ok(form)
    }

    /// What was typed, as facts.
    ///
    /// # Errors
    /// Each row that is no fact, with its fault.
    pub(crate) fn facts(&self, typed: &Typed) -> Result<Vec<FileFact>, Vec<(String, FileFault)>> {
        typed.read(self.day.currency, self.today)
    }

    /// The form as it was typed, with what is wrong beside the fields.
    ///
    /// # Errors
    /// [`Trouble::Unknown`] when there is no such form.
    pub(crate) fn back(&self, typed: &Typed, faults: &[(String, FileFault)]) -> Result<FactForm, Trouble> {
        let form = self.form(typed.value("sheet").unwrap_or_default())?;
        Ok(returned::back(form, typed, faults, self.day.currency))
    }

    /// The page, with a form open or none.
    pub(crate) fn page(&self, frame: Frame, form: Option<FactForm>) -> BorrowersFile {
        let party = self.day.party.clone();
        let visits = visit::VISITS.iter().map(|one| (one.title.to_owned(), links::file::visit(&party, one.at)));
        let sheets = kinds::SHEETS.iter().map(|(word, title, _)| ((*title).to_owned(), links::file::add(&party, word)));
        BorrowersFile {
            frame,
            name: self.name.clone(),
            as_of: self.day.file.as_of,
            complete: complete(&self.day),
            saved: None,
            form,
            adds: visits.chain(sheets).collect(),
            groups: FileGroup::ALL.into_iter().filter_map(|group| self.group(group)).collect(),
            restricted: Restricted { hidden: self.day.restricted, ..Restricted::default() },
            figures: figures::known(&self.day),
            untold: figures::unknown(&self.day),
            months: figures::months(&self.day),
            evidence: figures::evidence(&self.day),
            party,
        }
    }

    /// A visit's form on a page of its own.
    pub(crate) fn visit(&self, frame: Frame, form: FactForm) -> VisitList {
        let party = self.day.party.clone();
        let other = visit::VISITS.iter().find(|visit| visit.sheet != form.sheet);
        let other = other.map(|visit| (visit.title.to_owned(), links::file::visit(&party, visit.at)));
        VisitList { frame, name: self.name.clone(), other: other.unwrap_or_default(), form, party }
    }

    fn group(&self, group: FileGroup) -> Option<Group> {
        let of_group = self.day.file.facts.iter().filter(|record| record.fact.group() == group);
        let mut facts: Vec<FactLine> = of_group.map(|record| fact(&self.day, record)).collect();
        if group == FileGroup::Business {
            facts.sort_by_key(|fact| fact.age_days);
        }
        (!facts.is_empty()).then(|| Group { heading: group.says().to_owned(), facts })
    }
}

/// The word of the form a visit is.
pub(crate) fn visit_sheet(at: &str) -> Option<&'static str> {
    visit::VISITS.iter().find(|visit| visit.at == at).map(|visit| visit.sheet)
}

/// Whether a form is a visit's.
pub(crate) fn is_visit(form: &FactForm) -> bool {
    visit::at(&form.sheet).is_some()
}

/// The file in a few numbers, for the page of the case.
///
/// # Errors
/// Views that cannot be read.
pub(crate) fn in_short(desk: &Desk, party: &PartyId) -> Result<Option<FileBlock>, Trouble> {
    let day = read(desk, party, false)?;
    Ok(day.map(|day| FileBlock {
        percent: day.completeness.percent,
        verified_percent: day.completeness.verified_percent,
        missing: day.completeness.missing.len(),
        too_old: day.completeness.too_old.len(),
        heaviest: complete(&day).missing.into_iter().chain(complete(&day).too_old).next(),
    }))
}

fn read(desk: &Desk, party: &PartyId, with_restricted: bool) -> Result<Option<FileDay>, Trouble> {
    // The shipped table is read by a test of its own, so this cannot fail here.
    let needs = FileNeeds::shipped().map_err(|error| Trouble::Unreadable(error.to_string()))?;
    Ok(makegood_views::file_view(desk.book(), party, &needs, with_restricted)?)
}

fn complete(day: &FileDay) -> Complete {
    let line = |gap: &Gap| GapLine {
        says: gap.says.clone(),
        percent: gap.percent,
        age: gap.age_days.map(|age| (age, gap.max_age_days)),
        href: links::file::add(&day.party, gap.met_by.first().map_or("", |kind| kinds::sheet_of(kind))),
    };
    Complete {
        percent: day.completeness.percent,
        verified_percent: day.completeness.verified_percent,
        missing: day.completeness.missing.iter().map(line).collect(),
        too_old: day.completeness.too_old.iter().map(line).collect(),
    }
}

fn fact(day: &FileDay, record: &FileRecord) -> FactLine {
    let fact = &record.fact;
    let (about, says) = fact.words();
    FactLine {
        seq: record.seq,
        about: crate::trouble::capital(&about),
        says,
        is_verified: fact.confidence == Confidence::Verified,
        source: fact.source.clone(),
        as_of: fact.as_of,
        observed_on: fact.observed_on,
        age_days: day.file.as_of.days_since(fact.speaks_of()),
        is_too_old: day.completeness.too_old.iter().any(|gap| gap.fact.as_ref() == Some(&record.id())),
        href: match kinds::line_of(&fact.entry) {
            Some(line) => links::file::update(&day.party, fact.entry.kind(), &line),
            None => links::file::add(&day.party, kinds::sheet_of(fact.entry.kind())),
        },
    }
}

/// What was learnt, in a sentence.
pub(crate) fn learnt(new: usize, known: usize) -> String {
    match (new, known) {
        (0, _) => "Nothing new: the file says all of it already.".to_owned(),
        (_, 0) => format!("Learnt {}.", say::counted(new, "fact")),
        _ => format!("Learnt {}; the file knew {} already.", say::counted(new, "fact"), say::count(known)),
    }
}

fn sure(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Stated => "stated",
        Confidence::Verified => "verified",
    }
}
