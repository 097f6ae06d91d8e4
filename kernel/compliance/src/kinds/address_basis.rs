//! A number or address needs a lawful ground.

use super::usable_contact_point::trouble;
use crate::clear::harder;
use crate::judge::{Bite, Judgement, Moment, Note, View};
use crate::rule::AddressBasis;
use crate::standing::Standing;
use makegood_units::{BusinessDate, ContactPointId};

impl AddressBasis {
    pub(crate) fn judge(&self, view: &View<'_>, moment: &Moment<'_>) -> Judgement {
        match (view.contact_point, view.deed.channel()) {
            (Some(point), _) => self.judge_point(view, moment, point),
            (None, None) => Judgement::missing(Note::NoPoint),
            // Any usable one will do: the one with the least against it.
            (None, Some(channel)) => {
                let today = moment.local.day;
                let usable = view.facts.points.iter().filter(|point| trouble(point, channel, today).is_none());
                let judged = usable.map(|point| self.judge_point(view, moment, &point.id));
                let gentler = |one: Judgement, other: Judgement| {
                    if harder(one.bite, other.bite) == one.bite { other } else { one }
                };
                judged.reduce(gentler).unwrap_or(Judgement::missing(Note::NoPoint))
            }
        }
    }

    fn judge_point(&self, view: &View<'_>, moment: &Moment<'_>, point: &ContactPointId) -> Judgement {
        if let Some((standing, _)) = self.last(view, moment, point, |one| one.is_one_of(&self.spoilt_by)) {
            return Judgement::closed(Note::BasisSpoilt { standing });
        }
        let basis = self.last(view, moment, point, |one| one.is_one_of(&self.basis));
        let known = view.facts.points.iter().find(|other| other.id == *point);
        let is_source = known.is_some_and(|known| self.sources.contains(&known.provenance.replace(' ', "_")));
        match basis {
            Some((standing, _)) => self.fresh(view, moment, point, Note::BasisOn { standing }),
            None if is_source => self.fresh(view, moment, point, Note::BasisSource),
            None => self.by_notice(view, moment, point),
        }
    }

    /// The last thing of a sort that stands for a number or address, with its day.
    fn last(
        &self,
        view: &View<'_>,
        moment: &Moment<'_>,
        point: &ContactPointId,
        fits: impl Fn(&Standing) -> bool,
    ) -> Option<(usize, BusinessDate)> {
        let all = view.facts.standing.iter().zip(&moment.place.standing_days).enumerate().rev();
        all.filter(|(_, (one, _))| one.is_seen(view.asked_at) && one.stands(moment.at, moment.local))
            .find(|(_, (one, _))| fits(one) && one.point.as_ref().is_none_or(|other| other == point))
            .map(|(place, (_, day))| (place, *day))
    }

    /// A ground may have to be kept fresh.
    fn fresh(&self, view: &View<'_>, moment: &Moment<'_>, point: &ContactPointId, ground: Note) -> Judgement {
        let Some(days) = self.fresh_days.as_ref().and_then(|days| days.on(moment.local.day)) else {
            return Judgement::passes(ground);
        };
        let last = self.last(view, moment, point, |one| one.is_one_of(&self.fresh) || one.is_one_of(&self.basis));
        let Some((_, since)) = last else { return Judgement { bite: Bite::Document, note: Note::NoBasis } };
        let last = since.plus_days(*days);
        if moment.local.day <= last {
            return Judgement::passes(ground);
        }
        Judgement { bite: Bite::Document, note: Note::BasisStale { since, last } }
    }

    /// A notice becomes a ground when its days have passed.
    fn by_notice(&self, view: &View<'_>, moment: &Moment<'_>, point: &ContactPointId) -> Judgement {
        let sent = self.notice.as_ref().and_then(|notice| self.last(view, moment, point, |one| one.what == *notice));
        let days = self.notice_days.as_ref().and_then(|days| days.on(moment.local.day));
        let Some(((standing, since), days)) = sent.zip(days) else { return Judgement::closed(Note::NoBasis) };
        let last = since.plus_days(*days);
        if moment.local.day > last {
            return Judgement::passes(Note::BasisOn { standing });
        }
        Judgement { bite: moment.until_start_of(last.plus_days(1)), note: Note::Young { standing, since, last } }
    }
}
