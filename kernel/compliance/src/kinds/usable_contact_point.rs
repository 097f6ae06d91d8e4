//! A channel needs an open number or address that reaches the person.

use crate::facts::Point;
use crate::judge::{Bite, Judgement, Moment, Note, View};
use crate::rule::UsableContactPoint;
use makegood_case::{Channel, ContactPointKind};
use makegood_units::BusinessDate;

impl UsableContactPoint {
    pub(crate) fn judge(&self, view: &View<'_>, moment: &Moment<'_>) -> Judgement {
        let today = moment.local.day;
        let points = &view.facts.points;
        // What reaches nobody needs no number.
        let Some(channel) = view.deed.channel() else { return Judgement::PASSES };
        let Some(id) = view.contact_point else {
            let usable = points.iter().any(|point| trouble(point, channel, today).is_none());
            return if usable { Judgement::PASSES } else { Judgement { bite: Bite::Missing, note: Note::NoPoint } };
        };
        let Some(point) = points.iter().find(|point| point.id == *id) else {
            return Judgement { bite: Bite::Missing, note: Note::PointUnknown };
        };
        trouble(point, channel, today).map_or(Judgement::PASSES, |note| Judgement { bite: Bite::Closed, note })
    }
}

pub(super) fn trouble(point: &Point, channel: Channel, today: BusinessDate) -> Option<Note> {
    match point.closed_on {
        _ if !point.is_theirs => Some(Note::PointOfAnother),
        _ if point.kind != carries(channel) => Some(Note::PointUnfit),
        Some(on) if on <= today => Some(Note::PointClosed { on }),
        _ => None,
    }
}

/// The kind of contact point a channel needs.
pub(crate) fn carries(channel: Channel) -> ContactPointKind {
    match channel {
        Channel::Call | Channel::InboundCall | Channel::Message => ContactPointKind::Phone,
        Channel::Email => ContactPointKind::Email,
        Channel::Letter | Channel::Visit => ContactPointKind::Address,
    }
}
