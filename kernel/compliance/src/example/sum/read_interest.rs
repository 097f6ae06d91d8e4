//! Reads a question about interest on something overdue.

use super::words::{figure, parts, rate};
use super::{ContractTold, Figure, Interest};
use makegood_units::Rate;

pub(super) fn interest(words: &[&str]) -> Option<Interest> {
    let ["on", rest @ ..] = words else { return None };
    let (on, mut rest) = parts(rest)?;
    let (mut from, mut to, mut told) = (None, None, ContractTold::default());
    while let [key, after @ ..] = rest {
        let [value, beyond @ ..] = after else { return None };
        let day = || value.parse().ok();
        rest = beyond;
        match *key {
            "at" | "contract" | "beside" => {
                let (rate, beyond) = rate(after)?;
                rest = beyond;
                *told.rate_of(key) = Some(rate);
            }
            "from" => from = Some(day()?),
            "to" => to = Some((day()?, false)),
            "paid" => to = Some((day()?, true)),
            "made" => told.made = Some(day()?),
            "in" => told.currency = Some(value.parse().ok()?),
            "stopped" => {
                let (first, last) = value.split_once("..")?;
                let last = if last.is_empty() { None } else { Some(last.parse().ok()?) };
                told.stopped = Some((first.parse().ok()?, last));
            }
            word => *told.figure_of(word)? = Some(figure(value)?),
        }
    }
    let (to, is_paid) = to?;
    Some(Interest { on, from: from?, to, is_paid, told })
}

impl ContractTold {
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
