//! The conventions a lender's book is read by.

use crate::{Convention, Waterfall};
use serde::{Deserialize, Serialize};

/// How payments are applied and how days are counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BookRules {
    /// How a payment is spread over what is owed.
    pub waterfall: Waterfall,
    /// How days past due are counted.
    pub convention: Convention,
}
