//! The refused-action log, filtered and counted; and the same as a file.

use super::law::acts::{NOT_LET_THROUGH, answer, plain};
use super::law::{rule_href, typed_day};
use super::words::named;
use crate::layout::Frame;
use crate::links::law::RefusedQuery;
use crate::pages::case::Choice;
use crate::pages::refused::{Refused, RefusedRow, RuleCount};
use crate::trouble::{Trouble, capital, sentence};
use makegood_compliance::Packs;
use makegood_desk::{Desk, RefusedLine};
use makegood_sheets::{Cell, Column, Kind, Table};
use makegood_units::{BusinessDate, PartyId};
use makegood_views::Reach;
use std::collections::{BTreeMap, BTreeSet};

/// So many rows fit a page.
const ROWS: usize = 50;

/// What was asked for, as far as it can be read.
struct Asked {
    from: Option<BusinessDate>,
    to: Option<BusinessDate>,
    problem: Option<String>,
}

fn asked(query: &RefusedQuery) -> Asked {
    match (typed_day(&query.from), typed_day(&query.to)) {
        (Ok(from), Ok(to)) => Asked { from, to, problem: None },
        (Err(problem), _) | (_, Err(problem)) => Asked { from: None, to: None, problem: Some(problem) },
    }
}

/// The lines of the period, and among them those that pass every filter.
fn lines(
    desk: &Desk,
    query: &RefusedQuery,
    asked: &Asked,
    reach: &Reach,
) -> Result<(Vec<RefusedLine>, Vec<RefusedLine>), Trouble> {
    let mut period = within(desk, desk.refused_log()?, reach)?;
    let inside = |on: BusinessDate| asked.from.is_none_or(|from| from <= on) && asked.to.is_none_or(|to| on <= to);
    period.retain(|line| inside(line.on));
    let any = |wanted: &str, is: &str| wanted.is_empty() || wanted == is;
    let passes = |line: &&RefusedLine| {
        let of_rule = query.rule.is_empty() || line.judged.rules.contains(&query.rule);
        of_rule && any(&query.by, &line.by) && any(&query.verdict, &line.judged.verdict)
    };
    let passing = period.iter().filter(passes).cloned().collect();
    Ok((period, passing))
}

/// The lines of cases within reach; each case is asked for once.
fn within(desk: &Desk, lines: Vec<RefusedLine>, reach: &Reach) -> Result<Vec<RefusedLine>, Trouble> {
    let mut known: BTreeMap<PartyId, bool> = BTreeMap::new();
    let mut kept = Vec::new();
    for line in lines {
        let party = &line.judged.party;
        let holds = match known.get(party) {
            Some(holds) => *holds,
            None => reach.holds_case(desk.book(), party)?,
        };
        known.insert(party.clone(), holds);
        if holds {
            kept.push(line);
        }
    }
    Ok(kept)
}

/// The page.
///
/// # Errors
/// A record that cannot be read.
pub(crate) fn refused(desk: &Desk, frame: Frame, query: RefusedQuery) -> Result<Refused, Trouble> {
    let policy = makegood_views::policy_of(desk.book(), i64::MAX)?.ok_or(Trouble::NeverClosed)?;
    let asked = asked(&query);
    let (period, passing) = lines(desk, &query, &asked, &frame.who.reach)?;
    let pages = passing.len().div_ceil(ROWS).max(1);
    let query = query.on_page(query.page.clamp(1, pages));
    let shown = passing.iter().skip((query.page - 1) * ROWS).take(ROWS);
    let who = |id: &str| frame.staff.iter().find(|one| one.id.as_str() == id).map(|one| one.name.clone());
    let officers: BTreeSet<&String> = period.iter().map(|line| &line.by).collect();
    let choice = |value: &str, label: String| Choice { value: value.to_owned(), label };
    Ok(Refused {
        problem: asked.problem,
        officers: officers.iter().map(|id| choice(id, who(id).unwrap_or_else(|| (*id).clone()))).collect(),
        verdicts: NOT_LET_THROUGH.map(|word| choice(word, capital(&plain(word)))).to_vec(),
        rules: counts(&passing, &policy.packs),
        rows: shown.map(|line| row(desk, line, who(&line.by))).collect::<Result<_, _>>()?,
        count: passing.len(),
        pages,
        query,
        frame,
    })
}

