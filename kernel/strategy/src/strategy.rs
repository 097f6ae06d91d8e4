//! The ladder. Its written form is described in `strategies/README.md`.

use crate::{
    ActionKind, AttentionTerms, BeforeDue, HardRule, PlanTemplate, PromiseTerms, RecoursePolicy, Segment, TalkTerms,
};
use jiff::civil::Time;
use makegood_book::{BookRules, Bucket, Buckets};
use makegood_case::Channel;
use makegood_diagnosis::Situation;
use makegood_units::Amount;
use serde::{Deserialize, Serialize};

/// Where an uplift comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EffectSource {
    /// Somebody experienced said so.
    Expert,
    /// A trial with a control group, on the lender's own book.
    Trial,
}

/// What a rung is expected to add, by situation and bucket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// In which situations.
    pub situations: Vec<Situation>,
    /// The part of the arrears, in basis points, paid within 30 days because of the
    /// action and not without it; one figure for each late bucket, in order.
    pub uplift_bp: Vec<i32>,
    /// Where the figures come from.
    pub source: EffectSource,
}

/// One step of the ladder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rung {
    /// Its id within the strategy.
    pub id: String,
    /// What is done.
    pub action: ActionKind,
    /// Through which channel; none for what stays in the house.
    pub channel: Option<Channel>,
    /// The situations it is for.
    pub situations: Vec<Situation>,
    /// The cases it is for beside that.
    #[serde(default, skip_serializing_if = "Segment::is_everybody")]
    pub segment: Segment,
    /// Rungs that have to be done first, since the last payment.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after_steps: Vec<String>,
    /// From which day past due.
    pub from_days_past_due: i32,
    /// Through which day past due.
    pub to_days_past_due: Option<i32>,
    /// Below these arrears it is not done; minor units of the case's currency.
    pub min_arrears: Amount,
    /// After how many calls without result since the last payment.
    pub after_fruitless_calls: u32,
    /// Until how many calls without result since the last payment; none when however
    /// many.
    pub up_to_fruitless_calls: Option<u32>,
    /// After how many visits since the last payment.
    pub after_visits: u32,
    /// Days since the last time by the same channel.
    pub wait_days: i32,
    /// Minutes of somebody's day, travel included.
    pub minutes: u32,
    /// Cost beside the minutes, in minor units of the case's currency.
    pub cost: Amount,
    /// What the strain on the borrower is taken to be worth, in minor units; each
    /// contact of the last seven days adds the same again.
    pub harm: Amount,
    /// Done whatever it is worth, as far as the minutes reach.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub always: bool,
    /// What it is expected to add.
    pub effects: Vec<Effect>,
}

impl Strategy {
    /// The words a case may be noted with that the ladder asks for.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let asked = self.rungs.iter().flat_map(|rung| rung.segment.when.iter().chain(&rung.segment.unless));
        let asked = asked.chain(self.before_due.iter().flat_map(|one| &one.unless));
        let asked = asked.chain(self.hard.iter().filter_map(HardRule::words).flatten());
        asked.map(String::as_str).chain([crate::segment::VULNERABLE, crate::rules::DEATH])
    }
}

impl Rung {
    /// The expected uplift in basis points and its source; none where the strategy
    /// says nothing.
    pub fn uplift(&self, situation: Situation, bucket: Bucket) -> Option<(i32, EffectSource)> {
        let effect = self.effects.iter().find(|effect| effect.situations.contains(&situation))?;
        let late = bucket.checked_sub(1)?;
        effect.uplift_bp.get(late).map(|uplift| (*uplift, effect.source))
    }
}

/// Local hours, half open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkingHours {
    /// The first minute of work.
    pub opens: Time,
    /// The first minute after it.
    pub closes: Time,
}

impl Default for WorkingHours {
    /// Eight in the morning to six in the evening.
    fn default() -> Self {
        Self { opens: Time::constant(8, 0, 0, 0), closes: Time::constant(18, 0, 0, 0) }
    }
}

/// A lender's ladder with the conventions it stands on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Strategy {
    /// Its name.
    pub name: String,
    /// Its version, raised with every change.
    pub version: u32,
    /// The ranges of days past due.
    pub buckets: Buckets,
    /// Days past due before there is a case. Never changes days past due.
    pub grace_days: i32,
    /// How the book is read: waterfalls and the count of days.
    pub book: BookRules,
    /// The scheme of asset classes kept, by name; none when none is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub classes: Option<String>,
    /// The penalty convention of the contracts, by id; none when none is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub penalty: Option<String>,
    /// The packs of law and house rules it is cleared against.
    pub packs: Vec<String>,
    /// Facts about the lender that are true, by which packs choose their rules.
    pub facts: Vec<String>,
    /// From when to when people work, at the borrower's place.
    pub working_day: WorkingHours,
    /// For so many days after a payment nothing above a reminder or a conversation
    /// about a plan is proposed.
    pub calm_days_after_payment: i32,
    /// From so many earlier spells of arrears a case may be visited before calls
    /// failed, and waits half as long; none when never.
    pub repeat_arrears_spells: Option<u32>,
    /// For how many days at most a case may be put off.
    #[serde(default = "usual_snooze", skip_serializing_if = "is_usual_snooze")]
    pub snooze_max_days: i32,
    /// What holds of promises.
    #[serde(default, skip_serializing_if = "PromiseTerms::are_usual")]
    pub promises: PromiseTerms,
    /// When an officer reports, and by when a leader looks.
    #[serde(default, skip_serializing_if = "AttentionTerms::are_usual")]
    pub attention: AttentionTerms,
    /// What holds of talk.
    #[serde(default, skip_serializing_if = "TalkTerms::are_usual")]
    pub talk: TalkTerms,
    /// When a case is hard; none where no case ever is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hard: Vec<HardRule>,
    /// Reminders before the due day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before_due: Vec<BeforeDue>,
    /// What is done about each cause; where none is said no plan is asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub plans: Vec<PlanTemplate>,
    /// What holds about recourse and security.
    #[serde(default)]
    pub recourse: RecoursePolicy,
    /// The steps, gentlest first.
    pub rungs: Vec<Rung>,
}

/// Two weeks: the length of the usual wait for an answer.
pub(crate) const USUAL_SNOOZE_DAYS: i32 = 14;

fn usual_snooze() -> i32 {
    USUAL_SNOOZE_DAYS
}

fn is_usual_snooze(days: &i32) -> bool {
    *days == USUAL_SNOOZE_DAYS
}

/// Why a file is not a strategy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {problem}")]
pub struct StrategyError {
    /// The file as named by the caller.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What was expected and what was found.
    pub problem: String,
}
