//! The pages people work on.
//!
//! A page is a plain struct of things already known, and a template that shows
//! them. Nothing here asks a database, reads a clock or works out what is owed:
//! the models are filled from the views, and every sentence in them comes from
//! the stage that decided it.
//!
//! * [`pages`] the models and their templates
//! * [`layout`] what stands around every page
//! * [`gates`] which right opens which address
//! * [`links`] every address the pages point to, read and written by one type
//! * [`drawing`] pictures as SVG, each with its words
//! * [`say`] how money, days and shares are written
//! * [`assets`] style sheet, script and icon, served from the binary
//! * [`serve`] the addresses, on this machine alone

mod asked;
mod at_desk;
mod door;
mod export;
mod guard;
mod jobs;
mod live;
mod may;
mod model;
mod offered;
mod pace;
mod routes;
mod serve;
mod tongue;
mod trouble;
mod typed;
mod veil;
mod ways_in;

pub mod assets;
pub mod drawing;
pub mod gates;
pub mod layout;
pub mod links;
pub mod pages;
pub mod say;

pub use askama::Error as RenderError;
pub use export::{Ending, ReportTable, report_file};
pub use makegood_tongues::Tongue;
pub use model::leader::{LeaderReport, leader_report};
pub use serve::{Moment, ServeError, ServeOptions, app, serve};
