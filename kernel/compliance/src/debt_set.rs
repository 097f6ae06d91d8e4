//! The debts something is about, by their places in a person's list.

/// The place of a debt in the list; none when no debt is named.
pub(crate) type DebtNo = Option<u32>;

/// Places of debts. The first 64 are bits of one number; who has more pays for a list.
#[derive(Clone, Debug, Default)]
pub(crate) struct DebtSet {
    first: u64,
    others: Vec<u32>,
}

impl DebtSet {
    /// Whether something about these is about the debt. No debt asked for, or none named: yes.
    pub fn is_about(&self, debt: DebtNo) -> bool {
        self.names_none() || debt.is_none_or(|debt| self.has(debt))
    }

    /// Whether none is named.
    pub fn names_none(&self) -> bool {
        self.first == 0 && self.others.is_empty()
    }

    /// Whether the debt is named.
    pub fn has(&self, debt: u32) -> bool {
        match 1_u64.checked_shl(debt) {
            Some(bit) => self.first & bit != 0,
            None => self.others.contains(&debt),
        }
    }
}

impl FromIterator<u32> for DebtSet {
    fn from_iter<T: IntoIterator<Item = u32>>(debts: T) -> Self {
        let mut set = Self::default();
        for debt in debts {
            match 1_u64.checked_shl(debt) {
                Some(bit) => set.first |= bit,
                None => set.others.push(debt),
            }
        }
        set
    }
}

#[cfg(test)]
mod tests {
    use super::DebtSet;

    #[test]
    fn the_first_64_and_any_others_are_found() {
        let (none, some): (DebtSet, DebtSet) = ([].into_iter().collect(), [0, 63, 64, u32::MAX].into_iter().collect());
        assert!(none.is_about(Some(7)) && none.is_about(None) && some.is_about(None));
        let found: Vec<u32> = [0, 1, 62, 63, 64, 65, u32::MAX].into_iter().filter(|debt| some.has(*debt)).collect();
        assert_eq!(found, [0, 63, 64, u32::MAX]);
    }
}
