//! `makegood serve`

use crate::End;
use crate::args::{Place, ServeArgs};
use anyhow::{Result, bail};
use makegood_desk::{Clock, Desk};

pub fn run(place: &Place, args: &ServeArgs) -> Result<End> {
    let mut desk = place.open()?;
    let Some(closed) = makegood_views::last_closed(desk.book())? else {
        bail!("no day is closed yet, so there is nothing to show; close one with: makegood close DATE");
    };
    if args.on_last_close {
        desk.set_clock(Clock::OnDay(closed, place.zone()?));
    }
    open_pages(desk, args.port, None)
}

/// Opens the pages until somebody presses Ctrl-C.
pub fn open_pages(desk: Desk, port: u16, notice: Option<String>) -> Result<End> {
    let _ = (desk, port, notice);
    bail!("pages pending")
}
