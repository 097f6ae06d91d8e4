//! The words and facts of which packs speak, so that what is drawn meets their rules.

use makegood_compliance::{Answer, Condition, Kind, LimitedTo, Packs};

#[derive(Debug, Default)]
pub struct Vocabulary {
    /// Happenings.
    pub words: Vec<String>,
    /// Forms and evidence of a happening.
    pub forms: Vec<String>,
    pub places: Vec<String>,
    /// What an act carries.
    pub carried: Vec<String>,
    pub offices: Vec<String>,
    /// Conditions as they print.
    pub conditions: Vec<String>,
    /// Facts that are days.
    pub days: Vec<String>,
    /// Where numbers come from.
    pub sources: Vec<String>,
}

impl Vocabulary {
    pub fn of(packs: &Packs) -> Self {
        let mut all = Self { words: packs.words().into_iter().map(str::to_owned).collect(), ..Self::default() };
        all.places = vec!["home".to_owned(), "work".to_owned()];
        all.offices = vec!["compliance".to_owned()];
        all.days = vec!["arrears_since".to_owned()];
        let text = |conditions: &[Condition]| conditions.iter().map(ToString::to_string).collect::<Vec<_>>();
        for pack in packs.iter() {
            all.conditions.extend(text(&pack.applies_to.any_of));
            all.conditions.extend(text(&pack.applies_to.only_if));
            for rule in &pack.rules {
                all.conditions.extend(text(&rule.reach.only_if));
                all.carried.extend([&rule.reach.only_with, &rule.reach.unless_with].into_iter().flatten().cloned());
                all.places.extend([&rule.reach.only_at, &rule.reach.not_at].into_iter().flatten().cloned());
                if let Answer::Approval(office) = &rule.answer {
                    all.offices.push(office.clone());
                }
                all.take(&rule.kind);
            }
        }
        for list in [&mut all.words, &mut all.forms, &mut all.places, &mut all.carried, &mut all.offices] {
            list.sort();
            list.dedup();
        }
        all.conditions.sort();
        all.conditions.dedup();
        all
    }

    fn take(&mut self, kind: &Kind) {
        match kind {
            Kind::Cooldown(rule) => self.forms.extend(rule.in_form.clone()),
            Kind::Hold(rule) | Kind::Interval(rule) => {
                self.forms.extend(rule.in_form.clone());
                if rule.limited_to == Some(LimitedTo::Channel) {
                    self.forms.extend(["call", "message", "email"].map(str::to_owned));
                }
            }
            Kind::Precondition(rule) => {
                self.forms.extend(rule.in_form.iter().chain(&rule.spoilt_with).cloned());
                self.days.extend(rule.since.clone());
            }
            Kind::Content(rule) => self.carried.extend(rule.must_carry.iter().chain(&rule.must_not_carry).cloned()),
            Kind::AddressBasis(rule) => self.sources.extend(rule.sources.clone()),
            Kind::Merge(rule) => {
                if let Answer::Approval(office) = &rule.to {
                    self.offices.push(office.clone());
                }
            }
            _ => {}
        }
    }
}
