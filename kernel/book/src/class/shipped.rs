//! The schemes that travel with the product.

use super::error::{SchemeError, SchemeProblem};
use super::scheme::Scheme;

/// Name and text of every shipped scheme.
pub const SHIPPED: [(&str, &str); 5] = [
    ("cn-five", include_str!("../../../../conventions/classes/cn-five.toml")),
    ("eu-default", include_str!("../../../../conventions/classes/eu-default.toml")),
    ("eu-npe", include_str!("../../../../conventions/classes/eu-npe.toml")),
    ("ifrs9", include_str!("../../../../conventions/classes/ifrs9.toml")),
    ("in-npa", include_str!("../../../../conventions/classes/in-npa.toml")),
];

/// A shipped scheme by its name.
///
/// # Errors
/// A name that is not shipped.
pub fn shipped(name: &str) -> Result<Scheme, Vec<SchemeError>> {
    match SHIPPED.iter().find(|(known, _)| *known == name) {
        Some((_, text)) => Scheme::parse(&format!("conventions/classes/{name}.toml"), text),
        None => {
            let known = SHIPPED.map(|(known, _)| known).join(", ");
            let problem = SchemeProblem::NotShipped { name: name.to_owned(), known };
            Err(vec![SchemeError { file: "conventions/classes".to_owned(), line: 0, problem }])
        }
    }
}
