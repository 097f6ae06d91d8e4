//! Rust source as the checks read it: tokens of code and strings, without
//! comments, doc comments and test modules.

mod files;
mod lexer;
mod names;
mod tests_out;

pub use files::{relative, under};
pub use lexer::{Kind, Token};
pub use names::{Name, names};

/// The tokens of code that ends up in the product.
pub fn code(text: &str) -> Vec<Token> {
    tests_out::without_tests(lexer::tokens(text))
}
