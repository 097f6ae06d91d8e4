//! `makegood serve`

use crate::args::Place;
use crate::{End, rights};
use anyhow::{Result, anyhow, bail};
use clap::Args;
use makegood_access::Secrets;
use makegood_desk::{Clock, Desk, wall_now};
use makegood_oidc::Settings;
use makegood_server::{ServeOptions, serve};
use std::net::{IpAddr, Ipv4Addr, TcpListener};
use std::path::PathBuf;

/// `serve`
#[derive(Args, Debug)]
#[command(after_help = "\
People log in (makegood user; docs/people-and-rights.md). Without --listen the pages answer on this
machine alone; beyond it only behind a proxy with a certificate.")]
pub struct ServeArgs {
    /// The port; 8080, or a free one when that is taken.
    #[arg(long)]
    pub port: Option<u16>,
    /// Work as if the last closed day were today, for a book of the past.
    #[arg(long)]
    pub on_last_close: bool,
    /// Listen on this address instead of this machine's own; needs --public-url.
    #[arg(long, value_name = "ADDRESS")]
    pub listen: Option<IpAddr>,
    /// The https address people use, of the proxy that stands before this program.
    #[arg(long, value_name = "URL")]
    pub public_url: Option<String>,
    /// The lender's own table of rights, instead of the shipped one.
    #[arg(long, value_name = "FILE")]
    pub rights: Option<PathBuf>,
    /// The sign-in provider of the lender (OpenID Connect), beside passwords; the form of
    /// the file is in docs/people-and-rights.md.
    #[arg(long, value_name = "FILE")]
    pub oidc: Option<PathBuf>,
}

pub fn run(place: &Place, args: &ServeArgs) -> Result<End> {
    let mut desk = place.open()?;
    let Some(closed) = makegood_views::last_closed(desk.book())? else {
        bail!("no day is closed yet, so there is nothing to show; close one with: makegood close DATE");
    };
    if args.on_last_close {
        desk.set_clock(Clock::OnDay(closed, place.zone()?));
    }
    let options = ServeOptions {
        book: Some(place.file()),
        rights: Some(rights::read(args.rights.as_deref())?),
        listen: args.listen,
        public_url: args.public_url.clone(),
        provider: args.oidc.as_deref().map(Settings::read).transpose()?,
        ..ServeOptions::default()
    };
    open_pages(desk, args.port, options)
}

/// The usual port, unless another program has it.
fn usual_or_free() -> u16 {
    let usual = 8080;
    if TcpListener::bind((Ipv4Addr::LOCALHOST, usual)).is_ok() { usual } else { 0 }
}

/// The word of a link by which the first administrator is made, for a book without people.
fn first_link(desk: &Desk, options: &ServeOptions) -> Result<Option<String>> {
    let Some(book) = options.book.as_deref() else { return Ok(None) };
    if !makegood_views::users(desk.book())?.is_empty() {
        return Ok(None);
    }
    Ok(Some(Secrets::open_beside(book)?.setup_link(wall_now().as_second())?))
}

/// Opens the pages until somebody presses Ctrl-C.
pub fn open_pages(desk: Desk, port: Option<u16>, options: ServeOptions) -> Result<End> {
    let port = port.unwrap_or_else(usual_or_free);
    let first = first_link(&desk, &options)?;
    let public = options.public_url.clone();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let served = runtime.block_on(serve(desk, port, options, |address| {
        let at = public.map_or_else(|| format!("http://{address}"), |url| url.trim_end_matches('/').to_owned());
        let whom = if at.starts_with("https://") { "behind your proxy" } else { "for this machine only" };
        println!("Pages on {at} {whom}. Ctrl-C ends.");
        if let Some(word) = first {
            println!(
                "Nobody may log in yet. Make the first administrator here, once, within 15 minutes:\n{at}/link/{word}"
            );
        }
    }));
    served.map_err(|error| anyhow!("{error}\n  {}", error.way_out()))?;
    Ok(End::Done)
}
