//! A judgement as its pages show it.

pub(crate) mod acts;
pub(crate) mod kept;
pub(crate) mod may;
mod missing;

use super::case::Open;
use super::words::{self, named};
use crate::links;
use crate::pages::law::{FactUsed, RuleLine, Verdict};
use crate::say;
use crate::trouble::sentence;
use acts::plain;
use makegood_case::CaseEvent;
use makegood_compliance::{Packs, RuleHit, Status};
use makegood_desk::Desk;
use makegood_units::{BusinessDate, FactId, LoanId, PartyId};
use makegood_views::{Judgement, ViewError};

/// The answer to a question about a case.
///
/// # Errors
/// Views that cannot be read.
pub(crate) fn verdict(desk: &Desk, open: &Open, of: &Judgement) -> Result<Verdict, ViewError> {
    let who = if of.act.person == open.view.day.party {
        named(&open.view.name, &of.act.person)
    } else {
        named(&makegood_views::name_of(desk.book(), &of.act.person)?, &of.act.person)
    };
    let (answer, tone) = acts::answer(&of.verdict);
    let line = |hit: &RuleHit| rule_line(open, hit);
    let opens = of.opens_at.filter(|_| !of.is_cleared()).map(|at| open.local.full(at));
    Ok(Verdict {
        question: format!("May we {}{}?", acts::says(of.act.deed, &who), details(open, of)),
        moment: format!(
            "Asked for {}. What counts is what had been recorded by then, on the facts of {}.",
            open.local.full(of.at),
            say::day_text(&of.as_of)
        ),
        answer: answer.to_owned(),
        tone,
        says: in_a_sentence(of),
        opens,
        missing: missing::missing(of, &open.view.day.party, &open.policy.packs),
        against: of.against().map(line).collect(),
        asked: of.rules.iter().filter(|rule| !rule.bites).map(line).collect(),
    })
}

fn in_a_sentence(of: &Judgement) -> String {
    let missing = of.missing.join("; ");
    match of.verdict.as_str() {
        "cleared" if of.reason.is_some() => {
            "It may take place: the reason against the warning is on record.".to_owned()
        }
        "cleared" => "No rule in force stands against it at that moment.".to_owned(),
        "deferred" => "It may not take place then; time alone opens it.".to_owned(),
        "redirected" => sentence(&format!("not towards this person: {missing}")),
        "needs_document" => sentence(&format!("first there has to be: {missing}")),
        "needs_approval" => sentence(&format!("first it takes {missing}")),
        "warned" => "It may take place with a reason put on record.".to_owned(),
        "unknown" => format!("Nobody has told us {missing}. What is not known is not allowed."),
        // What time alone does not open is the reason that counts.
        _ => match of.against().find(|rule| rule.opens_at.is_none()) {
            Some(rule) => format!("{} {}", sentence(&rule.says), sentence(&missing)),
            None => sentence(&missing),
        },
    }
}

/// On which number, where, about what, carrying what, what for.
pub(super) fn details(open: &Open, of: &Judgement) -> String {
    let act = &of.act;
    let mut said = String::new();
    if let Some(id) = &act.contact_point {
        let point = open.view.contact_points.iter().find(|point| point.id == *id);
        let value = point.map_or_else(|| id.to_string(), |point| point.value.clone());
        said += &format!(" on {value}");
    }
    said.extend(act.place.iter().map(|place| format!(" at {}", plain(place))));
    if !act.debts.is_empty() {
        let debts: Vec<&str> = act.debts.iter().map(LoanId::as_str).collect();
        said += &format!(" about loan {}", debts.join(" and "));
    }
    if !act.carries.is_empty() {
        let carried: Vec<String> = act.carries.iter().map(|word| plain(word)).collect();
        said += &format!(", with {}", carried.join(", "));
    }
    format!("{said}, to {}", act.purpose)
}

fn rule_line(open: &Open, hit: &RuleHit) -> RuleLine {
    RuleLine {
        rule: hit.rule.clone(),
        href: rule_href(&open.policy.packs, &hit.rule),
        says: sentence(&hit.says),
        citation: hit.citation.clone(),
        force: hit.force.to_string(),
        status: hit.status.to_string(),
        is_weak: is_weak(hit.status),
        reviewed_by: hit.reviewed_by.clone(),
        opens: hit.opens_at.map(|at| open.local.full(at)),
        facts: hit.facts.iter().map(|fact| fact_used(open, fact)).collect(),
    }
}

