//! The gate.

use crate::act::Act;
use crate::docket::Docket;
use crate::facts::Facts;
use crate::hearing::{Asked, Hearing, Sitting};
use crate::judge::{Bite, HORIZON_DAYS, Moment, Note, View};
use crate::packs::{Packs, Placed};
use crate::rule::Answer;
use crate::says::{document, hit, missing_fact, scope_hit};
use crate::turns::next_turn;
use crate::verdict::{Cleared, RuleHit, Verdict};
use jiff::SignedDuration;
use makegood_units::Instant;
use std::ops::ControlFlow;

/// Judges an action at an instant under all packs: what any rule denies is
/// denied, hours must be open in every zone the person may be in, and a missing
/// fact is unknown, never allowed. Contacts, consents and happenings later than
/// `at` are not seen. Who judges several actions of a person holds a [`Hearing`].
pub fn clear<A: Act>(action: A, facts: &Facts, packs: &Packs, at: Instant) -> Verdict<A> {
    Hearing::new(facts, packs).clear(action, at)
}

/// Whether no rule stands against an action at an instant. Says neither why not
/// nor when; it is what [`clear`] says, for less.
pub fn is_open<A: Act>(action: &A, facts: &Facts, packs: &Packs, at: Instant) -> bool {
    Hearing::new(facts, packs).is_open(action, at)
}

/// The first instant, not before `from`, at which time alone stands no longer
/// against an action: what is left then, if anything, is a reason to put on
/// record or a person's approval. None when there is none within
/// [`HORIZON_DAYS`], or something else is missing.
pub fn earliest<A: Act>(action: &A, facts: &Facts, packs: &Packs, from: Instant) -> Option<Instant> {
    Hearing::new(facts, packs).earliest(action, from)
}

/// Every rule that governs the action and binds here, biting or not, with
/// what it says: the numbers behind a clearance.
pub fn standing<A: Act>(action: &A, facts: &Facts, packs: &Packs, at: Instant) -> Vec<RuleHit> {
    Hearing::new(facts, packs).standing(action, at)
}

impl Hearing<'_> {
    /// As [`clear`].
    pub fn clear<A: Act>(&mut self, action: A, at: Instant) -> Verdict<A> {
        if !self.is_about(&action) {
            let (asked, heard) = (action.person(), self.facts.person());
            let missing = vec![format!("the facts about {asked}: these are about {heard}")];
            return Verdict::Unknown { action, missing, hits: Vec::new() };
        }
        let view = View::new(&action, self.facts, at);
        let Weighed { worst, hits, missing, documents, offices } = weigh(&self.sit(&view, at), &view);
        match worst {
            Bite::Passes => Verdict::Cleared(Cleared::new(action, at)),
            Bite::Warn => Verdict::Warn { action, at, hits },
            Bite::Approval => Verdict::NeedsApproval { action, offices, hits },
            Bite::Document => Verdict::NeedsDocument { action, documents, hits },
            Bite::Missing => Verdict::Unknown { action, missing, hits },
            Bite::Redirect(to) => Verdict::Redirect { action, to, hits },
            Bite::Until(_) | Bite::Closed => match search(self, &view, at, worst) {
                Some(opens_at) => Verdict::DeferUntil { action, opens_at, hits },
                None => {
                    let says = format!("nothing opens within {HORIZON_DAYS} days");
                    Verdict::Refused { action, says, hits }
                }
            },
        }
    }

    /// As [`is_open`].
    pub fn is_open<A: Act>(&mut self, action: &A, at: Instant) -> bool {
        self.is_about(action) && {
            let view = View::new(action, self.facts, at);
            let passes = |asked: Asked<'_, '_>| match asked.bite() {
                Bite::Passes => ControlFlow::Continue(()),
                _ => ControlFlow::Break(()),
            };
            self.sit(&view, at).ask_all(false, passes).is_continue()
        }
    }

    /// As [`earliest`].
    pub fn earliest<A: Act>(&mut self, action: &A, from: Instant) -> Option<Instant> {
        let view = self.is_about(action).then(|| View::new(action, self.facts, from))?;
        let now = pressing(&self.sit(&view, from), &mut None);
        search(self, &view, from, now)
    }

    /// As [`standing`].
    pub fn standing<A: Act>(&mut self, action: &A, at: Instant) -> Vec<RuleHit> {
        let view = View::new(action, self.facts, at);
        let mut said = Vec::new();
        let _ = self.sit(&view, at).ask_all(true, |asked| {
            match asked {
                Asked::Scope(pack, condition) => said.push(scope_hit(pack, condition)),
                Asked::Rule { judgement, .. } if matches!(judgement.note, Note::NotInForce | Note::OutOfReach) => {}
                Asked::Rule { placed, judgement, moment, .. } => {
                    said.push(hit(placed.pack, placed.rule, judgement, &view, moment));
                }
            }
            ControlFlow::Continue(())
        });
        said
    }

    fn is_about<A: Act>(&self, action: &A) -> bool {
        action.person() == self.facts.person()
    }
}

