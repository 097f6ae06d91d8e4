//! Strips onto pages.

use super::Pt;
use super::measures::{BOTTOM, TOP};
use super::strip::Strip;

/// A page: each strip with its top.
pub(crate) type Page = Vec<(Pt, Strip)>;

/// Fills the pages, first page first. What keeps with its next goes with it to the next
/// page, and a table that goes on has its head again.
pub(crate) fn flow(strips: Vec<Strip>) -> Vec<Page> {
    let mut pages: Vec<Page> = vec![Vec::new()];
    let mut y = TOP;
    let mut rest = strips.into_iter().peekable();
    while rest.peek().is_some() {
        let mut group = Vec::new();
        for strip in rest.by_ref() {
            let is_last = !strip.keeps_with_next;
            group.push(strip);
            if is_last {
                break;
            }
        }
        let height = height(&group);
        let is_empty = pages.last().is_none_or(Vec::is_empty);
        // A group higher than a page begins at its top and is parted after all.
        if y + height > BOTTOM && !is_empty {
            pages.push(Vec::new());
            y = TOP;
        }
        for mut strip in group {
            if y + strip.height > BOTTOM && pages.last().is_some_and(|page| !page.is_empty()) {
                pages.push(Vec::new());
                y = TOP;
            }
            let Some(page) = pages.last_mut() else { break };
            if let Some(head) = strip.head.take().filter(|_| page.is_empty()) {
                let taken = head.height;
                page.push((y, *head));
                y += taken;
            }
            let taken = strip.height + strip.below;
            page.push((y, strip));
            y += taken;
        }
    }
    pages
}

fn height(group: &[Strip]) -> Pt {
    let all: Pt = group.iter().map(|strip| strip.height + strip.below).sum();
    all - group.last().map_or(0, |last| last.below)
}

#[cfg(test)]
mod tests {
    use super::{BOTTOM, TOP, flow};
    use crate::typeset::strip::Strip;

    fn strip(height: i64, keeps_with_next: bool) -> Strip {
        Strip { height, keeps_with_next, ..Strip::default() }
    }

    fn counts(strips: Vec<Strip>) -> Vec<usize> {
        flow(strips).iter().map(Vec::len).collect()
    }

    #[test]
    fn a_heading_goes_with_its_text() {
        let room = BOTTOM - TOP;
        assert_eq!(counts(vec![strip(room - 10, false), strip(10, false)]), [2]);
        assert_eq!(counts(vec![strip(room - 10, false), strip(10, true), strip(10, false)]), [1, 2]);
        // Strips that all keep together and do not fit are parted all the same.
        assert_eq!(counts(vec![strip(room - 10, true), strip(10, true), strip(10, false)]), [2, 1]);
    }

    #[test]
    fn a_table_that_goes_on_has_its_head_again() {
        let room = BOTTOM - TOP;
        let row = || Strip { head: Some(Box::new(strip(7, true))), ..strip(room / 2, false) };
        let pages = flow(vec![strip(7, true), row(), row(), row()]);
        assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2, 2]);
        assert!(pages.iter().all(|page| page.first().is_some_and(|(_, first)| first.height == 7)));
    }
}