/// The address of a rule's text; of its pack where the pack itself is what was asked.
pub(crate) fn rule_href(packs: &Packs, name: &str) -> Option<String> {
    let rule = packs.rule(name).map(|(pack, rule)| links::law::rule(&pack.id, &rule.id));
    rule.or_else(|| packs.iter().find(|pack| pack.id == name).map(|pack| links::law::pack(&pack.id)))
}

/// Whether a rule was compared with less than the text itself.
pub(crate) fn is_weak(status: Status) -> bool {
    matches!(status, Status::Secondary | Status::Recalled)
}

/// A fact in words, with the page that shows it.
fn fact_used(open: &Open, fact: &FactId) -> FactUsed {
    let id = fact.as_str();
    let (kind, key) = id.split_once(':').unwrap_or((id, ""));
    let case = links::case(&open.view.day.party);
    let (says, href) = match kind {
        "event" => (event(open, key), Some(format!("{case}#timeline"))),
        "loan" => (format!("loan {key}"), Some(links::loan(&LoanId::new(key)))),
        "party" => (format!("the record of {key}"), Some(links::case(&PartyId::new(key)))),
        "party_role" => (format!("role {}", key.replace('/', ", ")), Some(format!("{case}#people"))),
        "contact_point" => (format!("number or address {key}"), Some(format!("{case}#people"))),
        "strategy" => (format!("the lender's strategy says {key}"), None),
        _ => (plain(kind), None),
    };
    // The record of somebody else may have no page of its own.
    let is_elsewhere = kind == "party" && key != open.view.day.party.as_str();
    FactUsed { says, id: id.to_owned(), href: href.filter(|_| !is_elsewhere) }
}

fn event(open: &Open, seq: &str) -> String {
    let found = open.view.happened.iter().find(|one| one.seq.to_string() == seq);
    let Some(one) = found else { return format!("event {seq}") };
    let what = match &one.event {
        CaseEvent::ContactRecorded(contact) => {
            format!("{}: {}", words::channel(contact.channel), words::recorded(one, &open.local))
        }
        CaseEvent::FactStated(stated) => format!("{} = {}", stated.name, plain(&stated.value)),
        _ => words::recorded(one, &open.local),
    };
    format!("{}, {what}", say::day_text(&one.effective_on))
}

/// The words of a list typed into one field, commas or spaces between them.
pub(crate) fn typed_words(text: &str) -> Vec<String> {
    let parts: Vec<&str> = match text.contains(',') {
        true => text.split(',').collect(),
        false => text.split_whitespace().collect(),
    };
    let word = |part: &&str| part.split_whitespace().collect::<Vec<_>>().join("_").to_lowercase();
    parts.iter().map(word).filter(|word| !word.is_empty()).collect()
}

/// One word of the packs as typed: spaces are underscores.
pub(crate) fn typed_word(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join("_").to_lowercase()
}

/// A day as typed; an empty field is as good as none.
pub(crate) fn typed_day(text: &str) -> Result<Option<BusinessDate>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|error: makegood_units::DateError| sentence(&error.to_string()))
}

/// A moment at the borrower's place as typed; an empty field is as good as none.
pub(crate) fn typed_moment(open: &Open, text: &str) -> Result<Option<makegood_units::Instant>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let civil: Result<jiff::civil::DateTime, _> = text.parse();
    let at = civil.ok().and_then(|civil| open.local.instant(civil));
    at.map(Some).ok_or_else(|| format!("{text:?} is no time. Choose it in its field, or write 2026-03-02T10:00."))
}

#[cfg(test)]
mod tests {
    use super::{typed_word, typed_words};

    #[test]
    fn a_field_of_words_takes_commas_or_spaces() {
        assert_eq!(typed_words("default notice,  Signed ,"), ["default_notice", "signed"]);
        assert_eq!(typed_words("written  signed"), ["written", "signed"]);
        assert_eq!(typed_words(" , "), [""; 0]);
        assert_eq!(typed_word(" Breathing  space "), "breathing_space");
    }
}
