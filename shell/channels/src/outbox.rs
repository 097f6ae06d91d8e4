//! The outbox: a folder with one file a text, for somebody else to carry.

use crate::Rendered;
use makegood_case::Channel;
use makegood_compliance::{Cleared, PlannedContact};
use makegood_day_close::{DueSoon, PromisedSoon};
use makegood_desk::DeskError;
use makegood_strategy::ActionKind;
use makegood_units::{BusinessDate, PartyId};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

/// The name of a text's file, from the day, the party and the step alone: the same
/// step gives the same name however often it is tried.
pub fn file_name(day: BusinessDate, party: &PartyId, action: ActionKind, channel: Channel) -> String {
    let channel = format!("{channel:?}").to_lowercase();
    format!("{day}-{}-{}-{channel}.txt", in_a_name(party.as_str()), action.word())
}

/// The same for a reminder before the due day: one for each loan.
pub fn due_file_name(day: BusinessDate, planned: &DueSoon) -> String {
    let channel = format!("{:?}", planned.channel).to_lowercase();
    let (party, loan) = (in_a_name(planned.party.as_str()), in_a_name(planned.loan.as_str()));
    format!("{day}-{party}-before_due-{loan}-{channel}.txt")
}

/// The same for the reminder of a promised day: one for each part.
pub fn promised_file_name(day: BusinessDate, planned: &PromisedSoon) -> String {
    let channel = format!("{:?}", planned.channel).to_lowercase();
    let party = in_a_name(planned.party.as_str());
    format!("{day}-{party}-promised-{}-{}-{channel}.txt", planned.due_on, planned.promise)
}

/// Letters, digits, points and hyphens as they are, anything else as `_` and its
/// number: two ids never share a name, and none leaves the folder.
fn in_a_name(id: &str) -> String {
    let each = id.chars().map(|letter| match letter {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '.' => letter.to_string(),
        other => format!("_{:x}_", u32::from(other)),
    });
    each.collect()
}

/// Writes a cleared text into the outbox: whole or not at all, and on the disk when
/// this returns. A file of that name is replaced.
///
/// Only what the gate has cleared can be sent. This compiles:
///
/// ```
/// use makegood_channels::{Rendered, send};
/// use makegood_compliance::{Cleared, PlannedContact};
/// fn through_the_gate(cleared: &Cleared<PlannedContact>, rendered: &Rendered, outbox: &std::path::Path) {
///     let _ = send(cleared, rendered, outbox, "cleared.txt");
/// }
/// ```
///
/// and this, which differs in the gate alone, does not:
///
/// ```compile_fail,E0308
/// use makegood_channels::{Rendered, send};
/// use makegood_compliance::PlannedContact;
/// fn around_the_gate(planned: &PlannedContact, rendered: &Rendered, outbox: &std::path::Path) {
///     let _ = send(planned, rendered, outbox, "uncleared.txt");
/// }
/// ```
///
/// # Errors
/// Whatever the disk refuses.
pub fn send(
    _cleared: &Cleared<PlannedContact>,
    rendered: &Rendered,
    outbox: &Path,
    name: &str,
) -> Result<PathBuf, DeskError> {
    let path = outbox.join(name);
    // A name that no carrier takes for a text, until all of it is there.
    let unfinished = outbox.join(format!(".{name}.part"));
    let write = || {
        fs::create_dir_all(outbox)?;
        let mut file = File::create(&unfinished)?;
        file.write_all(rendered.text().as_bytes())?;
        file.sync_all()?;
        fs::rename(&unfinished, &path)?;
        // The name is in the folder; the folder has to be on the disk as well.
        #[cfg(unix)]
        File::open(outbox)?.sync_all()?;
        Ok(())
    };
    write().map_err(|source| DeskError::Io { path: path.display().to_string(), source })?;
    Ok(path)
}

/// Takes a text back that an interrupted run left and that may no longer go out.
/// Returns whether there was one.
///
/// # Errors
/// Whatever the disk refuses.
pub fn withdraw(outbox: &Path, name: &str) -> Result<bool, DeskError> {
    let path = outbox.join(name);
    match fs::remove_file(&path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(source) => Err(DeskError::Io { path: path.display().to_string(), source }),
    }
}
