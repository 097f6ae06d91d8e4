//! Dates as spreadsheets write them: refused, with the day they probably mean.

use crate::RefusalCode;
use crate::refusal::Fault;
use makegood_units::BusinessDate;

/// The fault of a text that is not an ISO day.
pub(crate) fn fault(column: &str, text: &str) -> Fault {
    let day_part = text.split([' ', 'T']).next().unwrap_or(text);
    if let Some(day) = serial(day_part) {
        let hint = format!("As a spreadsheet's day number it would be {day}; format the column as YYYY-MM-DD.");
        return Fault::new(column, text, RefusalCode::SpreadsheetDate).hint(hint);
    }
    let Some((first, second, third)) = parts(day_part) else {
        return Fault::new(column, text, RefusalCode::BadDate);
    };
    let candidates = [(third, second, first), (third, first, second), (first, second, third)];
    let mut days: Vec<BusinessDate> = candidates.into_iter().filter_map(|(y, m, d)| day(y, m, d)).collect();
    days.sort_unstable();
    days.dedup();
    match days.as_slice() {
        [] => Fault::new(column, text, RefusalCode::BadDate),
        [day] => Fault::new(column, text, RefusalCode::SpreadsheetDate).hint(format!("Write it as {day}.")),
        [one, two, ..] => {
            let hint = format!("It could be {one} or {two}; write it as YYYY-MM-DD.");
            Fault::new(column, text, RefusalCode::AmbiguousDate).hint(hint)
        }
    }
}

/// The day number of a spreadsheet: days since 1899-12-30, for 1954 to 2119.
fn serial(text: &str) -> Option<BusinessDate> {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    let number: i32 = whole.parse().ok().filter(|number| (20_000..80_000).contains(number))?;
    BusinessDate::try_from_epoch_days(number - 25_569)
}

fn parts(text: &str) -> Option<(i16, i16, i16)> {
    let mut parts = text.split(['/', '.', '-']).map(|part| part.parse::<i16>().ok());
    let (first, second, third) = (parts.next()??, parts.next()??, parts.next()??);
    parts.next().is_none().then_some((first, second, third))
}

/// A day whose year is written in full; two digits of a year are a guess.
fn day(year: i16, month: i16, day: i16) -> Option<BusinessDate> {
    let full = (1_000..=9_999).contains(&year);
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    full.then(|| BusinessDate::try_from_ymd(year, month, day)).flatten()
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn spreadsheet_dates_get_their_iso_form() {
        let table = [
            ("39174", "spreadsheet_date", "2007-04-02"),
            ("39174.5", "spreadsheet_date", "2007-04-02"),
            ("13/4/2007", "spreadsheet_date", "2007-04-13"),
            ("4/13/2007", "spreadsheet_date", "2007-04-13"),
            ("2007/4/2", "spreadsheet_date", "2007-04-02"),
            ("4/4/2007", "spreadsheet_date", "2007-04-04"),
            ("4/2/2007", "ambiguous_date", "2007-02-04 or 2007-04-02"),
            ("02.04.2007", "ambiguous_date", "2007-02-04 or 2007-04-02"),
            ("4/2/07", "bad_date", "2007-04-02"),
            ("2007-02-30", "bad_date", "2007-04-02"),
            ("yesterday", "bad_date", "2007-04-02"),
        ];
        for (text, code, says) in table {
            let fault = fault("due_on", text);
            let way_out = fault.hint.clone().unwrap_or_else(|| fault.code.way_out().to_owned());
            assert_eq!((fault.code.code(), way_out.contains(says)), (code, true), "{text}: {way_out}");
        }
    }
}
