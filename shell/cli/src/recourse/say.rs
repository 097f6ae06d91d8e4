//! The answer in lines for people.

use makegood_recourse::{
    Demand, Facts, GroupAnswer, Ledger, Liability, MemberView, Order, Recourse, Refusal, SaleAnswer, SecurityAnswer,
};
use makegood_units::{Amount, Currency, Money};
use serde::Serialize;
use std::fmt::Display;

/// Lines gathered one after the other, with the currency of their amounts.
struct Page {
    text: String,
    currency: Currency,
}

impl Page {
    fn line(&mut self, line: impl Display) {
        self.text.push_str(&format!("{line}\n"));
    }

    fn heading(&mut self, line: impl Display) {
        self.line(format_args!("\n{line}"));
    }

    fn amount(&self, amount: Amount) -> String {
        Money::new(amount, self.currency).number(",")
    }

    fn row(&mut self, says: &str, amount: Amount) {
        let amount = self.amount(amount);
        self.line(format_args!("    {says:<64}{amount:>16}"));
    }

    fn blocked(&mut self, refusals: &[Refusal]) {
        for refusal in refusals {
            self.line(format_args!("    not now: {} [{}]", refusal.says, refusal.code));
            if let Some(cited) = &refusal.cited {
                self.line(format_args!("      {}, {} ({})", cited.rule, cited.citation, cited.status));
            }
            self.line(format_args!("      {}", refusal.way_out));
        }
    }
}

/// All of it.
pub fn answer(answer: &Recourse) -> String {
    let mut page = Page { text: String::new(), currency: answer.currency };
    page.line(format_args!("{}, {}, in {}", answer.name, answer.as_of, answer.currency));
    page.heading("Who is liable today");
    answer.liable.iter().for_each(|it| liable(&mut page, it));
    if !answer.demands.is_empty() {
        page.heading("Guarantors");
        answer.demands.iter().for_each(|it| demand(&mut page, it));
    }
    answer.groups.iter().for_each(|it| group(&mut page, it));
    answer.ledgers.iter().for_each(|it| ledger(&mut page, it));
    answer.securities.iter().for_each(|it| security(&mut page, it));
    if !answer.sales.is_empty() || !answer.added.is_empty() {
        page.heading("Belongings");
        answer.sales.iter().for_each(|it| sale(&mut page, it));
    }
    for added in &answer.added {
        page.line(format_args!("  {}", added.why.says));
        page.blocked(&added.blocked);
    }
    order(&mut page, &answer.order);
    if !answer.refused.is_empty() {
        page.heading("Refused");
        page.text.push_str(&format!("{}\n", refusals(&answer.refused)));
    }
    page.text
}

/// Refusals with their way out.
pub fn refusals(refused: &[Refusal]) -> String {
    refused.iter().map(|it| format!("  {it}\n    {}", it.way_out)).collect::<Vec<_>>().join("\n")
}

/// A word of a closed list as people read it.
fn word(of: impl Serialize) -> String {
    let value = serde_json::to_value(of).ok();
    value.as_ref().and_then(|value| value.as_str()).unwrap_or_default().replace('_', " ")
}

fn liable(page: &mut Page, it: &Liability) {
    let role = word(it.role);
    let cited = it.cited.as_ref().map_or(String::new(), |cited| format!(" ({}, {})", cited.rule, cited.citation));
    page.line(format_args!("  {} for {}, {role}{cited} [{}]", it.party, it.debt, it.from));
    it.lines.iter().for_each(|line| page.row(&line.says, line.amount));
    if it.in_all != it.today {
        page.row("of all that is owed, due or not", it.in_all);
    }
    page.blocked(&it.missing);
}

fn demand(page: &mut Page, it: &Demand) {
    match it.is_possible() {
        true => page.line(format_args!("  {}: {}", it.guarantee, it.why.says)),
        false => page.row(&format!("{}: {} for {}, blocked", it.guarantee, it.guarantor, it.debt), it.amount),
    }
    let clause = it.clause.as_deref().unwrap_or("clause not on file");
    page.line(format_args!("    {}; {clause}", word(it.kind)));
    if let Some(on) = it.save_by {
        page.line(format_args!("    to be saved by {on}, whatever blocks payment: its clock says by which act"));
    }
    page.blocked(&it.blocked);
}

fn group(page: &mut Page, it: &GroupAnswer) {
    page.heading(format_args!("Group {}: {}", it.group, it.why.says));
    for failing in &it.failing {
        let whose = failing.borrower.as_ref().map_or("nobody", |party| party.as_str());
        page.line(format_args!("  {} of {whose}", failing.debt));
        page.row("due", failing.due);
        for member in &failing.members {
            let notice = member.notice_on.map_or("no notice served".to_owned(), |on| format!("notice served {on}"));
            let says = member.cooperation.map_or(String::new(), |(status, on)| format!(", {} on {on}", word(status)));
            page.row(&format!("{} answers for ({notice}{says})", member.party), member.amount);
            page.blocked(&member.blocked);
        }
        page.row("the others would bring", failing.would_bring);
        page.blocked(&failing.blocked);
    }
    for meeting in &it.meetings {
        page.line(format_args!("  meeting {}, minutes {}: {}", meeting.on, meeting.minutes, meeting.outcome));
    }
}

