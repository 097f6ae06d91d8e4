//! Names of things, as the lender's own systems know them.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes the lender's own identifier as it stands.
            pub fn new(id: impl Into<String>) -> Self {
                Self(id.into())
            }

            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.to_owned())
            }
        }
    };
}

id!(
    /// A loan.
    LoanId
);
id!(
    /// A person or firm. A case carries the id of its obligor.
    PartyId
);
id!(
    /// A payment received.
    PaymentId
);
id!(
    /// Something that happened to a loan.
    LoanEventId
);
id!(
    /// A person who works for the lender.
    StaffId
);
id!(
    /// A branch, field partner or portfolio: the place that owns a loan.
    BranchId
);
id!(
    /// An address, number or handle of a party.
    ContactPointId
);
