//! *Letters*: those of a case, made and served; and one looked at before it is made.

use super::case::Choice;
use super::clocks::CaseClocks;
use super::law::Verdict;
use super::rendered;
use crate::layout::{Frame, Tab};
use crate::links::letters::LetterQuery;
use crate::{links, say};
use askama::Template;
use makegood_letters::Block;
use makegood_units::{BusinessDate, Money, PartyId};

/// The letters of a case.
#[derive(Clone, Debug, Template)]
#[template(path = "letters.html")]
pub struct Letters {
    /// What stands around the page.
    pub frame: Frame,
    /// Whose case.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// What was just made or recorded, in one sentence.
    pub told: Option<String>,
    /// What is wrong with what was just posted.
    pub problem: Option<String>,
    /// Letters made, newest first.
    pub made: Vec<MadeLine>,
    /// Which letters may be written now.
    pub open: Vec<OpenLine>,
    /// The form that asks for one.
    pub form: LetterForm,
    /// Who decides, where the borrower is a firm; how to note it where nobody does.
    pub firm: Option<String>,
    /// What the clocks say; shown when a service was just recorded.
    pub clocks: CaseClocks,
    /// Where the borrower's times are said.
    pub place: String,
}
rendered!(Letters);

impl Letters {
    fn tab(&self) -> Tab {
        Tab::Today
    }

    fn party_note(&self) -> String {
        links::law::to_note(&self.party, "authority_verified")
    }
}

/// A letter that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeLine {
    /// The event.
    pub event: i64,
    /// What it is.
    pub kind: String,
    /// To whom.
    pub to: String,
    /// In which language.
    pub language: String,
    /// Its reference.
    pub reference: String,
    /// When.
    pub on: BusinessDate,
    /// By whom.
    pub by: String,
    /// SHA-256 of the file.
    pub hash: String,
    /// The state of its service in a word or two, and the class of its chip.
    pub state: (String, &'static str),
    /// How it was served, line by line.
    pub served: Vec<String>,
}

/// One kind of letter, and whether it may be written now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenLine {
    /// What it is.
    pub kind: String,
    /// To whom it was asked.
    pub to: String,
    /// Open, closed, or waiting for more; and the class of its chip.
    pub state: (&'static str, &'static str),
    /// Why not, and what to do; or that it waits for a second person.
    pub says: String,
    /// When it opens.
    pub opens: Option<String>,
}

/// The form that asks for a letter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LetterForm {
    /// As typed.
    pub query: LetterQuery,
    /// The kinds.
    pub kinds: Vec<Choice>,
    /// The languages.
    pub languages: Vec<Choice>,
    /// Whom it may go to.
    pub people: Vec<Choice>,
    /// The loans of the case.
    pub loans: Vec<Choice>,
    /// The penalty conventions.
    pub conventions: Vec<Choice>,
}

/// A letter looked at before it is made: nothing is written.
#[derive(Clone, Debug, Template)]
#[template(path = "letters/preview.html")]
pub struct Preview {
    /// What stands around the page.
    pub frame: Frame,
    /// Whose case.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// What it is.
    pub kind: String,
    /// The form, to be changed.
    pub form: LetterForm,
    /// Why there is no such letter: what is wrong, the way out, the name of the refusal.
    pub problem: Option<Problem>,
    /// The letter; none when it cannot be composed.
    pub draft: Option<DraftShown>,
}
rendered!(Preview);

impl Preview {
    fn tab(&self) -> Tab {
        Tab::Today
    }
}

/// A refusal as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub says: String,
    /// What to do.
    pub way_out: String,
    /// Its name.
    pub code: String,
}

/// A letter as it would be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftShown {
    /// Its title.
    pub title: String,
    /// The tag of its language.
    pub language: String,
    /// To whom.
    pub to: String,
    /// The day of it.
    pub on: BusinessDate,
    /// What it says.
    pub blocks: Vec<Block>,
    /// What the law says of each act it is.
    pub verdicts: Vec<Verdict>,
    /// Words that may not stand, each with what to say instead.
    pub flagged: Vec<Flag>,
    /// What a second person agrees to; none where one is enough.
    pub four_eyes: Option<FourEyes>,
    /// Whether nothing stands against making it.
    pub may_be_made: bool,
}

/// Words that may not stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// The words.
    pub words: String,
    /// Why, and where that is from.
    pub says: String,
    /// What to say instead.
    pub rewrite: String,
}

/// What a second person agrees to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FourEyes {
    /// What allows it, in the words of the contract; none when it was not given.
    pub trigger: Option<String>,
    /// What is past due.
    pub arrears: Money,
    /// What would be called due by today's books.
    pub called: Money,
    /// How many instalments and charges are unpaid, and since when.
    pub unpaid: String,
    /// The last day of the cure period, and its length in words.
    pub cure: Option<(BusinessDate, String)>,
    /// Who agreed; none while somebody has to.
    pub agreed_by: Option<String>,
    /// Whether the one acting is the one who agreed.
    pub is_acting: bool,
}
