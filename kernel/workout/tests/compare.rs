//! Properties of the comparison, and what it refuses.
#![allow(clippy::unwrap_used)]

use makegood_units::{Amount, BusinessDate, Currency, DayCount, Decimal, Rate};
use makegood_workout::compare::{
    BreakEvenAsk, Chance, CompareAsk, CompareError, Condition, Crossing, Entry, FallBack, Flow, FlowKind, Limits,
    Means, Odds, Offer, PaidFrom, Probability, Route, RouteKind, Source, Valued, WriteOffNeed, compare,
};
use proptest::prelude::*;

fn day(after: i32) -> BusinessDate {
    "2026-01-01".parse::<BusinessDate>().unwrap().plus_days(after)
}

fn bp(bp: i64) -> Probability {
    Probability::try_from_bp(bp).unwrap()
}

fn expert() -> Source {
    "expert".parse().unwrap()
}

fn entry(kind: FlowKind, flows: &[(i32, i64)], odds: Odds) -> Entry {
    let flow = |&(after, minor): &(i32, i64)| Flow { on: day(after), amount: Amount::from_minor(minor) };
    Entry { what: "cash".to_owned(), kind, flows: flows.iter().map(flow).collect(), odds }
}

fn own(probability: i64) -> Odds {
    Odds { own: Some((bp(probability), expert())), conditions: Vec::new() }
}

fn on_chance(name: &str, holds: bool) -> Odds {
    Odds { own: None, conditions: vec![Condition { chance: name.to_owned(), holds }] }
}

fn route(kind: RouteKind, entries: Vec<Entry>) -> Route {
    Route { id: kind.word().to_owned(), kind, entries, falls_back: None, debt_service: None }
}

const CASH: FlowKind = FlowKind::Cash(PaidFrom::Lump);

fn ask(routes: Vec<Route>) -> CompareAsk {
    let mut routes = routes;
    if !routes.iter().any(|route| route.kind == RouteKind::Wait) {
        routes.push(route(RouteKind::Wait, Vec::new()));
    }
    let chance =
        |name: &str, expected| Chance { name: name.to_owned(), expected: bp(expected), range: None, source: expert() };
    CompareAsk {
        as_of: day(0),
        currency: Currency::USD,
        discount: "18% a year".parse().unwrap(),
        day_count: DayCount::Actual365,
        owed: Amount::from_minor(1_000_000),
        chances: vec![chance("p", 5_000), chance("q", 2_500)],
        routes,
        means: Means::default(),
        limits: Limits::default(),
        break_evens: Vec::new(),
        write_off_shown: Vec::new(),
    }
}

fn of(ask: &CompareAsk, kind: RouteKind) -> Valued {
    compare(ask).unwrap().routes.into_iter().find(|route| route.kind == kind).unwrap()
}

fn suit(entries: Vec<Entry>) -> Valued {
    of(&ask(vec![route(RouteKind::Suit, entries)]), RouteKind::Suit)
}

fn flows() -> impl Strategy<Value = Vec<(i32, i64)>> {
    proptest::collection::vec((0_i32..4_000, 0_i64..100_000_000), 1..8)
}

