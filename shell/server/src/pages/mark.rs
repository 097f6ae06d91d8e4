//! Small words many pages share.

use makegood_book::{Bucket, Buckets};

/// What kind of step an action is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionKind {
    /// A telephone call.
    Call,
    /// A text message.
    Message,
    /// An e-mail.
    Email,
    /// A letter.
    Letter,
    /// A visit to the home or the place of business.
    Visit,
    /// A leader reads the case.
    Review,
}

impl ActionKind {
    /// The word shown beside the picture.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Call => "Call",
            Self::Message => "Message",
            Self::Email => "E-mail",
            Self::Letter => "Letter",
            Self::Visit => "Visit",
            Self::Review => "Review",
        }
    }

    /// The name of the picture in `templates/parts/icon.html`.
    pub fn icon(&self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Message => "message",
            Self::Email | Self::Letter => "letter",
            Self::Visit => "visit",
            Self::Review => "review",
        }
    }
}

/// A bucket by its place, for its colour, and by its name, for everything else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BucketMark {
    /// 0 current, then the late buckets in order.
    pub place: Bucket,
    /// `current`, `1-29`, `90+`.
    pub name: String,
}

impl BucketMark {
    /// The bucket of so many days past due.
    pub fn of(buckets: &Buckets, days_past_due: i32) -> Self {
        Self::at(buckets, buckets.of(days_past_due))
    }

    /// The bucket at a place.
    pub fn at(buckets: &Buckets, place: Bucket) -> Self {
        Self { place, name: buckets.name(place) }
    }

    /// The step of the colour scale: five steps, the last for all worse ones.
    pub fn tint(&self) -> usize {
        self.place.min(4)
    }

    /// The name with its unit: `current`, `1-29 days`.
    pub fn says(&self) -> String {
        if self.place == 0 { self.name.clone() } else { format!("{} days", self.name) }
    }
}

/// A situation by its code and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SituationMark {
    /// `S0`, `S1a`, `S1b`, `S2`, `S3`, `S4`, or nothing while undetermined.
    pub code: Option<String>,
    /// `temporary shortage`, `undetermined`.
    pub name: String,
}