fn ledger(page: &mut Page, it: &Ledger) {
    page.heading(format_args!("Paid for others on {}", it.debt));
    for balance in &it.balances {
        let toward = balance.toward.iter().map(|(no, amount)| format!("{} toward #{no}", page.amount(*amount)));
        let toward = toward.collect::<Vec<_>>().join(", ");
        page.line(format_args!("  {}: {toward}", balance.party));
        page.row("paid back", balance.repaid);
        page.row("still owed back", balance.balance);
    }
    page.line(format_args!("  {}", it.why.says));
}

fn security(page: &mut Page, it: &SecurityAnswer) {
    page.heading(format_args!("{} {}: {}", it.kind.word(), it.security, it.what));
    it.lines.iter().for_each(|line| page.row(&line.says, line.amount));
    let stage = word(it.enforcement.stage);
    let next = it.enforcement.next.map_or(String::new(), |(what, on)| format!("; next {} from {on}", what.word()));
    page.line(format_args!("  stage {stage}, {} days{next}", it.enforcement.days));
    if let Some(reserve) = it.enforcement.reserve {
        page.row("reserve price", reserve);
    }
    page.line(format_args!("  {}", redeem(it)));
    if let Some(dealt) = &it.distribution {
        page.row("costs", dealt.costs);
        for rank in &dealt.ranks {
            page.row(&format!("{}, rank {}", rank.holder, rank.rank), rank.paid);
        }
        for debt in &dealt.debts {
            page.row(&format!("{} gets", debt.debt), debt.paid.total().unwrap_or_default());
        }
        page.row(&format!("surplus of {}", dealt.owner), dealt.surplus);
        page.row("stays unpaid", dealt.deficiency);
        let claim = word(dealt.deficiency_claim);
        let cited = dealt.cited.as_ref().map_or(String::new(), |it| format!(", {} {}", it.rule, it.citation));
        page.line(format_args!("  claim for what stays unpaid: {claim}{cited}"));
    }
    it.notes.iter().for_each(|note| page.line(format_args!("  {note}")));
    page.blocked(&it.blocked);
}

fn redeem(it: &SecurityAnswer) -> String {
    use makegood_recourse::Redeem;
    match it.enforcement.redeemable {
        Redeem::UntilStep(step) => format!("can be had back until {}", step.word()),
        Redeem::Through(on) => format!("can be had back through {on}"),
        Redeem::Over(on) => format!("could be had back through {on}"),
        Redeem::Done(on) => format!("was redeemed on {on}"),
        Redeem::Unknown => "nobody knows until when it can be had back".to_owned(),
    }
}

fn sale(page: &mut Page, it: &SaleAnswer) {
    page.line(format_args!("  {} ({}): {}", it.asset, it.what, it.why.says));
    if it.blocked.is_empty() {
        it.lines.iter().for_each(|line| page.row(&line.says, line.amount));
        if !it.is_agreed {
            page.line("    its owner has not agreed to sell yet");
        }
    }
    page.blocked(&it.blocked);
}

fn order(page: &mut Page, order: &Order) {
    if order.steps.is_empty() && order.blocked.is_empty() {
        return;
    }
    page.heading("In which order");
    for step in &order.steps {
        let of = step.route.of.as_deref().unwrap_or(step.route.debt.as_str());
        page.line(format_args!("  {}. {} {} {of}", step.place, step.route.route, step.route.kind.word()));
        page.line(format_args!("     {} ({})", step.route.arithmetic, step.route.source));
        page.line(format_args!("     {}", step.why.says));
        if let Some(needs) = &step.route.needs {
            page.line(format_args!("     {needs}"));
        }
    }
    for route in &order.blocked {
        page.line(format_args!("  -  {} {}", route.route, route.kind.word()));
        page.blocked(&route.blocked);
    }
}

/// What one member may see.
pub fn view(facts: &Facts, view: &MemberView) -> String {
    let mut page = Page { text: String::new(), currency: facts.currency };
    page.line(format_args!("What {} may see, {}", view.viewer, facts.as_of));
    for debt in &view.debts {
        page.line(format_args!("  {}{}", debt.debt, if debt.is_own { ", your own" } else { "" }));
        page.row("due", debt.due);
        page.row("you answer for", debt.you_answer_for);
        page.row("others paid", debt.others_paid);
        page.row("you paid", debt.you_paid);
        page.row("owed back to you", debt.owed_back_to_you);
    }
    page.text
}