proptest! {
    #[test]
    fn the_value_falls_with_the_rate(flows in flows(), low in 0_i64..30_000, more in 1_i64..30_000) {
        let mut ask = ask(vec![route(RouteKind::Suit, vec![entry(CASH, &flows, own(7_500))])]);
        let mut at = |hundredths: i64| {
            ask.discount = Rate::a_year(Decimal::new(hundredths, 2));
            of(&ask, RouteKind::Suit).worth.exact
        };
        let (lower, higher) = (at(low), at(low + more));
        prop_assert!(higher <= lower, "{higher} at a higher rate than {lower}");
        let later = flows.iter().any(|(after, amount)| *after > 0 && *amount > 0);
        prop_assert!(!later || higher < lower);
    }

    #[test]
    fn a_flow_in_two_halves_of_the_same_day_is_worth_the_same(flows in flows(), part in 0_i64..100_000_000) {
        let whole = suit(vec![entry(CASH, &flows, own(6_100))]);
        let (after, amount) = flows[0];
        let part = part.min(amount);
        let mut split = flows.clone();
        split[0] = (after, part);
        split.push((after, amount - part));
        let split = suit(vec![entry(CASH, &split, own(6_100))]);
        prop_assert_eq!(whole.worth.npv, split.worth.npv);
        prop_assert_eq!(whole.time.map(|it| it.expected_days), split.time.map(|it| it.expected_days));
    }

    #[test]
    fn what_never_happens_only_costs(flows in flows(), cost in 0_i64..10_000_000) {
        let costs = entry(FlowKind::Cost, &[(0, cost)], Odds::default());
        let valued = suit(vec![entry(CASH, &flows, own(0)), costs]);
        prop_assert_eq!(valued.worth.npv, Amount::from_minor(-cost));
        prop_assert_eq!(valued.time, None);
    }

    #[test]
    fn addends_add_up(flows in flows(), cost in flows(), weight in 0_i64..=10_000, chance in any::<bool>()) {
        let valued = suit(vec![
            entry(CASH, &flows, own(weight)),
            entry(FlowKind::Cost, &cost, own(weight)),
            entry(CASH, &cost, on_chance("q", chance)),
        ]);
        let worth = &valued.worth;
        prop_assert_eq!(Amount::checked_sum(worth.addends.iter().map(|it| it.adds)).unwrap(), worth.npv);
        prop_assert_eq!(worth.addends.iter().map(|it| it.worth).sum::<Decimal>(), worth.exact);
        prop_assert!((Decimal::from(worth.npv.minor()) - worth.exact).abs() <= Decimal::new(5, 1));
    }

    /// Put into the sum by hand, the solution makes both routes equal within a minor unit.
    #[test]
    fn a_break_even_solves_to_equality(
        good in 0_i64..100_000_000, bad in 0_i64..100_000_000, sure in 0_i64..100_000_000, after in 0_i32..2_000,
    ) {
        let mut ask = ask(vec![
            route(RouteKind::Suit, vec![
                entry(CASH, &[(after, good)], on_chance("p", true)),
                entry(CASH, &[(30, bad)], on_chance("p", false)),
            ]),
            route(RouteKind::Sale, vec![entry(CASH, &[(0, sure)], own(10_000))]),
        ]);
        ask.break_evens = vec![BreakEvenAsk { chance: "p".to_owned(), between: ("suit".to_owned(), "sale".to_owned()) }];
        let comparison = compare(&ask).unwrap();
        let basis = &comparison.basis;
        let worth = |amount: i64, after: i32| Decimal::from(amount) * basis.factor(day(after)).unwrap();
        let (good, bad) = (worth(good, after), worth(bad, 30));
        let sure = Decimal::from(sure);
        match &comparison.break_evens[0].crossing {
            Crossing::At { chance, above, .. } => {
                prop_assert!(*chance >= Decimal::ZERO && *chance <= Decimal::ONE);
                let both = good * chance + bad * (Decimal::ONE - chance);
                prop_assert!((both - sure).abs() < Decimal::ONE, "{both} and {sure} at {chance}");
                prop_assert_eq!(above == "suit", good > bad);
            }
            Crossing::Nowhere { better } => {
                prop_assert_eq!(better == "suit", good > sure && bad > sure);
                prop_assert_eq!(better == "sale", good < sure && bad < sure);
            }
            Crossing::Everywhere => prop_assert!(good == sure && bad == sure),
        }
    }

    /// A range never leaves out what is expected.
    #[test]
    fn the_interval_holds_the_expected(flows in flows(), low in 0_i64..=5_000, high in 5_000_i64..=10_000) {
        let mut ask = ask(vec![route(RouteKind::Suit, vec![
            entry(CASH, &flows, on_chance("p", true)),
            entry(CASH, &[(9, 70_000)], on_chance("p", false)),
        ])]);
        ask.chances[0].range = Some((bp(low), bp(high)));
        let worth = of(&ask, RouteKind::Suit).worth;
        let interval = worth.interval.unwrap();
        prop_assert!(interval.low <= worth.npv && worth.npv <= interval.high);
    }
}

