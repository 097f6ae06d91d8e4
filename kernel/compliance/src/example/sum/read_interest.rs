//! Reads a question about interest on something overdue.

use super::words::{figure, parts, rate};
use super::{Figure, Interest, Parts};
use makegood_units::{BusinessDate, Rate};

/// A question about interest before its days are known.
#[derive(Default)]
struct Drawn {
    from: Option<BusinessDate>,
    to: Option<(BusinessDate, bool)>,
}

pub(super) fn interest(words: &[&str]) -> Option<Interest> {
    let ["on", rest @ ..] = words else { return None };
    let (on, mut rest) = parts(rest)?;
    let mut drawn = Drawn::default();
    let mut line = Interest::new(on);
    while let [key, after @ ..] = rest {
        let [value, beyond @ ..] = after else { return None };
        let day = || value.parse().ok();
        rest = beyond;
        match *key {
            "at" | "contract" | "beside" => {
                let (rate, beyond) = rate(after)?;
                rest = beyond;
                *line.rate_of(key) = Some(rate);
            }
            "from" => drawn.from = Some(day()?),
            "to" => drawn.to = Some((day()?, false)),
            "paid" => drawn.to = Some((day()?, true)),
            "made" => line.made = Some(day()?),
            "in" => line.currency = Some(value.parse().ok()?),
            "stopped" => {
                let (first, last) = value.split_once("..")?;
                let last = if last.is_empty() { None } else { Some(last.parse().ok()?) };
                line.stopped = Some((first.parse().ok()?, last));
            }
            word => *line.figure_of(word)? = Some(figure(value)?),
        }
    }
    (line.to, line.is_paid) = drawn.to?;
    line.from = drawn.from?;
    Some(line)
}

impl Interest {
    fn new(on: Parts) -> Self {
        let day = BusinessDate::from_civil(jiff::civil::Date::MIN);
        Self {
            on,
            from: day,
            to: day,
            is_paid: false,
            currency: None,
            agreed: None,
            contract: None,
            beside: None,
            made: None,
            lent: None,
            charged_before: None,
            late_fee: None,
            fees_before: None,
            defaulted: None,
            instalment: None,
            loss: None,
            stopped: None,
        }
    }

    fn rate_of(&mut self, word: &str) -> &mut Option<Rate> {
        match word {
            "at" => &mut self.agreed,
            "contract" => &mut self.contract,
            _ => &mut self.beside,
        }
    }

    fn figure_of(&mut self, word: &str) -> Option<&mut Option<Figure>> {
        match word {
            "lent" => Some(&mut self.lent),
            "charged_before" => Some(&mut self.charged_before),
            "late_fee" => Some(&mut self.late_fee),
            "fees_before" => Some(&mut self.fees_before),
            "defaulted" => Some(&mut self.defaulted),
            "instalment" => Some(&mut self.instalment),
            "loss" => Some(&mut self.loss),
            _ => None,
        }
    }
}
