//! Kinds about grounds, elements, notices and approvals.

use super::DayOne;
use crate::dated::Dated;
use crate::deed::Deeds;
use crate::word_list::WordList;

/// A channel needs an open contact point of the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsableContactPoint {
    /// Which acts it governs.
    pub acts: Deeds,
}

/// A number or address needs a lawful ground.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressBasis {
    /// Which acts it governs.
    pub acts: Deeds,
    /// Happenings about the contact point that are a ground.
    pub basis: WordList,
    /// Words of the contact point's provenance that are a ground.
    pub sources: Vec<String>,
    /// A notice to that contact point that becomes a ground when it is old enough.
    pub notice: Option<String>,
    /// After how many full days.
    pub notice_days: Option<Dated<i32>>,
    /// Happenings that keep the ground fresh.
    pub fresh: WordList,
    /// For how many days after each.
    pub fresh_days: Option<Dated<i32>>,
    /// Happenings about the contact point that end every ground.
    pub spoilt_by: WordList,
}

/// When an element is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// Every time.
    Every,
    /// In the first contact the lender makes, or until it was carried once.
    First,
}

/// Elements an act must carry, or must not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// Which acts it governs.
    pub acts: Deeds,
    /// When.
    pub occasion: Occasion,
    /// What it must carry, all of them.
    pub must_carry: WordList,
    /// What it must not carry.
    pub must_not_carry: WordList,
}

/// Something that must have happened first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Precondition {
    /// Which acts it governs.
    pub acts: Deeds,
    /// The notice or document that must have been served; none when only time
    /// or an approval is asked for.
    pub needs: Option<String>,
    /// How many of them.
    pub times: Option<Dated<i32>>,
    /// The forms one of which it must have; none named means any.
    pub in_form: Vec<String>,
    /// What spoils one: a letter that came back.
    pub spoilt_with: Vec<String>,
    /// The day, a fact, from which time is counted where nothing has to be served.
    pub since: Option<String>,
    /// How many days must have passed.
    pub days: Option<Dated<i32>>,
    /// From which day they are counted.
    pub day_one: DayOne,
    /// How many days it stays good.
    pub valid_days: Option<Dated<i32>>,
    /// The happening that opens the case this is asked in; without one it is
    /// always asked.
    pub when: WordList,
}
