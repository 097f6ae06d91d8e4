//! Whether a happening is what a clock rule speaks of, and whether its evidence will do.

use crate::happening::Happening;

/// A happening a rule waits for, with the evidence that makes it count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trigger {
    /// Any of these words.
    pub on: Vec<String>,
    /// Any of these sets of evidence, each complete; none: it needs none.
    pub with: Vec<Vec<String>>,
    /// Words that undo it, such as a withdrawal.
    pub unless: Vec<String>,
    /// Only when done by one of these; none: by anybody.
    pub by: Vec<String>,
    /// Only when done to one of these; none: to anybody.
    pub to: Vec<String>,
    /// Who the debtor is in it.
    pub debtor: Debtor,
    /// It works against every debtor of the claim, not only against the one concerned.
    pub against_all: bool,
}

/// Where the debtor stands in a happening.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Debtor {
    /// The creditor acts, the debtor is the one it is done to.
    #[default]
    Addressee,
    /// The debtor acts.
    Doer,
}

/// What a trigger makes of a happening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Judged {
    /// The rule does not speak of it.
    Other,
    /// The rule speaks of it, but it does not do, and why.
    Weak(String),
    /// It does.
    Counts,
}

impl Trigger {
    /// Judges a happening for one obligor (none: whoever it is).
    pub(super) fn judge(&self, happening: &Happening, obligor: Option<&str>) -> Judged {
        if !self.on.contains(&happening.what) {
            return Judged::Other;
        }
        let weak = self.undone(happening).or_else(|| self.of_others(happening, obligor)).or_else(|| {
            let done = person(&self.by, happening.by.as_deref(), "by whom", "by");
            done.or_else(|| person(&self.to, happening.to.as_deref(), "to whom", "to"))
        });
        weak.or_else(|| self.unproven(happening)).map_or(Judged::Counts, Judged::Weak)
    }

    fn undone(&self, happening: &Happening) -> Option<String> {
        self.unless.iter().find(|word| happening.has(word)).map(|word| format!("it is {word}"))
    }

    fn of_others(&self, happening: &Happening, obligor: Option<&str>) -> Option<String> {
        let concerned = match self.debtor {
            Debtor::Doer => happening.by.as_deref(),
            Debtor::Addressee => happening.to.as_deref(),
        };
        let (concerned, obligor) = (concerned?, obligor?);
        (!self.against_all && concerned != obligor)
            .then(|| format!("it concerns {concerned} and does not work against {obligor}"))
    }

    fn unproven(&self, happening: &Happening) -> Option<String> {
        let proven = |set: &Vec<String>| set.iter().all(|word| happening.has(word));
        if self.with.is_empty() || self.with.iter().any(proven) {
            return None;
        }
        let has = if happening.with.is_empty() { "nothing".to_owned() } else { happening.with.join(" and ") };
        Some(format!("it needs {}, and {has} is on file", evidence(&self.with)))
    }
}

/// `arrival_proof, or written and signed`.
pub(super) fn evidence(sets: &[Vec<String>]) -> String {
    let sets: Vec<String> = sets.iter().map(|set| set.join(" and ")).collect();
    sets.join(", or ")
}

/// Why the person of a happening is not one of those asked for.
fn person(asked: &[String], found: Option<&str>, unsaid: &str, word: &str) -> Option<String> {
    if asked.is_empty() {
        return None;
    }
    let wanted = asked.join(" or ");
    match found {
        None => Some(format!("it is not said {unsaid}, and only {word} {wanted} will do")),
        Some(found) if asked.iter().any(|one| one == found || one == role(found)) => None,
        Some(found) => Some(format!("it was {word} {found}, and only {word} {wanted} will do")),
    }
}

/// The role in a name that also says which: `guarantor` of `guarantor.2`, `guarantor_2`, `guarantor-2`.
fn role(name: &str) -> &str {
    let bare = name.trim_end_matches(|last: char| last.is_ascii_digit());
    if bare.len() == name.len() {
        return name.split_once(['.', ':', '#']).map_or(name, |(role, _)| role);
    }
    bare.trim_end_matches(['.', ':', '#', '_', '-'])
}