/// Waiting brings 40% of 10,000 by itself; a plan that brings 55% adds 15%, not 55%.
#[test]
fn what_comes_by_itself_is_not_credited() {
    let ask = ask(vec![
        route(RouteKind::Wait, vec![entry(CASH, &[(0, 1_000_000)], own(4_000))]),
        route(RouteKind::InstalmentPlan, vec![entry(CASH, &[(0, 1_000_000)], own(5_500))]),
        route(RouteKind::Suit, vec![entry(CASH, &[(0, 1_000_000)], own(3_000))]),
    ]);
    let over = |kind| of(&ask, kind).over_waiting.minor();
    assert_eq!((over(RouteKind::InstalmentPlan), over(RouteKind::Suit), over(RouteKind::Wait)), (150_000, -100_000, 0));
}

/// 100 in 365 days at 25% effective: 80. Fails half of the time, and is then a sale of 40
/// now, one year later: 32. Together 0.5 × 80 + 0.5 × 32 = 56.
#[test]
fn a_failed_route_goes_on_as_another_later() {
    let mut suit = route(RouteKind::Suit, vec![entry(CASH, &[(365, 10_000)], on_chance("p", true))]);
    let after = "1 year".parse().unwrap();
    suit.falls_back = Some(FallBack { to: "sale".to_owned(), unless: "p".to_owned(), after });
    let sale = route(RouteKind::Sale, vec![entry(CASH, &[(0, 4_000)], own(10_000))]);
    let mut ask = ask(vec![suit, sale]);
    ask.discount = "25% a year".parse().unwrap();
    let valued = of(&ask, RouteKind::Suit);
    assert_eq!(valued.worth.npv.minor(), 5_600);
    assert!(valued.worth.addends[1].says.contains("1 year later as sale"), "{}", valued.worth.addends[1].says);
}

/// 60% of 10,000 at once; the best other route is worth 7,000. At 80% odds the offer has
/// to be 8,750, 87.5% of what is owed; with costs of 100 it is 8,875.
#[test]
fn a_settlement_has_a_floor() {
    let settled = |costs: i64| {
        let cash = entry(CASH, &[(0, 600_000)], own(8_000));
        let cost = entry(FlowKind::Cost, &[(0, costs)], Odds::default());
        let suit = entry(CASH, &[(0, 1_000_000)], own(7_000));
        ask(vec![route(RouteKind::Settlement, vec![cash, cost]), route(RouteKind::Suit, vec![suit])])
    };
    let floor = |costs| compare(&settled(costs)).unwrap().settlements[0].clone();
    let free = floor(0);
    assert_eq!((free.best_other.as_str(), free.floor.minor(), free.clears), ("suit", 700_000, false));
    assert_eq!(
        (free.least_offer, free.least_offer_bp, free.four_eyes),
        (Some(Amount::from_minor(875_000)), Some(8_750), true)
    );
    assert_eq!(floor(10_000).least_offer, Some(Amount::from_minor(887_500)));
    let offer = of(&settled(0), RouteKind::Settlement).offer;
    assert_eq!(offer, Offer::Needs(vec!["an offer of 8,750.00 USD or more".to_owned()]));
}

#[test]
fn a_write_off_lists_what_it_needs() {
    let mut ask = ask(vec![
        route(RouteKind::WriteOff, Vec::new()),
        route(RouteKind::Sale, vec![entry(CASH, &[(0, 500)], own(10_000))]),
    ]);
    ask.write_off_shown = vec![WriteOffNeed::CauseKnown, WriteOffNeed::Traced, WriteOffNeed::SecurityRealised];
    let reading = compare(&ask).unwrap().write_offs[0].clone();
    let missing = &reading.missing;
    assert_eq!(missing.len(), WriteOffNeed::ALL.len() - 3);
    assert!(missing.contains(&WriteOffNeed::NothingWorthMore) && missing.contains(&WriteOffNeed::ApprovedByTwo));
    assert_eq!(reading.worth_more, [("sale".to_owned(), Amount::from_minor(500))]);
    assert!(matches!(of(&ask, RouteKind::WriteOff).offer, Offer::Needs(needs) if needs.len() == 5));
}

