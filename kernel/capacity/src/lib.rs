//! People's minutes, given to the work that brings most per minute.
//!
//! A branch has officers with so many minutes today, and cases with several
//! things that could be done: a message, a call, a visit. At most one is done
//! per case. This is the multiple-choice knapsack; it is solved by Lagrangian
//! relaxation (Fisher, "The Lagrangian Relaxation Method for Solving Integer
//! Programming Problems", Management Science 27, 1981): put a price on a
//! minute, let every case take what brings most above that price, and raise
//! the price until the minutes suffice. What is then left of the day is filled
//! greedily. The price says what one more minute in the branch would bring,
//! and the relaxation bounds from above what any plan could bring, so the
//! distance to the best plan is reported with every plan. Where few of the
//! officers call or visit, their minutes carry a price of their own on top.
//!
//! Whole numbers only, every order total: the same work gives the same plan.

mod allocate;
mod bench;
mod fill;
mod owed;
mod price;
mod staff;
mod work;

pub use owed::allocate;
pub use staff::Staff;
pub use work::{Allocation, Chosen, Left, Officer, Pool, PoolLedger, Skill, Work};
