//! What is known about a text besides its words: to whom, on which debt, where.

/// To whom the words go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Addressee {
    /// Who owes: borrower, co-borrower.
    Debtor,
    /// Who stands in for the debt.
    Guarantor,
    /// Who acts for the debtor: attorney, adviser, authorised helper, estate's representative.
    Representative,
    /// The debtor's employer or colleagues: not liable.
    Employer,
    /// A relative: not liable.
    Family,
    /// Anybody else who is not liable.
    Third,
}

/// The context of a text. What is `None` or false is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// To whom.
    pub to: Option<Addressee>,
    /// Whether the debt is time-barred.
    pub time_barred: Option<bool>,
    /// Whether a judgment is held.
    pub judgment_held: Option<bool>,
    /// Whether a suit was approved.
    pub suit_approved: Option<bool>,
    /// Whether the lender itself writes, not an agency.
    pub first_party: Option<bool>,
    /// An internal note, a call summary or a transcript.
    pub is_note: bool,
    /// A script, read by staff.
    pub is_script: bool,
    /// Left on a voicemail.
    pub is_voicemail: bool,
    /// Others than the addressee can hear or read it: a shared line, a postcard.
    pub is_shared: bool,
    /// Said where the public reads.
    pub is_public: bool,
    /// The words are somebody else's, quoted.
    pub is_quoted: bool,
    /// The occasion, for what must be in the text (category L20).
    pub occasion: Option<String>,
    /// Tags nobody here understands, kept so that nothing is lost.
    pub not_understood: Vec<String>,
}

/// A fact of the context that a rule may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// To somebody not liable.
    ToThird,
    /// To who owes or stands in for it, or to who acts for them.
    ToObligor,
    /// An internal note or transcript.
    Note,
    /// A script.
    Script,
    /// On a voicemail.
    Voicemail,
    /// Heard or read by others.
    Shared,
    /// Where the public reads.
    Public,
    /// Time-barred.
    TimeBarred,
    /// A judgment is held.
    JudgmentHeld,
    /// A suit was approved.
    SuitApproved,
    /// A suit was asked for and not approved, or nobody asked.
    SuitNotApproved,
    /// The lender itself.
    FirstParty,
    /// Quoted words of somebody else.
    Quoted,
}

impl Context {
    /// Whether a condition holds; none when it is not known.
    pub fn holds(&self, condition: Condition) -> Option<bool> {
        match condition {
            Condition::ToThird => self.to.map(Addressee::is_third),
            Condition::ToObligor => self.to.map(|to| !to.is_third()),
            Condition::Note => Some(self.is_note),
            Condition::Script => Some(self.is_script),
            Condition::Voicemail => Some(self.is_voicemail),
            Condition::Shared => Some(self.is_shared),
            Condition::Public => Some(self.is_public),
            Condition::Quoted => Some(self.is_quoted),
            Condition::TimeBarred => self.time_barred,
            Condition::JudgmentHeld => self.judgment_held,
            Condition::SuitApproved => self.suit_approved,
            Condition::SuitNotApproved => self.suit_approved.map(|approved| !approved),
            Condition::FirstParty => self.first_party,
        }
    }

