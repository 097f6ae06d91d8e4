//! The level instalment.

use makegood_units::Decimal;

/// The amount which, paid at the end of every period, repays `principal` and leaves
/// `balloon` at the end of the last. `growth` is the interest of each period on one
/// unit of money, first period first.
///
/// It is (principal − balloon × dₙ) ÷ (d₁ + … + dₙ), where dₖ discounts period k:
/// the product of 1 ÷ (1 + growth) up to k. With no interest that is an equal part.
/// Source: the annuity amount of the ACTUS technical specification, section 3.8,
/// multiplied out; a first growth of zero gives its form, which discounts to the
/// first instalment.
///
/// `None` when there are no periods, interest of a period is −100 % or less, or the
/// figures do not fit 28 digits.
pub fn level_payment(
    principal: Decimal,
    balloon: Decimal,
    growth: impl IntoIterator<Item = Decimal>,
) -> Option<Decimal> {
    let (mut discount, mut sum) = (Decimal::ONE, Decimal::ZERO);
    for growth in growth {
        let factor = Decimal::ONE.checked_add(growth)?;
        if factor <= Decimal::ZERO {
            return None;
        }
        discount = discount.checked_div(factor)?;
        sum = sum.checked_add(discount)?;
    }
    principal.checked_sub(balloon.checked_mul(discount)?)?.checked_div(sum)
}

#[cfg(test)]
mod tests {
    use super::level_payment;
    use makegood_units::Decimal;

    fn number(text: &str) -> Decimal {
        text.parse().expect("a number")
    }

    /// 5,000 over 12 months at 8 %: the payment printed with contract ann01 of the
    /// ACTUS tests is over the real days of 2013, each over 365.
    #[test]
    fn the_instalment_of_a_published_contract() {
        let days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        let growth = days.map(|days| number("0.08") * Decimal::from(days) / Decimal::from(365));
        let level = level_payment(Decimal::from(5_000), Decimal::ZERO, growth).expect("fits");
        assert_eq!(level.round_dp(12), number("434.866594118346"));
    }

    #[test]
    fn without_interest_it_is_an_equal_part() {
        let level = level_payment(Decimal::from(900), Decimal::from(300), [Decimal::ZERO; 6]);
        assert_eq!(level, Some(Decimal::from(100)));
    }

    #[test]
    fn where_nothing_can_be_paid_there_is_none() {
        assert_eq!(level_payment(Decimal::ONE, Decimal::ZERO, []), None);
        assert_eq!(level_payment(Decimal::ONE, Decimal::ZERO, [Decimal::NEGATIVE_ONE]), None);
        assert_eq!(level_payment(Decimal::MAX, Decimal::MIN, [Decimal::ZERO]), None);
    }
}
