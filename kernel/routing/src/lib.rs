//! One officer's visits, gathered by place and put into the order of a day.
//!
//! Nearest neighbour, then 2-opt (Croes, "A Method for Solving Traveling-Salesman
//! Problems", Operations Research 6, 1958) over straight-line metres. Whole
//! numbers only: the same visits give the same day on any machine.

mod day;
mod metres;
mod order;

pub use day::{Day, Departure, Stop, Visit, route};
pub use metres::{Point, metres};
