//! Rows of invented cases: a pledge, a mortgage with guarantors, belongings.

/// A van pledged, sold at the first attempt for more than is owed.
pub const PLEDGE: &str = r#"
[[security]]
id = "S-7"
kind = "pledge"
owner = "B-2"
debts = ["L-2"]
what = "a van"
proof = "D-71"
signed_on = 2006-11-10
haircut_bp = 2500
insured_until = 2007-12-31
process = "house.pledge"

[[security.valuation]]
id = "V-71"
on = 2007-02-01
amount_minor = 60_000
by = "the dealer"

[[security.cost]]
stage = "auctioneer"
amount_minor = 2_000

[[enforcement]]
id = "E-1"
security = "S-7"
what = "notice"
on = 2007-02-01
proof = "D-72"

[[enforcement]]
id = "E-2"
security = "S-7"
what = "possession"
on = 2007-02-16
proof = "D-73"

[[enforcement]]
id = "E-3"
security = "S-7"
what = "sale_announced"
on = 2007-03-01
proof = "D-74"
"#;

/// A flat behind another bank's mortgage, and two guarantors.
pub const MORTGAGE: &str = r#"
[[security]]
id = "S-20"
kind = "mortgage"
owner = "B-2"
debts = ["L-2"]
what = "a flat"
proof = "D-203"
signed_on = 2006-11-10
haircut_bp = 3000
rank = 2
process = "house.mortgage_court"

[[security.other_rank]]
holder = "another bank"
rank = 1
amount_minor = 40_000

[[security.valuation]]
id = "V-20"
on = 2007-02-15
amount_minor = 90_000
by = "an appraiser"

[[security.cost]]
stage = "court"
amount_minor = 3_000

[[enforcement]]
id = "E-20"
security = "S-20"
what = "notice"
on = 2007-03-10
proof = "D-204"

[[liable]]
id = "G-20"
party = "P-21"
debt = "L-2"
role = "guarantor"
kind = "joint_and_several"
clause = "guarantee contract, art. 3"
limit_minor = 15_000
proof = "D-201"
signed_on = 2006-11-10
period_ends_on = 2007-05-15

[[liable]]
id = "G-21"
party = "P-22"
debt = "L-2"
role = "guarantor"
kind = "general"
proof = "D-202"
signed_on = 2006-11-10
period_ends_on = 2007-05-15

[[contact]]
id = "K-20"
debt = "L-2"
on = 2007-03-03
by = "S-1"

[[route]]
id = "R-20"
kind = "mortgage"
of = "S-20"
debt = "L-2"
cost_minor = 1_000
days = 420
probability_bp = 8500
source = "expert"

[[route]]
id = "R-21"
kind = "guarantor"
of = "G-20"
debt = "L-2"
cost_minor = 500
days = 60
probability_bp = 6000
source = "expert"

[[route]]
id = "R-22"
kind = "guarantor"
of = "G-21"
debt = "L-2"
cost_minor = 500
days = 60
probability_bp = 4000
source = "expert"
"#;

/// Things that could be sold, one of them kept, and a plot offered in addition.
pub const BELONGINGS: &str = r#"
[[exempt]]
kind = "tools_of_trade"
citation = "lender's list"
status = "house"

[[asset]]
id = "A-1"
owner = "B-2"
debt = "L-2"
kind = "motorcycle"
what = "a motorcycle nobody rides"
value_minor = 9_000
valued_on = 2007-03-01
sale_cost_minor = 500
low_use = true

[[asset]]
id = "A-2"
owner = "B-2"
debt = "L-2"
kind = "tools_of_trade"
what = "the sewing machine"
value_minor = 6_000
valued_on = 2007-03-01
low_use = false

[[added_security]]
id = "AD-1"
owner = "P-8"
debt = "L-2"
kind = "land"
what = "a plot of the mother's"
value_minor = 30_000
valued_on = 2007-03-01
owner_identity = "D-20"
"#;
