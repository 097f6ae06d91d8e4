//! Finds a circle among things that point at each other.

use std::collections::{BTreeMap, BTreeSet};

/// A circle, from its smallest member round to it again; none when there is none.
pub(crate) fn circle<T: Ord + Clone>(edges: &BTreeMap<T, BTreeSet<T>>) -> Option<Vec<T>> {
    let mut left: BTreeMap<&T, BTreeSet<&T>> = edges.iter().map(|(from, to)| (from, to.iter().collect())).collect();
    // What points nowhere is in no circle; without it, others may point nowhere.
    loop {
        let points = |to: &BTreeSet<&T>| to.iter().any(|it| left.contains_key(*it));
        let ends: Vec<&T> = left.iter().filter(|(_, to)| !points(to)).map(|(from, _)| *from).collect();
        if ends.is_empty() {
            break;
        }
        left.retain(|from, _| !ends.contains(from));
    }
    let mut way: Vec<&T> = Vec::new();
    let mut at = *left.keys().next()?;
    while !way.contains(&at) {
        way.push(at);
        at = left.get(at)?.iter().find(|to| left.contains_key(**to))?;
    }
    // Walking may have led into the circle from outside.
    let round = way.into_iter().skip_while(|it| *it != at).chain([at]);
    let mut round: Vec<T> = round.cloned().collect();
    round.pop();
    let first = round.iter().enumerate().min_by_key(|(_, it)| *it).map_or(0, |(place, _)| place);
    round.rotate_left(first);
    round.extend(round.first().cloned());
    Some(round)
}

#[cfg(test)]
mod tests {
    use super::circle;
    use std::collections::{BTreeMap, BTreeSet};

    fn edges(all: &[(u8, u8)]) -> BTreeMap<u8, BTreeSet<u8>> {
        let mut edges: BTreeMap<u8, BTreeSet<u8>> = BTreeMap::new();
        for (from, to) in all {
            edges.entry(*from).or_default().insert(*to);
        }
        edges
    }

    #[test]
    fn circles_of_any_length_are_found() {
        assert_eq!(circle(&edges(&[(1, 2), (2, 3), (1, 3)])), None);
        assert_eq!(circle(&edges(&[(1, 1)])), Some(vec![1, 1]));
        assert_eq!(circle(&edges(&[(1, 2), (2, 1)])), Some(vec![1, 2, 1]));
        assert_eq!(circle(&edges(&[(1, 5), (5, 4), (4, 3), (3, 5), (3, 9)])), Some(vec![3, 5, 4, 3]));
    }
}
