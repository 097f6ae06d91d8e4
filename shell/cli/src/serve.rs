//! `makegood serve`

use crate::End;
use crate::args::{Place, ServeArgs};
use anyhow::{Result, anyhow, bail};
use makegood_desk::{Clock, Desk};
use makegood_server::{ServeOptions, serve};
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;

pub fn run(place: &Place, args: &ServeArgs) -> Result<End> {
    let mut desk = place.open()?;
    let Some(closed) = makegood_views::last_closed(desk.book())? else {
        bail!("no day is closed yet, so there is nothing to show; close one with: makegood close DATE");
    };
    if args.on_last_close {
        desk.set_clock(Clock::OnDay(closed, place.zone()?));
    }
    open_pages(desk, args.port, None, &place.file())
}

/// The usual port, unless another program has it.
fn usual_or_free() -> u16 {
    let usual = 8080;
    if TcpListener::bind((Ipv4Addr::LOCALHOST, usual)).is_ok() { usual } else { 0 }
}

/// Opens the pages until somebody presses Ctrl-C.
pub fn open_pages(desk: Desk, port: Option<u16>, notice: Option<String>, book: &Path) -> Result<End> {
    let port = port.unwrap_or_else(usual_or_free);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let served = runtime.block_on(serve(desk, port, ServeOptions { notice, book: Some(book.to_owned()) }, |address| {
        println!("Pages on http://{address} for this machine only. Ctrl-C ends.");
    }));
    served.map_err(|error| anyhow!("{error}\n  {}", error.way_out()))?;
    Ok(End::Done)
}
