//! A file read to its end, every row accounted for.

use makegood_intake::{BookLookup, KnownLoan, Reader, Verdict, Waiver};
use makegood_units::{Currency, LoanId, PartyId};

/// A book that has every loan and no party.
struct AnyLoan;

impl BookLookup for AnyLoan {
    fn loan(&self, id: &LoanId) -> Option<KnownLoan> {
        let disbursed_on = "2007-01-10".parse().ok().filter(|_| id.as_str().len().is_multiple_of(2));
        Some(KnownLoan { currency: Currency::USD, disbursed_on })
    }

    fn has_party(&self, id: &PartyId) -> bool {
        id.as_str().is_empty()
    }
}

/// Reads all of it; rows that came out are rows that went in.
pub fn account_for(reader: Reader, size: u64, first_line: u64) {
    let mut checked = reader.checked(&AnyLoan, &[Waiver::PaymentBeforeDisbursement]);
    let mut verdicts = 0;
    for verdict in checked.by_ref() {
        verdicts += 1;
        match verdict {
            Verdict::Accepted { facts, line, .. } => {
                assert!(!facts.is_empty() && line >= first_line);
                for fact in facts {
                    assert!(!fact.key().is_empty() && !fact.body().is_empty());
                }
            }
            Verdict::Repeat { line, of_line } => assert!(of_line < line),
            Verdict::Refused(refusal) => assert!(!refusal.way_out.is_empty()),
        }
    }
    let progress = checked.reader().progress();
    assert_eq!(verdicts + progress.blank, progress.rows);
    assert!(progress.bytes <= size, "{} bytes read of {size}", progress.bytes);
}
