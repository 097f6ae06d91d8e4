//! Which column of a file holds what: the kind of file is read from its header,
//! never from its name.

use crate::format::Holds;
use crate::{Column, Entity, FileRefusal, RefusalCode};

/// Where a column of the format stands in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub at: usize,
    /// The file holds whole minor units, in `NAME_minor`.
    pub minor: bool,
}

/// A header, understood.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    pub entity: Entity,
    /// How many cells a row has.
    pub width: usize,
    /// The column names as they stand in the file.
    pub names: Vec<String>,
    /// For each column of the format, its place in the file.
    places: Vec<Option<Place>>,
    /// Columns of the file that the format does not know.
    pub unknown: Vec<String>,
}

impl Layout {
    /// Reads a header.
    pub fn detect(file: &str, header: &[String]) -> Result<Self, FileRefusal> {
        let names: Vec<String> = header.iter().map(|name| name.trim().to_owned()).collect();
        if let Some(name) = repeated(&names) {
            return Err(FileRefusal::new(file, RefusalCode::RepeatedColumn, format!("Twice: {name}.")));
        }
        let mut fitting: Vec<(usize, Entity)> = Entity::ALL
            .iter()
            .filter(|entity| missing(**entity, &names).is_empty())
            .map(|entity| (recognised(*entity, &names), *entity))
            .collect();
        fitting.sort_by_key(|(count, entity)| (std::cmp::Reverse(*count), *entity));
        let entity = match fitting.as_slice() {
            [] => return Err(nearest(file, &names)),
            [(best, one), (second, two), ..] if best == second => {
                let found = format!("It could be {one} or {two}.");
                return Err(FileRefusal::new(file, RefusalCode::AmbiguousEntity, found));
            }
            [(_, entity), ..] => *entity,
        };
        let places: Vec<_> = entity.columns().iter().map(|column| place(column, &names)).collect();
        let known = |at: usize| places.iter().flatten().any(|place| place.at == at);
        let unknown = names.iter().enumerate().filter(|(at, _)| !known(*at)).map(|(_, name)| name.clone()).collect();
        Ok(Self { entity, width: names.len(), names, places, unknown })
    }

    /// Where the format's column `name` stands in the file, if it does.
    pub fn place(&self, name: &str) -> Option<Place> {
        let index = self.entity.columns().iter().position(|column| column.name == name)?;
        self.places.get(index).copied().flatten()
    }

    /// The format's column that stands at `at` in the file, if it is one.
    pub fn column_at(&self, at: usize) -> Option<(&'static Column, Place)> {
        let placed = self.entity.columns().iter().zip(&self.places);
        placed.filter_map(|(column, place)| place.map(|place| (column, place))).find(|(_, place)| place.at == at)
    }
}

fn place(column: &Column, names: &[String]) -> Option<Place> {
    let find = |wanted: &str| names.iter().position(|name| name.eq_ignore_ascii_case(wanted));
    let plain = find(column.name).map(|at| Place { at, minor: false });
    if column.holds != Holds::Money {
        return plain;
    }
    plain.or_else(|| find(&format!("{}_minor", column.name)).map(|at| Place { at, minor: true }))
}

fn repeated(names: &[String]) -> Option<&str> {
    let mut seen = std::collections::BTreeSet::new();
    names.iter().find(|name| !name.is_empty() && !seen.insert(name.to_lowercase())).map(String::as_str)
}

fn missing(entity: Entity, names: &[String]) -> Vec<&'static str> {
    let absent = |column: &&Column| column.required && place(column, names).is_none();
    entity.columns().iter().filter(absent).map(|column| column.name).collect()
}

fn recognised(entity: Entity, names: &[String]) -> usize {
    entity.columns().iter().filter(|column| place(column, names).is_some()).count()
}

/// The refusal when no kind of file fits, with the nearest one.
fn nearest(file: &str, names: &[String]) -> FileRefusal {
    let required = |entity: Entity| entity.columns().iter().filter(|column| column.required).count();
    let share = |entity: Entity| {
        let present = required(entity) - missing(entity, names).len();
        // Compared as a fraction in thousandths; a tie goes to the longer header.
        (present * 1000 / required(entity).max(1), recognised(entity, names))
    };
    let best = Entity::ALL.iter().copied().max_by_key(|entity| share(*entity)).unwrap_or(Entity::Loans);
    let lacks = missing(best, names).join(", ");
    let known: Vec<&str> = Entity::ALL.iter().map(|entity| entity.name()).collect();
    if share(best).0 >= 500 {
        return FileRefusal::new(
            file,
            RefusalCode::MissingColumns,
            format!("Nearest to {best}, which also needs: {lacks}."),
        );
    }
    let read = names.iter().take(12).map(String::as_str).collect::<Vec<_>>().join(", ");
    let found = format!("Found: {read}. Known files: {}. Nearest: {best}, which needs {lacks}.", known.join(", "));
    FileRefusal::new(file, RefusalCode::UnknownEntity, found)
}

#[cfg(test)]
mod tests {
    use super::Layout;

    #[test]
    fn the_header_decides() {
        let table = [
            ("loan_id,borrower_id,branch,currency,principal", "loans"),
            ("LOAN_ID,No,Due_On,principal_minor", "instalments"),
            ("payment_id,loan_id,value_on,amount,teller", "payments"),
            ("party_id,kind,country", "parties"),
            ("party_id,name", "party_names"),
            ("contact_point_id,party_id,kind,value,consent", "contact_points"),
            ("collateral_id,loan_id,kind,description", "collateral"),
            ("staff_id,name,branch,role,minutes_per_day", "staff"),
            ("party_id,at,channel,by,outcome", "outcomes"),
            ("party_id,kind,observed_on,source,confidence,monthly", "file_facts"),
            ("assetNumber,reportDate,reportingPeriodEndingDate,securitizationKey", "abs_ee_tape"),
            ("party_id,kind,country,name", "parties"),
            ("payment_id,loan_id,paid_on,amount", "missing_columns"),
            ("colour,shape", "unknown_entity"),
            ("loan_id,loan_id", "repeated_column"),
            ("loan_id,no,due_on,principal,payment_id,value_on,amount", "ambiguous_entity"),
        ];
        for (header, expected) in table {
            let names: Vec<String> = header.split(',').map(str::to_owned).collect();
            let found = match Layout::detect("f", &names) {
                Ok(layout) => layout.entity.name(),
                Err(refusal) => refusal.code.code(),
            };
            assert_eq!(found, expected, "{header}");
        }
    }

    #[test]
    fn what_is_not_known_is_listed() {
        let names = ["party_id", "Name", "nick name"].map(str::to_owned);
        let layout = Layout::detect("f", &names).expect("party names");
        assert_eq!(layout.unknown, ["nick name"]);
    }
}
