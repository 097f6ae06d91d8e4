//! `makegood replay`

use crate::End;
use crate::args::{Place, ReplayArgs};
use crate::progress::Bar;
use anyhow::{Context, Result};
use serde_json::json;

pub fn run(place: &Place, args: &ReplayArgs) -> Result<End> {
    let desk = place.open()?;
    let bar = Bar::new("replay");
    let replayed = desk.replay(args.day, |done| bar.at(done as u64, 0));
    bar.end();
    let replayed = replayed?;
    if let Some(path) = &args.out {
        std::fs::write(path, &replayed.again).with_context(|| format!("{}", path.display()))?;
    }
    let same = replayed.same();
    if args.json {
        let difference = replayed.first_difference();
        let difference = difference.map(|(at, kept, again)| json!({ "at_byte": at, "kept": kept, "again": again }));
        println!(
            "{:#}",
            json!({ "day": args.day, "event": replayed.event, "known_to": replayed.known_to, "bytes": replayed.kept.len(),
                    "same": same, "difference": difference })
        );
    } else if same {
        println!(
            "{}: the plan computed again from what was known at event {} is the same, byte for byte ({} bytes).",
            args.day,
            replayed.known_to,
            replayed.kept.len()
        );
    } else if let Some((at, kept, again)) = replayed.first_difference() {
        println!("{}: the plan differs from byte {at} on.\n  kept:  …{kept}…\n  again: …{again}…", args.day);
    }
    Ok(if same { End::Done } else { End::DoesNotHold })
}
