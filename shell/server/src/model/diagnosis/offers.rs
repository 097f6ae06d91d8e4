//! What may be decided about a finding now, and by whom.

use crate::layout::Frame;
use crate::pages::diagnosis::Offer;
use crate::trouble::sentence;
use makegood_capacity::Staff;
use makegood_desk::{FindingDecision, may_decide, meant};
use makegood_diagnosis::Need;
use makegood_views::DiagnosisView;

/// A form that comes back.
pub(crate) struct Back {
    /// Which decision.
    pub word: String,
    /// What was typed.
    pub note: String,
    /// What was wrong.
    pub problem: String,
}

struct Words(&'static str, &'static str, &'static str, &'static str);

const AGREE: Words = Words(
    "agree",
    "Agree, as the second person",
    "What you read, and why you agree that it shows intent",
    "I have read it and agree",
);
const DECLINE: Words = Words(
    "decline",
    "Do not agree",
    "What you read, and why you do not agree that it shows intent",
    "I have read it and do not agree",
);
const SIGN: Words = Words(
    "sign",
    "Sign, as the leader",
    "What you read, and why ability is reduced for good",
    "I have read it and sign",
);
const APPEAL: Words = Words(
    "appeal",
    "They contest it",
    "What they say, in their words. From then until somebody else has decided, no step rests on intent",
    "Write down what they say",
);
const UPHOLD: Words =
    Words("uphold", "Decide: the finding stands", "Why, for them and for the auditor", "The finding stands");
const SET_ASIDE: Words =
    Words("set_aside", "Decide: the finding is set aside", "Why, for them and for the auditor", "Set it aside");

pub(super) fn offers(view: &DiagnosisView, staff: &[Staff], frame: &Frame, back: Option<Back>) -> Vec<Offer> {
    let ruled = &view.day.ruled;
    let waits = |need: Need| ruled.finding.needs.contains(&need);
    let is_contested = ruled.standing.appeal.is_some();
    let is_open = [
        (waits(Need::SecondReviewer), AGREE, FindingDecision::Agree),
        (waits(Need::SecondReviewer), DECLINE, FindingDecision::Decline),
        (waits(Need::LeaderSignOff), SIGN, FindingDecision::Sign),
        (ruled.found.situation.is_of_intent() && !is_contested, APPEAL, FindingDecision::Appeal),
        (is_contested, UPHOLD, FindingDecision::Uphold),
        (is_contested, SET_ASIDE, FindingDecision::SetAside(Vec::new())),
    ];
    let open = is_open.into_iter().filter(|(is_open, ..)| *is_open);
    let mut offers: Vec<Offer> = open.map(|(_, words, what)| offer(view, staff, frame, &words, &what)).collect();
    if let Some(back) = back {
        match offers.iter_mut().find(|offer| offer.word == back.word && offer.closed.is_none()) {
            Some(offer) => (offer.note, offer.problem) = (back.note, Some(back.problem)),
            // What was decided can no longer be decided; the reason stands alone.
            None => {
                offers.push(Offer { title: "Not saved".to_owned(), closed: Some(back.problem), ..Offer::default() })
            }
        }
    }
    offers
}

fn offer(view: &DiagnosisView, staff: &[Staff], frame: &Frame, words: &Words, what: &FindingDecision) -> Offer {
    let Words(word, title, asks, button) = words;
    let basis = meant(&view.day, what).basis;
    let names = matches!(what, FindingDecision::SetAside(_));
    let says = |id: &str| {
        let known = view.day.ruled.found.weighed().find(|one| one.item.evidence == id);
        known.map_or_else(String::new, |one| sentence(&one.item.says))
    };
    let carried = basis.carried_by.iter().filter(|_| names).map(|one| (one.evidence.clone(), says(&one.evidence)));
    let closed = may_decide(view, staff, &frame.acting.id, what).err();
    Offer {
        word: (*word).to_owned(),
        title: (*title).to_owned(),
        asks: (*asks).to_owned(),
        button: (*button).to_owned(),
        mark: basis.mark(),
        evidence: carried.collect(),
        closed: closed.map(|refusal| format!("{} {}", sentence(&refusal.to_string()), refusal.way_out())),
        note: String::new(),
        problem: None,
    }
}
