//! What the ageing found of the loans.

use makegood_book::Arrears;

/// What the kernel says of one loan.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Found {
    pub arrears: Arrears,
    /// The basis of penalty interest, in minor-unit-days.
    pub basis: i64,
    /// Whether it gave back more than it had received by the day.
    pub over_reversed: bool,
}

/// Loans that follow one another. Most loans of a book owe nothing: arrears are held
/// of the others only.
#[derive(Default)]
pub(crate) struct Part {
    basis: Vec<i64>,
    late: Vec<(usize, Arrears)>,
    over_reversed: Vec<usize>,
}

impl Part {
    pub(crate) fn with_capacity(loans: usize) -> Self {
        Self { basis: Vec::with_capacity(loans), ..Self::default() }
    }

    pub(crate) fn push(&mut self, found: Found) {
        let at = self.basis.len();
        self.basis.push(found.basis);
        if found.arrears != Arrears::default() {
            self.late.push((at, found.arrears));
        }
        if found.over_reversed {
            self.over_reversed.push(at);
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.basis.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.basis.is_empty()
    }

    /// Of each loan, in minor-unit-days.
    pub(crate) fn basis(&self) -> &[i64] {
        &self.basis
    }

    pub(crate) fn basis_mut(&mut self) -> &mut [i64] {
        &mut self.basis
    }

    /// The loans with arrears, by their place in the part.
    pub(crate) fn late(&self) -> &[(usize, Arrears)] {
        &self.late
    }

    /// The places of the loans that gave back more than they had received.
    pub(crate) fn over_reversed(&self) -> &[usize] {
        &self.over_reversed
    }

    /// The arrears of each loan.
    pub(crate) fn arrears(&self) -> impl Iterator<Item = Arrears> {
        let mut late = self.late.iter().peekable();
        (0..self.len()).map(move |at| late.next_if(|(of, _)| *of == at).map_or_else(Arrears::default, |(_, own)| *own))
    }

    /// One number of each loan: nothing where there are no arrears.
    pub(crate) fn column<T: Copy + Default>(&self, of: impl Fn(&Arrears) -> T) -> Vec<T> {
        let mut column = vec![T::default(); self.len()];
        for (at, arrears) in &self.late {
            column[*at] = of(arrears);
        }
        column
    }
}
