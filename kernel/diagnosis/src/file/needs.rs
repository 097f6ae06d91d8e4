//! How complete a file is: what the situation questions need, by weights as data.

use super::BorrowerFile;
use crate::table::{Row, TableError, rows};
use makegood_case::{Confidence, FILE_KINDS};
use makegood_units::{BusinessDate, FactId};
use serde::{Deserialize, Serialize};

const HEADER: &str = "need\tproduct\twhen\tweight\tmax_age_days\tmet_by\tsays";
const EVERY_PRODUCT: &str = "*";

#[derive(Clone, Debug, PartialEq, Eq)]
struct Need {
    id: String,
    product: String,
    of_business: bool,
    weight: u32,
    max_age_days: i32,
    met_by: Vec<String>,
    says: String,
}

/// What a file has to say, by product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileNeeds(Vec<Need>);

/// Something a file does not say, or no longer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// The id of the need.
    pub need: String,
    /// What is to be found out, in words.
    pub says: String,
    /// The kinds of fact any of which would tell.
    #[serde(default)]
    pub met_by: Vec<String>,
    /// Its weight among all needs of the file, in whole percent towards zero.
    pub percent: u32,
    /// How old the newest fact about it is, in days; none when there is none.
    pub age_days: Option<i32>,
    /// After how many days it is too old.
    pub max_age_days: i32,
    /// That fact.
    pub fact: Option<FactId>,
}

/// How complete a file is on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completeness {
    /// Weight of what is known and recent enough, in whole percent towards zero.
    pub percent: u32,
    /// Of this, what is verified.
    pub verified_percent: u32,
    /// What is not known, heaviest first.
    pub missing: Vec<Gap>,
    /// What was known and is too old, heaviest first.
    pub too_old: Vec<Gap>,
}

impl FileNeeds {
    /// The table shipped with the product.
    ///
    /// # Errors
    /// [`TableError`] when the shipped text is malformed, which a test rules out.
    pub fn shipped() -> Result<Self, TableError> {
        Self::parse("file_needs.tsv", include_str!("../../data/file_needs.tsv"))
    }

    /// Reads a lender's own table in the shipped form.
    ///
    /// # Errors
    /// The first line that is not a row, with what was expected.
    pub fn parse(file: &str, text: &str) -> Result<Self, TableError> {
        let mut needs: Vec<Need> = Vec::new();
        for row in rows(file, text, HEADER)? {
            let need = need(&row).map_err(|problem| row.refuse(problem))?;
            if needs.iter().any(|held| (&held.id, &held.product) == (&need.id, &need.product)) {
                return Err(row.refuse(format!("{} stands twice for product {}", need.id, need.product)));
            }
            needs.push(need);
        }
        Ok(Self(needs))
    }

    /// The needs of a case: those of its products, or of every product.
    fn of(&self, products: &[&str], has_business: bool) -> Vec<&Need> {
        let fits = |need: &&Need| has_business || !need.of_business;
        let of_product = |need: &&Need| products.contains(&need.product.as_str());
        let mut own: Vec<&Need> = self.0.iter().filter(of_product).filter(fits).collect();
        if own.is_empty() {
            own = self.0.iter().filter(|need| need.product == EVERY_PRODUCT).filter(fits).collect();
        }
        // Two products may ask for the same: the stricter of them.
        own.sort_by(|one, two| (&one.id, one.max_age_days).cmp(&(&two.id, two.max_age_days)));
        own.dedup_by(|later, kept| later.id == kept.id);
        own
    }

    /// How complete the file is for a case with loans of these products.
    pub fn weigh(&self, file: &BorrowerFile, products: &[&str]) -> Completeness {
        let needs = self.of(products, file.has_business());
        let total: u64 = needs.iter().map(|need| u64::from(need.weight)).sum();
        let percent = |weight: u64| {
            let share = weight.saturating_mul(100).checked_div(total).unwrap_or(0);
            u32::try_from(share).unwrap_or(100)
        };
        let (mut found, mut verified) = (0_u64, 0_u64);
        let mut complete = Completeness::default();
        for need in needs {
            let met = file.open().filter(|record| need.met_by.iter().any(|kind| kind == record.fact.entry.kind()));
            let newest = met.max_by_key(|record| (record.fact.speaks_of(), record.fact.confidence, record.seq));
            let gap = |age_days| Gap {
                need: need.id.clone(),
                says: need.says.clone(),
                met_by: need.met_by.clone(),
                percent: percent(need.weight.into()),
                age_days,
                max_age_days: need.max_age_days,
                fact: newest.map(super::FileRecord::id),
            };
            match newest.map(|record| (age(record.fact.speaks_of(), file.as_of), record.fact.confidence)) {
                None => complete.missing.push(gap(None)),
                Some((age, _)) if age > need.max_age_days => complete.too_old.push(gap(Some(age))),
                Some((_, confidence)) => {
                    found += u64::from(need.weight);
                    if confidence == Confidence::Verified {
                        verified += u64::from(need.weight);
                    }
                }
            }
        }
        complete.missing.sort_by(heaviest);
        complete.too_old.sort_by(heaviest);
        Completeness { percent: percent(found), verified_percent: percent(verified), ..complete }
    }
}

fn heaviest(one: &Gap, two: &Gap) -> std::cmp::Ordering {
    two.percent.cmp(&one.percent).then_with(|| one.need.cmp(&two.need))
}

fn age(day: BusinessDate, as_of: BusinessDate) -> i32 {
    as_of.days_since(day)
}

fn need(row: &Row<'_>) -> Result<Need, String> {
    let (id, product, says) = (row.cell(0), row.cell(1), row.cell(6));
    if id.is_empty() || product.is_empty() || says.is_empty() {
        return Err("a need has an id, a product (or *) and words".to_owned());
    }
    let of_business = match row.cell(2) {
        "always" => false,
        "business" => true,
        other => return Err(format!("when is always or business; found {other:?}")),
    };
    let met_by: Vec<String> = row.cell(5).split(',').map(|kind| kind.trim().to_owned()).collect();
    // A need of health would make consent a condition, so no table can state one.
    let known = |kind: &&String| FILE_KINDS.iter().any(|(word, _)| word == kind) && *kind != "health";
    if let Some(unknown) = met_by.iter().find(|kind| !known(kind)) {
        return Err(format!("{unknown:?} is not a kind of fact that may be asked for"));
    }
    Ok(Need {
        id: id.to_owned(),
        product: product.to_owned(),
        of_business,
        weight: whole(row.cell(3), "a weight", 1_000)?,
        max_age_days: i32::try_from(whole(row.cell(4), "an age in days", 3_650)?).unwrap_or(i32::MAX),
        met_by,
        says: says.to_owned(),
    })
}

fn whole(text: &str, what: &str, at_most: u32) -> Result<u32, String> {
    let found = text.parse().ok().filter(|number| (1..=at_most).contains(number));
    found.ok_or_else(|| format!("{what} is a whole number from 1 to {at_most}; found {text:?}"))
}
