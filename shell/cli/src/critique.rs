//! `makegood critique`

use crate::End;
use crate::args::Place;
use crate::gate;
use anyhow::{Context, Result};
use clap::{Args, Subcommand, ValueEnum};
use makegood_case::{CritiqueAnswer, CritiqueState, Pin};
use makegood_desk::{CritiqueAbout, Desk, KeepTranscript, MakeCritique, OnCritique, critique_categories};
use makegood_units::{BusinessDate, StaffId};
use makegood_views::{CritiqueFilter, CritiqueLine, Reach, critiques, repeats, texts_of, to_read};
use serde_json::json;
use std::path::PathBuf;

/// `critique`
#[derive(Args, Debug)]
#[command(after_help = "\
A critique is pinned to words of a note, a kept conversation or the findings of a visit, or to a
measure. The wording check makes them by itself as outcomes are recorded; leaders make them by hand.
The officer who was told answers, a leader closes or withdraws.

Example:  makegood critique list --officer s-1 --state open
          makegood critique texts 4711
          makegood critique make 4711 --event 88 --quote 'pay or else' --category L05 \\
              --says 'It sounds like a threat' --instead 'Say what happens next, and when' --by s-9
          makegood critique answer 91 accepted --by s-1")]
pub struct CritiqueArgs {
    #[command(subcommand)]
    what: What,
    /// Work as if the last closed day were today, for a book of the past.
    #[arg(long, global = true)]
    on_last_close: bool,
    /// As JSON.
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum What {
    /// What was found, newest first, and what came back within 90 days
    List {
        /// Told to this colleague.
        #[arg(long, value_name = "STAFF")]
        officer: Option<String>,
        /// Of this category.
        #[arg(long)]
        category: Option<String>,
        /// Standing so.
        #[arg(long)]
        state: Option<State>,
        /// Of this case.
        #[arg(long)]
        case: Option<String>,
    },
    /// The categories a critique may have
    Categories,
    /// The texts of a case with the numbers of their events
    Texts {
        /// The borrower's or a loan's number.
        case: String,
    },
    /// Conversations drawn for a leader to read
    ToRead,
    /// Have the wording check read every note and conversation, of a case or of all
    Check {
        /// The borrower's or a loan's number; all cases when left out.
        case: Option<String>,
    },
    /// Keep a conversation word for word, beside its contact
    Transcript {
        /// The borrower's or a loan's number.
        case: String,
        /// The event of the contact.
        #[arg(long)]
        contact: i64,
        /// The words.
        #[arg(long, required_unless_present = "file", conflicts_with = "file")]
        text: Option<String>,
        /// A file with the words.
        #[arg(long)]
        file: Option<PathBuf>,
        /// Who keeps it.
        #[arg(long, value_name = "STAFF")]
        by: String,
    },
    /// A leader finds something wrong with words
    Make(Found),
    /// A leader finds something wrong with what was done or left out
    Method(Measure),
    /// The officer answers
    Answer {
        /// The event of the critique.
        critique: i64,
        /// How.
        how: Answer,
        /// In their own words.
        #[arg(long, default_value = "", hide_default_value = true)]
        note: String,
        /// Who.
        #[arg(long, value_name = "STAFF")]
        by: String,
    },
    /// A leader closes what was answered
    Close(Ending),
    /// A leader withdraws what was none
    Withdraw(Ending),
    /// A leader read a text to its end
    Read {
        /// The borrower's or a loan's number.
        case: String,
        /// The event of the text.
        #[arg(long)]
        event: i64,
        /// Who.
        #[arg(long, value_name = "STAFF")]
        by: String,
    },
}

#[derive(Args, Debug)]
struct Found {
    /// The borrower's or a loan's number.
    case: String,
    /// The event of the text.
    #[arg(long)]
    event: i64,
    /// The words, as they stand there.
    #[arg(long)]
    quote: String,
    /// From which character, the first one being 0; the first place when left out.
    #[arg(long)]
    from: Option<usize>,
    #[command(flatten)]
    says: Says,
}

#[derive(Args, Debug)]
struct Measure {
    /// The borrower's or a loan's number.
    case: String,
    /// Who is to answer.
    #[arg(long, value_name = "STAFF")]
    officer: String,
    /// The event of the measure, where one was taken.
    #[arg(long)]
    event: Option<i64>,
    /// On which day.
    #[arg(long, value_name = "DATE")]
    on: Option<BusinessDate>,
    /// What is to be seen there.
    #[arg(long)]
    seen: String,
    #[command(flatten)]
    says: Says,
}

#[derive(Args, Debug)]
struct Says {
    /// The category: see `makegood critique categories`.
    #[arg(long)]
    category: String,
    /// What is wrong with it.
    #[arg(long)]
    says: String,
    /// What to say or do instead.
    #[arg(long)]
    instead: String,
    /// The leader.
    #[arg(long, value_name = "STAFF")]
    by: String,
}

#[derive(Args, Debug)]
struct Ending {
    /// The event of the critique.
    critique: i64,
    /// What follows, or why it was none.
    #[arg(long, default_value = "", hide_default_value = true)]
    note: String,
    /// The leader.
    #[arg(long, value_name = "STAFF")]
    by: String,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Answer {
    Accepted,
    Explained,
    Contested,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum State {
    Open,
    Answered,
    Closed,
    Withdrawn,
}

impl From<State> for CritiqueState {
    fn from(state: State) -> Self {
        match state {
            State::Open => Self::Open,
            State::Answered => Self::Answered,
            State::Closed => Self::Closed,
            State::Withdrawn => Self::Withdrawn,
        }
    }
}

pub fn run(place: &Place, args: &CritiqueArgs) -> Result<End> {
    let mut desk = place.open_as(args.on_last_close)?;
    match &args.what {
        What::List { officer, category, state, case } => {
            let filter = CritiqueFilter {
                officer: officer.as_deref().map(StaffId::from),
                category: category.clone(),
                state: state.map(CritiqueState::from),
                party: case.as_deref().map(|case| gate::case(&desk, case)).transpose()?,
                ..CritiqueFilter::default()
            };
            list(&desk, &filter, args.json)?;
        }
        What::Categories => categories(args.json)?,
        What::Texts { case } => texts(&desk, case, args.json)?,
        What::ToRead => drawn(&desk, args.json)?,
        What::Check { case } => {
            let party = case.as_deref().map(|case| gate::case(&desk, case)).transpose()?;
            let made = desk.check_words(party.as_ref())?;
            println!("{} made", count(made.len()));
        }
        What::Transcript { case, contact, text, file, by } => {
            let source = file.as_ref().map_or("typed".to_owned(), |file| file.display().to_string());
            let text = match (text, file) {
                (None, Some(file)) => {
                    std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?
                }
                (text, _) => text.clone().unwrap_or_default(),
            };
            let party = gate::case(&desk, case)?;
            let command = KeepTranscript { party, contact: *contact, by: by.as_str().into(), text, source };
            let (seq, made) = desk.keep_transcript(&command)?;
            println!("event {seq}: kept; {} made", count(made.len()));
        }
        What::Make(Found { case, event, quote, from, says }) => {
            let about = CritiqueAbout::Words { event: *event, quote: quote.clone(), from: *from };
            make(&mut desk, case, about, says)?;
        }
        What::Method(Measure { case, officer, event, on, seen, says }) => {
            let (officer, seen) = (officer.as_str().into(), seen.clone());
            make(&mut desk, case, CritiqueAbout::Measure { officer, event: *event, on: *on, seen }, says)?;
        }
        What::Answer { critique, how, note, by } => {
            let how = match how {
                Answer::Accepted => CritiqueAnswer::Accepted,
                Answer::Explained => CritiqueAnswer::Explained,
                Answer::Contested => CritiqueAnswer::Contested,
            };
            let (_, seq) = desk.on_critique(*critique, &by.as_str().into(), &OnCritique::Answer(how), note)?;
            println!("event {seq}: {}", how.word());
        }
        What::Close(Ending { critique, note, by }) => {
            let (_, seq) = desk.on_critique(*critique, &by.as_str().into(), &OnCritique::Close, note)?;
            println!("event {seq}: closed");
        }
        What::Withdraw(Ending { critique, note, by }) => {
            let (_, seq) = desk.on_critique(*critique, &by.as_str().into(), &OnCritique::Withdraw, note)?;
            println!("event {seq}: withdrawn");
        }
        What::Read { case, event, by } => {
            let party = gate::case(&desk, case)?;
            let seq = desk.read_text(&party, *event, &by.as_str().into())?;
            println!("event {seq}: read");
        }
    }
    Ok(End::Done)
}

fn make(desk: &mut Desk, case: &str, about: CritiqueAbout, says: &Says) -> Result<()> {
    let party = gate::case(desk, case)?;
    let Says { category, says, instead, by } = says;
    let (category, says, instead) = (category.clone(), says.clone(), instead.clone());
    let seq = desk.make_critique(&MakeCritique { party, by: by.as_str().into(), about, category, says, instead })?;
    println!("event {seq}: a critique");
    Ok(())
}

fn count(number: usize) -> String {
    if number == 1 { "1 critique".to_owned() } else { format!("{number} critiques") }
}

fn list(desk: &Desk, filter: &CritiqueFilter, as_json: bool) -> Result<()> {
    let found = critiques(desk.book(), filter)?;
    let again = repeats(desk.book(), desk.clock().today(), &Reach::whole())?;
    let again: Vec<_> = again.into_iter().filter(|one| one.times > 1).collect();
    if as_json {
        println!("{:#}", json!({ "critiques": found, "repeats": again }));
        return Ok(());
    }
    for line in &found {
        say(line);
    }
    if found.is_empty() {
        println!("None was found.");
    }
    for one in again.iter().filter(|one| filter.officer.as_ref().is_none_or(|officer| one.officer == *officer)) {
        println!(
            "again: {} {} times {} from {} to {}",
            one.officer, one.times, one.category, one.first_on, one.last_on
        );
    }
    Ok(())
}

fn say(line: &CritiqueLine) {
    let stand = &line.stand;
    let made = &stand.made;
    let by = made.by.as_ref().map_or("the wording check".to_owned(), ToString::to_string);
    println!("{} {} {} {} on {}, by {by}", stand.seq, stand.state.word(), made.category, made.officer, made.fault_on);
    match &made.pin {
        Pin::Span(span) => println!("  event {} from {} to {}: \"{}\"", span.event, span.from, span.to, span.quote),
        Pin::Measure { event: Some(event), says } => println!("  event {event}: {says}"),
        Pin::Measure { event: None, says } => println!("  {says}"),
    }
    println!("  {} {}", made.says, made.citation);
    println!("  instead: {}", made.instead);
    if let Some((answer, on, note)) = &stand.answer {
        println!("  {} on {on}: {note}", answer.word());
    }
    if let Some((by, on, note)) = &stand.ended {
        println!("  {} by {by} on {on}: {note}", stand.state.word());
    }
}

fn categories(as_json: bool) -> Result<()> {
    let all = critique_categories()?;
    if as_json {
        println!("{:#}", json!(all.iter().map(|(id, title)| json!({ "id": id, "title": title })).collect::<Vec<_>>()));
        return Ok(());
    }
    for (id, title) in all {
        println!("{id:<26} {title}");
    }
    Ok(())
}

fn texts(desk: &Desk, case: &str, as_json: bool) -> Result<()> {
    let found = texts_of(desk.book(), &gate::case(desk, case)?)?;
    if as_json {
        println!("{:#}", json!(found));
        return Ok(());
    }
    for text in &found {
        println!("event {} on {}, {} by {}", text.event, text.said_on, text.kind.word(), text.officer);
        for line in text.text.lines() {
            println!("  {line}");
        }
    }
    if found.is_empty() {
        println!("No text of this case is on record.");
    }
    Ok(())
}

fn drawn(desk: &Desk, as_json: bool) -> Result<()> {
    let (left, drawn) = to_read(desk.book(), &Reach::whole())?.unwrap_or_default();
    if as_json {
        println!("{:#}", json!({ "to_read": left, "drawn": drawn }));
        return Ok(());
    }
    println!("{} of {drawn} drawn are not read yet", left.len());
    for one in left {
        println!("event {} on {}, by {}, case {}", one.event, one.said_on, one.officer, one.party);
    }
    Ok(())
}