    /// Reads tags such as `to:employer`, `no_judgment`, `timebarred`, `in time`,
    /// `suit approved`, `voicemail shared`, `occasion:first_written`.
    pub fn from_tags<'a>(tags: impl IntoIterator<Item = &'a str>) -> Self {
        let mut context = Self::default();
        for tag in tags {
            for part in tag.split([',', ';', '，', '；']) {
                context.read_tag(part);
            }
        }
        context
    }

    fn read_tag(&mut self, tag: &str) {
        let plain: String = tag.trim().to_lowercase().replace(['_', '-', '='], " ");
        if plain.is_empty() {
            return;
        }
        if let Some((name, value)) = plain.split_once(':') {
            return self.read_named(name.trim(), value.trim(), tag);
        }
        let squeezed = plain.replace(' ', "");
        let known = self.read_state(&squeezed) | self.read_places(&plain);
        if !known && !self.read_addressee(&plain) {
            self.not_understood.push(tag.trim().to_owned());
        }
    }

    fn read_named(&mut self, name: &str, value: &str, tag: &str) {
        let yes = matches!(value, "true" | "yes" | "1" | "held" | "approved");
        let no = matches!(value, "false" | "no" | "0" | "none");
        match name {
            "to" | "addressee" | "recipient" if self.read_addressee(value) => {}
            "occasion" => self.occasion = Some(value.replace(' ', "_")),
            _ if yes && self.read_state(&name.replace(' ', "")) => {}
            _ if no && self.read_state(&format!("no{}", name.replace(' ', ""))) => {}
            _ if yes && self.read_places(name) => {}
            _ if no && Self::default().read_places(name) => {}
            "channel" | "medium" if self.read_places(value) => {}
            _ => self.not_understood.push(tag.trim().to_owned()),
        }
    }

    /// The states of the debt.
    fn read_state(&mut self, tag: &str) -> bool {
        let negated = ["not", "no", "without", "un", "non"].iter().find_map(|no| tag.strip_prefix(no));
        let holds = negated.is_none();
        match negated.unwrap_or(tag) {
            "judgment" | "judgement" | "judgmentheld" | "judgementheld" | "hasjudgment" | "withjudgment"
            | "judgmentobtained" | "judgmentgranted" | "judgmententered" => self.judgment_held = Some(holds),
            "timebarred" | "statutebarred" | "limitationexpired" | "outoftime" | "barred" | "prescribed" => {
                self.time_barred = Some(holds);
            }
            "intime" | "withintime" | "inlimitation" | "withinlimitation" | "limitationrunning" => {
                self.time_barred = Some(!holds);
            }
            "suit"
            | "suitapproved"
            | "approvedsuit"
            | "lawsuitapproved"
            | "litigationapproved"
            | "suitfiled"
            | "legalactionapproved"
            | "suitintended"
            | "lawsuit" => self.suit_approved = Some(holds),
            "suitnotapproved" | "suitunapproved" => self.suit_approved = Some(!holds),
            "firstparty" | "lender" | "creditor" | "originalcreditor" => self.first_party = Some(holds),
            "thirdparty" | "agency" | "collector" | "debtbuyer" => self.first_party = Some(!holds),
            _ => return false,
        }
        true
    }

    /// Where the words stand: any of the words in the tag may say it.
    fn read_places(&mut self, tag: &str) -> bool {
        let has = |words: &[&str]| words.iter().any(|word| tag.split(' ').any(|part| part == *word));
        let public = ["public", "social", "wall", "group", "forum", "postcard", "poster"];
        let known = [
            (has(&["note", "notes", "transcript", "internal", "summary"]), 0),
            (has(&["script", "scripts", "training", "guidance"]), 1),
            (has(&["voicemail", "voicemessage", "answerphone"]), 2),
            (has(&["shared", "open", "postcard"]), 3),
            (has(&public), 4),
            (has(&["quoted", "quote", "quotation"]), 5),
            (
                has(&["sms", "text", "email", "letter", "call", "message", "outbound", "im", "chat", "app", "private"]),
                6,
            ),
        ];
        for (holds, which) in known {
            match which {
                0 => self.is_note |= holds,
                1 => self.is_script |= holds,
                2 => self.is_voicemail |= holds,
                3 => self.is_shared |= holds,
                4 => self.is_public |= holds,
                5 => self.is_quoted |= holds,
                _ => {}
            }
        }
        known.iter().any(|(holds, _)| *holds)
    }

    fn read_addressee(&mut self, whom: &str) -> bool {
        let to = Addressee::named(whom);
        self.to = to.or(self.to);
        to.is_some()
    }
}

impl Addressee {
    /// Whether the person owes nothing and stands in for nobody.
    pub fn is_third(self) -> bool {
        matches!(self, Self::Employer | Self::Family | Self::Third)
    }

    /// From the word a file uses for a person.
    pub fn named(whom: &str) -> Option<Self> {
        let first = whom.trim().split(' ').next().unwrap_or_default();
        Some(match first {
            "debtor" | "borrower" | "customer" | "consumer" | "coborrower" | "co" | "obligor" | "joint" | "member" => {
                Self::Debtor
            }
            "guarantor" | "surety" | "pledgor" | "mortgagor" => Self::Guarantor,
            "estate" | "executor" | "heir" | "administrator" | "attorney" | "lawyer" | "representative" | "adviser"
            | "advisor" | "authorised" | "authorized" | "helper" => Self::Representative,
            "employer" | "colleague" | "colleagues" | "boss" | "manager" | "hr" | "workplace" | "office"
            | "coworker" => Self::Employer,
            "family" | "spouse" | "wife" | "husband" | "parent" | "parents" | "mother" | "father" | "sibling"
            | "brother" | "sister" | "child" | "son" | "daughter" | "relative" | "relatives" => Self::Family,
            "third" | "thirdparty" | "neighbour" | "neighbor" | "friend" | "friends" | "contact" | "contacts"
            | "reference" | "referee" | "landlord" | "emergency" | "stranger" | "anyone" | "other" => Self::Third,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Addressee, Context};

    #[test]
    fn tags_are_read() {
        let read = |tags: &[&str]| Context::from_tags(tags.iter().copied());
        assert_eq!(read(&["to:debtor, identity confirmed"]).to, Some(Addressee::Debtor));
        assert_eq!(read(&["no_judgment"]).judgment_held, Some(false));
        assert_eq!(read(&["judgment held"]).judgment_held, Some(true));
        assert_eq!(read(&["in time"]).time_barred, Some(false));
        assert_eq!(read(&["time-barred"]).time_barred, Some(true));
        assert_eq!(read(&["suit approved"]).suit_approved, Some(true));
        assert_eq!(read(&["suit not approved"]).suit_approved, Some(false));
        assert!(read(&["voicemail shared"]).is_voicemail && read(&["voicemail shared"]).is_shared);
        assert!(read(&["internal note"]).is_note);
        assert_eq!(read(&["estate"]).to, Some(Addressee::Representative));
        assert_eq!(read(&["to:employer"]).to, Some(Addressee::Employer));
        assert_eq!(read(&["occasion:first_written"]).occasion.as_deref(), Some("first_written"));
        assert_eq!(read(&["purple"]).not_understood, ["purple"]);
    }
}
