//! The group as one member may see it: the amounts of the joint debt and nothing else.

use crate::layout::{Frame, Tab};
use crate::pages::rendered;
use crate::{links, say};
use askama::Template;
use makegood_units::{BusinessDate, Money};

/// The page. Nobody else's name, reason or answer has a place in it.
#[derive(Clone, Debug, Template)]
#[template(path = "recourse/member.html")]
pub struct MemberPage {
    /// What stands around the page.
    pub frame: Frame,
    /// The group.
    pub group: String,
    /// Who looks.
    pub name: String,
    /// The day everything is true for.
    pub as_of: BusinessDate,
    /// Their own loans, and those they answer for.
    pub loans: Vec<JointLine>,
}
rendered!(MemberPage);

impl MemberPage {
    fn tab(&self) -> Tab {
        Tab::Elsewhere
    }
}

/// One loan as far as it is joint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JointLine {
    /// The loan.
    pub loan: String,
    /// Whether it is their own.
    pub is_own: bool,
    /// What of it is due.
    pub due: Money,
    /// What they answer for of that.
    pub you_answer_for: Money,
    /// What the others paid for the borrower.
    pub others_paid: Money,
    /// What they paid themselves.
    pub you_paid: Money,
    /// What they have to get back.
    pub owed_back_to_you: Money,
}
