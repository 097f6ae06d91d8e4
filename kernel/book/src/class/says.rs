//! The sentence of a rule that fired: what it saw, in figures and days.

use super::history::Class;
use super::moment::{Moment, Stand};
use super::scheme::{Anchor, Condition};
use super::walk::{Led, Walk};
use makegood_units::{FactId, Why};

impl Walk<'_> {
    /// Why the loan stands where the last step left it, and the citation of the rule.
    pub(super) fn why(&self, class: &Class) -> (Why, String) {
        let scheme = self.facts.scheme;
        let ruled = self.led().and_then(|led| Some((scheme.rules.get(led.rule)?, led)));
        let Some((rule, Led { from, .. })) = ruled else {
            return (Why::new("first_day", "The loan begins here."), scheme.citation.clone());
        };
        let moment = self.moment();
        let mut facts = vec![FactId::new("rule", &rule.id)];
        let says: Vec<String> = rule.when.iter().map(|condition| moment.says(condition, from, &mut facts)).collect();
        let says = match class {
            Class::Known(_) => sentence(&says.join("; ")),
            Class::Unknown { between, missing } => {
                let (between, missing) = (between.join(" or "), missing.join("; "));
                format!("Cannot tell whether {between}: not known is {missing}.")
            }
        };
        let mut why = Why::new(&rule.id, says);
        why.facts = facts;
        (why, rule.citation.clone())
    }
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).chain(['.']).collect())
}

impl Moment<'_> {
    fn says(&self, condition: &Condition, stand: Stand, facts: &mut Vec<FactId>) -> String {
        match condition {
            Condition::Days { counter, bounds } => {
                let Some(counted) = self.facts.counted.get(*counter) else { return String::new() };
                let (count, _) = counted.on(self.span, self.day);
                let bounds: Vec<String> =
                    bounds.iter().map(|bound| format!("{} {}", bound.words(), bound.days)).collect();
                let since = counted.since(self.span).map_or_else(String::new, |day| format!(", the first on {day}"));
                format!("{count} days counted ({}){since}", bounds.join(" and "))
            }
            Condition::Arrears { some: true } => "something is due and unpaid".to_owned(),
            Condition::Arrears { some: false } => "nothing is due and unpaid".to_owned(),
            Condition::Mark { mark, .. } => {
                let in_force = self.facts.begun(*mark, self.day).rev().find(|mark| mark.holds(self.day));
                let on = in_force.map_or_else(String::new, |mark| {
                    facts.push(mark.fact.clone());
                    let percent = mark.percent.map_or_else(String::new, |percent| format!(", {percent} %"));
                    format!(" on {}{percent}", mark.on)
                });
                format!("{}{on}", self.mark(*mark))
            }
            Condition::Signal(signal) => format!("{} holds", self.name(*signal)),
            Condition::Months { at_least, since } => {
                if let ([Anchor::Quiet(signal)], true) = (since.as_slice(), self.never_there(since, stand)) {
                    return format!("there was never {}", self.name(*signal));
                }
                let (from, what) = self.runs_from(since, stand, facts);
                format!("{at_least} months have passed since {from} ({what})")
            }
            Condition::Never { signal, since } => {
                let (from, _) = self.runs_from(since, stand, facts);
                format!("no {} since {from}", self.name(*signal))
            }
            Condition::Share { mark, since, .. } => {
                let (from, _) = self.runs_from(since, stand, facts);
                let anchor = self.since(since, Some(stand)).earliest;
                let (met, months) = anchor.map_or((0, 0), |anchor| self.share(*mark, anchor));
                format!("{} in {met} of {months} months since {from}", self.mark(*mark))
            }
            Condition::Count { mark, at_least, since } => {
                let (from, _) = self.runs_from(since, stand, facts);
                format!("{} at least {at_least} times since {from}", self.mark(*mark))
            }
        }
    }

    fn mark(&self, mark: usize) -> &str {
        self.facts.scheme.marks.get(mark).map_or("", |kind| kind.says.as_str())
    }

    fn name(&self, signal: usize) -> &str {
        self.facts.scheme.signals.get(signal).map_or("", |signal| signal.name.as_str())
    }

    /// Whether a time runs from before the loan: the signal it waits for never came.
    fn never_there(&self, anchors: &[Anchor], stand: Stand) -> bool {
        self.since(anchors, Some(stand)).earliest.is_some_and(|day| day < self.facts.start)
    }

    /// The day a time runs from, and which of the anchors it is.
    fn runs_from(&self, anchors: &[Anchor], stand: Stand, facts: &mut Vec<FactId>) -> (String, String) {
        let from = self.since(anchors, Some(stand)).earliest;
        let same = |anchor: &&Anchor| {
            let one = self.since(std::slice::from_ref(*anchor), Some(stand)).earliest;
            one.is_some() && one == from
        };
        let what = match anchors.iter().find(same) {
            Some(Anchor::Entry) => "this class was entered".to_owned(),
            Some(Anchor::Mark(mark)) => {
                facts.extend(self.facts.begun(*mark, self.day).next_back().map(|mark| mark.fact.clone()));
                self.mark(*mark).to_owned()
            }
            Some(Anchor::End(mark)) => format!("the end of {}", self.mark(*mark)),
            Some(Anchor::Quiet(signal)) => format!("the end of {}", self.name(*signal)),
            None => String::new(),
        };
        let day = from.map_or_else(String::new, |day| day.to_string());
        (day, what)
    }
}
