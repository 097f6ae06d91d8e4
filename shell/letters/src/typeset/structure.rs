//! The structure of a letter beside its pages: what a screen reader reads.

use super::strip::Belongs;
use crate::{Block, Document, Table};
use krilla::tagging::{Identifier, ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagKind, TagTree};
use std::collections::BTreeMap;
use std::num::NonZeroU16;

type Placed = BTreeMap<Belongs, Vec<Identifier>>;

/// Hangs every line into the tree of the letter's parts, in reading order.
pub(super) fn structure(document: &Document, marks: Vec<(Belongs, Identifier)>) -> TagTree {
    let mut placed = Placed::new();
    for (belongs, identifier) in marks {
        placed.entry(belongs).or_default().push(identifier);
    }
    let mut tree = TagTree::new().with_lang(Some(document.language.tag().to_owned()));
    tree.push(group(heading(NonZeroU16::MIN, &document.title), &mut placed, Belongs::Title));
    for (block, part) in document.blocks.iter().enumerate() {
        let at = |row, cell| Belongs::Block { block, row, cell };
        match part {
            Block::Lines(_) | Block::Paragraph(_) => tree.push(group(Tag::P, &mut placed, at(0, 0))),
            Block::Heading(words) => {
                let second = NonZeroU16::MIN.saturating_add(1);
                tree.push(group(heading(second, words), &mut placed, at(0, 0)));
            }
            Block::List(points) => {
                let mut list = TagGroup::new(Tag::L(ListNumbering::Disc));
                for row in 0..points.len() {
                    let body = group(Tag::LBody, &mut placed, at(row, 0));
                    list.push(TagGroup::with_children(Tag::LI, vec![Node::Group(body)]));
                }
                tree.push(list);
            }
            Block::Bars(bars) => {
                tree.push(group(Tag::P, &mut placed, Belongs::Caption { block }));
                tree.push(group(Tag::Figure(Some(bars.says.clone())), &mut placed, at(0, 0)));
            }
            Block::Table(table) => {
                tree.push(group(Tag::P, &mut placed, Belongs::Caption { block }));
                tree.push(of_table(table, block, &mut placed));
            }
        }
    }
    tree
}

fn heading(level: NonZeroU16, words: &str) -> Tag<krilla::tagging::kind::Hn> {
    Tag::Hn(level, Some(words.to_owned()))
}

fn group(tag: impl Into<TagKind>, placed: &mut Placed, belongs: Belongs) -> TagGroup {
    let lines = placed.remove(&belongs).unwrap_or_default();
    TagGroup::with_children(tag, lines.into_iter().map(Node::Leaf).collect())
}

fn of_table(table: &Table, block: usize, placed: &mut Placed) -> TagGroup {
    let mut whole = TagGroup::new(Tag::Table.with_summary(Some(table.caption.clone())));
    let mut head = TagGroup::new(Tag::TR);
    for cell in 0..table.columns.len() {
        head.push(group(Tag::TH(TableHeaderScope::Column), placed, Belongs::Head { block, cell }));
    }
    whole.push(TagGroup::with_children(Tag::THead, vec![Node::Group(head)]));
    let mut body = TagGroup::new(Tag::TBody);
    for row in 0..table.rows.len() {
        let mut cells = TagGroup::new(Tag::TR);
        for cell in 0..table.columns.len() {
            cells.push(group(Tag::TD, placed, Belongs::Block { block, row, cell }));
        }
        body.push(cells);
    }
    whole.push(body);
    whole
}
