//! Rules and processes, of the shipped laws and of the lender's own file.

use super::keys::{BASIS_POINTS, DAY, DAYS, Keys, Source, TEXT, count, date, days, list, meaning, text, truth};
use crate::facts::people::{GuaranteeKind, Happened};
use crate::facts::route::RouteKind;
use crate::facts::security::{EventKind, SecurityKind};
use crate::law::{Before, Cited, Law, Process, Rule, RuleKind, SHIPPED, Way};
use makegood_book::Status;
use makegood_units::FactId;
use toml::de::DeTable;

const STATUS: [(&str, Status); 4] = [
    ("verified", Status::Verified),
    ("secondary", Status::Secondary),
    ("recalled", Status::Recalled),
    ("house", Status::House),
];
const SECURITIES: [(&str, SecurityKind); 2] = [("pledge", SecurityKind::Pledge), ("mortgage", SecurityKind::Mortgage)];
const WAYS: [(&str, Way); 2] = [("possession", Way::Possession), ("court", Way::Court)];

/// The shipped laws of these names. Every one of them reads; a test holds it.
pub(super) fn shipped(names: &[&str]) -> Law {
    let mut law = Law::default();
    for (_, text) in SHIPPED.iter().filter(|(name, _)| names.contains(name)) {
        let (root, _) = DeTable::parse_recoverable(text);
        let mut keys = Keys::new(Source { file: "law", text }, root.get_ref(), 0);
        law_of(&mut keys, &mut law);
    }
    law
}

fn law_of(keys: &mut Keys<'_>, law: &mut Law) {
    keys.must("source", TEXT, text);
    keys.must("read_on", DAY, date);
    let reviewed_by = keys.must("reviewed_by", TEXT, text).unwrap_or_default();
    law.rules.extend(keys.tables("rule", |keys| rule(keys, &reviewed_by)));
    law.processes.extend(keys.tables("process", |keys| process(keys, &reviewed_by)));
}

/// The rules of a lender's own file.
pub(super) fn own(keys: &mut Keys<'_>, law: &mut Law) {
    law.rules.extend(keys.tables("rule", |keys| rule(keys, "nobody yet")));
    law.processes.extend(keys.tables("process", |keys| process(keys, "nobody yet")));
}

fn cited(keys: &mut Keys<'_>, reviewed_by: &str) -> Option<Cited> {
    let rule = keys.id();
    let citation = keys.must("citation", TEXT, text);
    let status = status(keys);
    Some(Cited { rule: rule?, citation: citation?, status: status?, reviewed_by: reviewed_by.to_owned() })
}

pub(super) fn status(keys: &mut Keys<'_>) -> Option<Status> {
    keys.word("status", &STATUS)
}

fn rule(keys: &mut Keys<'_>, reviewed_by: &str) -> Option<Rule> {
    let cited = cited(keys, reviewed_by);
    let says = keys.must("says", TEXT, text);
    let words = [
        "general_guarantor",
        "unclear_guarantee",
        "primary_first",
        "own_security_first",
        "estate_limit",
        "deficiency",
        "before",
    ];
    let kind = match keys.word("kind", &words.map(|word| (word, word)))? {
        "general_guarantor" => {
            let expected = format!("a list of {}", Happened::WORDS.map(|(word, _)| word).join(", "));
            let lifted_by = keys.must("lifted_by", &expected, list(meaning(&Happened::WORDS)));
            lifted_by.map(|lifted_by| RuleKind::GeneralGuarantor { lifted_by })
        }
        "unclear_guarantee" => {
            let from = keys.must("from", DAY, date);
            let kinds = [("general", GuaranteeKind::General), ("joint_and_several", GuaranteeKind::JointAndSeveral)];
            let means = keys.word("means", &kinds);
            from.zip(means).map(|(from, means)| RuleKind::UnclearGuarantee { from, means })
        }
        "primary_first" => Some(RuleKind::PrimaryFirst),
        "own_security_first" => Some(RuleKind::OwnSecurityFirst),
        "estate_limit" => Some(RuleKind::EstateLimit),
        "deficiency" => {
            let security = keys.word("security", &SECURITIES);
            let claimable = keys.must("claimable", "true or false", truth);
            security.zip(claimable).map(|(security, claimable)| RuleKind::Deficiency { security, claimable })
        }
        _ => {
            let expected = format!("a list of {}", RouteKind::WORDS.map(|(word, _)| word).join(", "));
            let first = keys.must("first", &expected, list(meaning(&RouteKind::WORDS)));
            let then = keys.must("then", &expected, list(meaning(&RouteKind::WORDS)));
            first.zip(then).map(|(first, then)| RuleKind::Before(Before { first, then }))
        }
    };
    let cited = cited?;
    keys.is(FactId::new("rule", &cited.rule));
    Some(Rule { cited, says: says?, kind: kind? })
}

fn process(keys: &mut Keys<'_>, reviewed_by: &str) -> Option<Process> {
    let cited = cited(keys, reviewed_by);
    let kinds = keys.must("for", "a list of pledge, mortgage", list(meaning(&SECURITIES)));
    let way = keys.word("way", &WAYS);
    let cure_days = keys.must("cure_days", DAYS, days);
    let sale_notice_days = keys.must("sale_notice_days", DAYS, days);
    let reserve_bp = keys.may("reserve_bp", BASIS_POINTS, count);
    let reduction_bp = keys.may("reduction_bp", BASIS_POINTS, count);
    let attempts = keys.may("attempts", "a number of sales from 0", count);
    let redeem_until = keys.may_word("redeem_until", &EventKind::WORDS);
    let redeem_days_after = keys.may("redeem_days_after", DAYS, days);
    let cited = cited?;
    keys.is(FactId::new("process", &cited.rule));
    Some(Process {
        cited,
        kinds: kinds?,
        way: way?,
        cure_days: cure_days?,
        sale_notice_days: sale_notice_days?,
        reserve_bp: reserve_bp.unwrap_or(crate::sums::WHOLE_BP),
        reduction_bp: reduction_bp.unwrap_or(0),
        attempts,
        redeem_until,
        redeem_days_after: redeem_days_after.unwrap_or(0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_law_reads_without_a_complaint() {
        for (name, text) in SHIPPED {
            let (root, refused) = DeTable::parse_recoverable(text);
            assert_eq!(refused, [], "{name}");
            let mut keys = Keys::new(Source { file: name, text }, root.get_ref(), 0);
            let mut law = Law::default();
            law_of(&mut keys, &mut law);
            assert_eq!(keys.finish().0, [], "{name}");
            assert!(!law.rules.is_empty() || !law.processes.is_empty(), "{name}");
        }
    }
}