#[test]
fn what_does_not_hang_together_is_refused_by_name() {
    let plain = |kind| route(kind, vec![entry(CASH, &[(1, 5)], own(5_000))]);
    let refused = |change: &dyn Fn(&mut CompareAsk)| {
        let mut ask = ask(vec![plain(RouteKind::Suit), plain(RouteKind::Sale)]);
        change(&mut ask);
        compare(&ask).unwrap_err()
    };
    let back = |to: &str, unless: &str| {
        Some(FallBack { to: to.to_owned(), unless: unless.to_owned(), after: "1 month".parse().unwrap() })
    };
    assert_eq!(refused(&|ask| ask.routes.retain(|route| route.kind != RouteKind::Wait)), CompareError::Waits(0));
    assert_eq!(refused(&|ask| ask.routes[1].id = "suit".to_owned()), CompareError::SameRoute("suit".to_owned()));
    assert_eq!(refused(&|ask| ask.chances[1].name = "p".to_owned()), CompareError::SameChance("p".to_owned()));
    assert_eq!(
        refused(&|ask| ask.chances[0].range = Some((bp(6_000), bp(7_000)))),
        CompareError::Range("p".to_owned())
    );
    assert_eq!(
        refused(&|ask| ask.routes[0].entries[0].flows[0].on = day(-1)),
        CompareError::PastDay { route: "suit".to_owned(), on: day(-1) }
    );
    assert_eq!(
        refused(&|ask| ask.routes[0].entries[0].flows[0].amount = Amount::from_minor(-1)),
        CompareError::BelowZero("suit".to_owned())
    );
    assert_eq!(
        refused(&|ask| ask.routes[0].entries[0].odds = on_chance("r", true)),
        CompareError::UnknownChance { route: "suit".to_owned(), chance: "r".to_owned() }
    );
    assert_eq!(
        refused(&|ask| ask.routes[0].falls_back = back("nowhere", "p")),
        CompareError::UnknownFallBack { route: "suit".to_owned(), to: "nowhere".to_owned() }
    );
    for chain in ["suit", "sale"] {
        let refused = refused(&|ask| {
            ask.routes[0].falls_back = back(chain, "p");
            ask.routes[1].falls_back = back("wait", "q");
        });
        assert_eq!(refused, CompareError::FallBackChain { route: "suit".to_owned(), to: chain.to_owned() });
    }
    let twice = refused(&|ask| {
        ask.routes[0].falls_back = back("sale", "p");
        ask.routes[1].entries[0].odds = on_chance("p", true);
    });
    assert_eq!(twice, CompareError::NotLinear { route: "suit".to_owned(), chance: "p".to_owned() });
    assert_eq!(
        refused(&|ask| ask.discount = "-1% a year".parse().unwrap()).to_string(),
        "a discount rate lies between 0% and 1000%; found -1% a year"
    );
    let huge = refused(&|ask| {
        ask.routes[0].entries[0].flows = vec![Flow { on: day(1), amount: Amount::from_minor(i64::MAX) }; 3];
    });
    assert_eq!(huge, CompareError::OutOfRange("suit".to_owned()));
    let later = "lender's own data 2026-01-02 n=4".parse::<Source>().unwrap();
    let future = refused(&|ask| ask.chances[0].source = later.clone());
    assert_eq!(future, CompareError::FutureData { place: "p".to_owned(), on: day(1) });
}

#[test]
fn sources_are_read_as_they_are_written() {
    for text in ["expert", "assumption: so that it comes out", "lender's own data 2026-06-30 n=412"] {
        assert_eq!(text.parse::<Source>().map(|source| source.to_string()), Ok(text.to_owned()));
    }
    for text in
        ["", "a feeling", "lender's own data", "lender's own data 2026-06-31 n=4", "lender's own data 2026-06-30 n=0"]
    {
        assert!(text.parse::<Source>().is_err(), "{text}");
    }
}