/// How often each rule stood against something, most often first.
fn counts(lines: &[RefusedLine], packs: &Packs) -> Vec<RuleCount> {
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for rule in lines.iter().flat_map(|line| &line.judged.rules) {
        *counts.entry(rule).or_default() += 1;
    }
    let count = |(rule, count): (&String, usize)| RuleCount { rule: rule.clone(), href: rule_href(packs, rule), count };
    let mut counts: Vec<RuleCount> = counts.into_iter().map(count).collect();
    counts.sort_by(|one, other| other.count.cmp(&one.count).then_with(|| one.rule.cmp(&other.rule)));
    counts
}

fn row(desk: &Desk, line: &RefusedLine, by: Option<String>) -> Result<RefusedRow, Trouble> {
    let judgement = desk.on_record(line.seq)?.judgement;
    let party = line.judged.party.clone();
    let (_, tone) = answer(&line.judged.verdict);
    Ok(RefusedRow {
        event: line.seq,
        on: line.on,
        name: named(&makegood_views::name_of(desk.book(), &party)?, &party),
        party,
        act: capital(&plain(&line.judged.act)),
        occasion: match line.judged.occasion.as_str() {
            "asked" => "asked".to_owned(),
            "sending" => "about to be sent".to_owned(),
            other => plain(other),
        },
        verdict: plain(&line.judged.verdict),
        tone,
        says: judgement.against().map(|rule| sentence(&rule.says)).collect(),
        rules: line.judged.rules.clone(),
        by: by.unwrap_or_else(|| line.by.clone()),
    })
}

/// The columns of the file.
const HEAD: [&str; 15] = [
    "event",
    "on",
    "recorded_at",
    "by",
    "case",
    "person",
    "act",
    "purpose",
    "occasion",
    "asked_for",
    "verdict",
    "opens_at",
    "missing",
    "rules",
    "against",
];

/// Every row that passes, as a table.
///
/// # Errors
/// A record that cannot be read, or a day of the filter.
pub(crate) fn table(desk: &Desk, query: &RefusedQuery, reach: &Reach) -> Result<Table, Trouble> {
    let asked = asked(query);
    if let Some(problem) = asked.problem {
        return Err(Trouble::Unreadable(problem));
    }
    let mut rows = Vec::new();
    for line in lines(desk, query, &asked, reach)?.1 {
        let of = desk.on_record(line.seq)?.judgement;
        let against: Vec<String> = of
            .against()
            .map(|rule| format!("{}: {} ({}, {}, {})", rule.rule, rule.says, rule.citation, rule.force, rule.status))
            .collect();
        let words = [
            line.recorded_at.to_string(),
            line.by.clone(),
            of.act.case.to_string(),
            of.act.person.to_string(),
            line.judged.act.clone(),
            of.act.purpose.to_string(),
            line.judged.occasion.clone(),
            of.at.to_string(),
            of.verdict.clone(),
            of.opens_at.map_or_else(String::new, |at| at.to_string()),
            of.missing.join("; "),
            line.judged.rules.join(" "),
            against.join("; "),
        ];
        rows.push([Cell::Count(line.seq), Cell::Day(line.on)].into_iter().chain(words.map(Cell::text)).collect());
    }
    let kind = |head: &str| match head {
        "event" => Kind::Count,
        "on" => Kind::Day,
        _ => Kind::Text,
    };
    Ok(Table {
        name: "refused".to_owned(),
        caption: "What the law refused".to_owned(),
        as_of: makegood_views::last_closed(desk.book())?.ok_or(Trouble::NeverClosed)?,
        columns: HEAD.iter().map(|head| Column::new(head, kind(head))).collect(),
        rows,
    })
}