struct Weighed {
    worst: Bite,
    hits: Vec<RuleHit>,
    missing: Vec<String>,
    documents: Vec<String>,
    offices: Vec<String>,
}

/// What bites, how hard, and what there is to say about it.
fn weigh(sitting: &Sitting<'_, '_>, view: &View<'_>) -> Weighed {
    let (worst, none) = (Bite::Passes, Vec::new);
    let mut weighed = Weighed { worst, hits: Vec::new(), missing: none(), documents: none(), offices: none() };
    let _ = sitting.ask_all(false, |asked| {
        match asked {
            Asked::Rule { judgement, .. } if judgement.bite == Bite::Passes => return ControlFlow::Continue(()),
            Asked::Scope(pack, condition) => {
                weighed.missing.push(condition.question());
                weighed.hits.push(scope_hit(pack, condition));
            }
            Asked::Rule { placed, judgement, moment, docket } => {
                weighed.missing.extend(missing_fact(placed.rule, judgement.note, view));
                weighed.documents.extend(document(placed.rule, judgement));
                if judgement.bite == Bite::Approval {
                    weighed.offices.extend(offices(placed, docket, view, moment));
                }
                weighed.hits.push(hit(placed.pack, placed.rule, judgement, view, moment));
            }
        }
        weighed.worst = harder(weighed.worst, asked.bite());
        ControlFlow::Continue(())
    });
    for list in [&mut weighed.missing, &mut weighed.documents, &mut weighed.offices] {
        list.sort();
        list.dedup();
    }
    weighed
}

/// Whose approval of what a rule stops is missing.
fn offices<'a>(placed: Placed<'a>, docket: &Docket<'a>, view: &View<'_>, moment: &Moment<'_>) -> Vec<String> {
    let missing = docket.answers(placed).filter_map(|answer| match answer {
        Answer::Approval(office) if placed.rule.reach.approved(office, view, moment).is_none() => Some(office.clone()),
        _ => None,
    });
    missing.collect()
}

/// The harder of two: closed, redirected, unknown, without a document, later,
/// earlier, to be approved, to be reasoned, passes.
pub(crate) fn harder(one: Bite, other: Bite) -> Bite {
    let rank = |bite: Bite| match bite {
        Bite::Passes => (0, Instant::MIN),
        Bite::Warn => (1, Instant::MIN),
        Bite::Approval => (2, Instant::MIN),
        Bite::Until(at) => (3, at),
        Bite::Document => (4, Instant::MIN),
        Bite::Missing => (5, Instant::MIN),
        Bite::Redirect(_) => (6, Instant::MIN),
        Bite::Closed => (7, Instant::MIN),
    };
    if rank(other) > rank(one) { other } else { one }
}

/// The hardest bite of all rules at an instant. Nothing is harder than closed, so
/// the rule that closed it the last time is asked first, and the first that does ends it.
fn pressing<'a>(sitting: &Sitting<'_, 'a>, closed_by: &mut Option<Placed<'a>>) -> Bite {
    if closed_by.is_some_and(|placed| sitting.is_closed_by(placed)) {
        return Bite::Closed;
    }
    let mut worst = Bite::Passes;
    let _ = sitting.ask_all(false, |asked| {
        worst = harder(worst, asked.bite());
        match asked {
            Asked::Rule { placed, judgement, .. } if judgement.bite == Bite::Closed => {
                *closed_by = Some(placed);
                ControlFlow::Break(())
            }
            _ => ControlFlow::Continue(()),
        }
    });
    worst
}

/// The first instant at which time alone stands no longer against an act, from one
/// at which `bite` does.
///
/// Each rule that bites names an instant before which it certainly bites while
/// nothing else changes; so going from one such instant, or one at which
/// something does change, to the next misses no opening.
fn search(hearing: &mut Hearing<'_>, view: &View<'_>, from: Instant, mut bite: Bite) -> Option<Instant> {
    let horizon = SignedDuration::from_hours(24 * i64::from(HORIZON_DAYS));
    let limit = from.saturating_add(horizon).unwrap_or(Instant::MAX);
    let (mut at, mut closed_by) = (from, None);
    loop {
        match bite {
            Bite::Passes | Bite::Warn | Bite::Approval => return Some(at),
            // Only ever forward: the search ends at the horizon at the latest.
            Bite::Until(_) | Bite::Closed => {
                let own = if let Bite::Until(later) = bite { Some(later) } else { None };
                let next = own.into_iter().chain(next_turn(hearing, view, at)).min();
                at = next.filter(|next| *next > at && *next <= limit)?;
            }
            _ => return None,
        }
        bite = pressing(&hearing.sit(view, at), &mut closed_by);
    }
}
