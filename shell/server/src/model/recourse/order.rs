//! The order of recourse as its page shows it.

use super::{Told, obstacles, percent};
use crate::drawing::{WayBar, WaySize};
use crate::pages::recourse::{OrderBlock, ShutWay, WayLine};
use crate::say;
use crate::trouble::sentence;
use makegood_recourse::{Order, RouteAnswer, RouteKind, Step};

/// The block.
pub(super) fn order(told: &Told<'_>, order: &Order) -> OrderBlock {
    let open = order.steps.iter().map(|step| &step.route);
    let most = open.clone().map(|way| way.brings.minor().max(way.cost.minor())).max().unwrap_or(0);
    let most_days = open.map(|way| way.days).max().unwrap_or(0);
    let shut = |way: &RouteAnswer| ShutWay {
        title: title(told, way),
        brings: told.money(way.brings),
        because: obstacles(&way.blocked),
    };
    OrderBlock {
        ways: order.steps.iter().map(|step| line(told, step, most, most_days)).collect(),
        shut: order.blocked.iter().map(shut).collect(),
    }
}

fn line(told: &Told<'_>, step: &Step, most: i64, most_days: u32) -> WayLine {
    let way = &step.route;
    let title = title(told, way);
    let (net, brings, cost) = (told.money(way.expected_net), told.money(way.brings), told.money(way.cost));
    let days = i32::try_from(way.days).unwrap_or(i32::MAX);
    let size = WaySize {
        net: way.expected_net.minor(),
        cost: way.cost.minor(),
        brings: way.brings.minor(),
        most,
        days: way.days,
        most_days,
    };
    let says = format!("Expected net {net}, cost {cost}, brings {brings} if it works, takes {}.", say::days(days));
    let mut opened = told.opened(&step.why, &[], None);
    opened.says = format!("{} {}", sentence(&way.arithmetic), opened.says);
    let after = |after: &makegood_recourse::After| format!("{} (rule {}, {})", after.route, after.rule, after.citation);
    WayLine {
        place: step.place,
        bar: WayBar::new(&title, &says, &size),
        title,
        net,
        brings,
        cost,
        days,
        likely: format!("{}, by {}", percent(way.probability_bp), way.source),
        after: step.after.iter().map(after).collect(),
        needs: way.needs.as_deref().map(sentence).unwrap_or_default(),
        opened,
    }
}

/// What a way is, in words.
fn title(told: &Told<'_>, way: &RouteAnswer) -> String {
    let of = way.of.as_deref().unwrap_or_default();
    let facts = &told.of.facts;
    let what = match way.kind {
        RouteKind::Plan => "The borrower's own plan".to_owned(),
        RouteKind::VoluntarySale => {
            let asset = facts.assets.iter().find(|asset| asset.id == of);
            asset.map_or_else(|| format!("Sale of {of} by its owner"), |it| format!("The owner sells {}", it.what))
        }
        RouteKind::Pledge | RouteKind::Mortgage => {
            let kind = if way.kind == RouteKind::Pledge { "Pledge" } else { "Mortgage" };
            let thing = facts.securities.iter().find(|thing| thing.id == of);
            thing.map_or_else(|| format!("{kind} {of}"), |it| format!("{kind} {of}, {}", it.what))
        }
        RouteKind::Guarantor => {
            let who = facts.liable.iter().find(|one| one.id == of).map(|one| told.who(&one.party).name);
            format!("Guarantor {}", who.unwrap_or_else(|| of.to_owned()))
        }
        RouteKind::Group => format!("The other members of group {of}"),
        RouteKind::Suit => "Suit against the borrower".to_owned(),
    };
    format!("{what}, for loan {} ({})", way.debt, way.route)
}
