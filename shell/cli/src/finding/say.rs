//! A finding in words: what it is, who stands by it, how it came about.

use crate::explain;
use makegood_diagnosis::{Axis, BeliefHistory, ChangePoint, Crossing, Mover, MoverKind};
use makegood_views::DiagnosisView;

/// So many movers are named under a change point.
const MOVERS: usize = 5;

pub fn finding(view: &DiagnosisView, history: &BeliefHistory) {
    let (day, ruled) = (&view.day, &view.day.ruled);
    let name = if view.name.is_empty() { String::new() } else { format!(", {}", view.name) };
    println!("{}{name}, as of {}", view.party, day.as_of);
    explain::finding(&ruled.finding);
    if ruled.finding.situation != ruled.found.situation {
        println!("  found, and contested: {} ({})", ruled.found.situation.words(), ruled.found.situation);
    }
    if let Some(matured) = &day.at_maturity {
        println!("  at maturity: {}. {}", matured.word.words(), matured.why.says);
    }
    for aside in ruled.found.set_aside.iter().filter(|why| why.code == "set_aside_on_appeal") {
        println!("  left aside: {}", aside.says);
    }
    carried(view);
    println!("\nDecisions");
    if day.decisions.is_empty() {
        println!("  none");
    }
    for one in &day.decisions {
        println!("  {} event {}, {} by {}: {}", one.on, one.seq, one.what, one.what.by(), one.what.note());
    }
    println!("\nOver time");
    if history.changes.is_empty() {
        println!("  no line was crossed");
    }
    history.changes.iter().for_each(change);
}

fn carried(view: &DiagnosisView) {
    let ruled = &view.day.ruled;
    if ruled.basis.carried_by.is_empty() {
        return;
    }
    println!("  mark {}, carried by", ruled.basis.mark());
    for one in &ruled.basis.carried_by {
        let facts: Vec<&str> = one.facts.iter().map(|fact| fact.as_str()).collect();
        println!("    {} [{}]", one.evidence, facts.join(" "));
    }
    if let Some(accepted) = &ruled.standing.accepted {
        println!("  {} stands by it since {} [{}]", accepted.by, accepted.on, accepted.fact);
    }
}

fn change(point: &ChangePoint) {
    let percent = |bp: i32| format!("{} %", (bp + 50) / 100);
    let axis = match point.crossed {
        Crossing::Situation { from, to } => {
            println!("  {} {} → {}", point.on, from.words(), to.words());
            None
        }
        Crossing::Belief { axis, from_bp, to_bp, line_bp } => {
            let (from, to, line) = (percent(from_bp), percent(to_bp), percent(line_bp));
            println!("  {} {}: {from} → {to}, over the line at {line}", point.on, axis.words());
            Some(axis)
        }
    };
    for decided in &point.decided {
        println!("    decided [{decided}]");
    }
    let is_slow = point.since.days_since(point.on) < -1;
    if is_slow {
        println!("    counted since {}", point.since);
    }
    for one in point.moved_by.iter().take(MOVERS) {
        println!("    {} {} {} {}", one.evidence, how(one), moved(one, axis), one.says);
    }
}

fn how(one: &Mover) -> &'static str {
    match one.kind {
        MoverKind::Came => "came",
        MoverKind::Shifted => "shifted",
        MoverKind::Went => "went",
    }
}

/// `willing −6.0 dB`; of a situation all it moved.
fn moved(one: &Mover, axis: Option<Axis>) -> String {
    let axes = Axis::ALL.into_iter().filter(|other| axis.is_none_or(|axis| axis == *other));
    let moved = axes.filter(|axis| one.cdb(*axis) != 0).map(|axis| {
        let cdb = one.cdb(axis);
        let sign = if cdb < 0 { '-' } else { '+' };
        let tenths = cdb.unsigned_abs().saturating_add(5) / 10;
        format!("{} {sign}{}.{} dB", axis.words(), tenths / 10, tenths % 10)
    });
    moved.collect::<Vec<_>>().join(", ")
}
