//! Pages into a tagged PDF that claims PDF/UA-1: title, language, structure, outline.

use super::Pt;
use super::flow::Page;
use super::fonts::{Fonts, Weight};
use super::line::{Line, Run, single};
use super::measures::{self, FOOT, FOOT_RULE, HEAD, HEAD_RULE, LEFT, PAGE, WIDTH};
use super::shape::shape;
use super::strip::{Belongs, Mark};
use super::structure::structure;
use crate::{Document, LetterRefusal};
use krilla::color::rgb;
use krilla::configure::{Configuration, Validator};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{ArtifactType, ContentTag, Identifier, SpanTag};
use krilla::text::{GlyphId, KrillaGlyph};
use krilla::{Document as Pdf, SerializeSettings};

/// How thick a rule is.
const RULE: Pt = 500;

/// Writes the file.
///
/// # Errors
/// [`LetterRefusal::Pdf`] when the file would not be what it claims to be.
pub(super) fn file(fonts: &Fonts, document: &Document, pages: &[Page]) -> Result<Vec<u8>, LetterRefusal> {
    let mut pdf = Pdf::new_with(SerializeSettings {
        configuration: Configuration::new_with_validator(Validator::UA1),
        enable_tagging: true,
        ..SerializeSettings::default()
    });
    let mut placed: Vec<(Belongs, Identifier)> = Vec::new();
    let settings = PageSettings::from_wh(points(PAGE.0), points(PAGE.1));
    let settings = settings.ok_or_else(|| LetterRefusal::Pdf("a page without a size".to_owned()))?;
    for (no, page) in pages.iter().enumerate() {
        let mut sheet = pdf.start_page_with(settings.clone());
        let mut surface = sheet.surface();
        surface.set_fill(Some(Fill { paint: rgb::Color::black().into(), ..Fill::default() }));
        for (top, strip) in page {
            for mark in &strip.marks {
                placed.extend(draw(&mut surface, fonts, mark, *top));
            }
        }
        let page = document.page.replace("{no}", &(no + 1).to_string()).replace("{of}", &pages.len().to_string());
        head_and_foot(&mut surface, fonts, document, &page)?;
        surface.finish();
        sheet.finish();
    }
    pdf.set_tag_tree(structure(document, placed));
    let mut outline = Outline::new();
    let top = XyzDestination::new(0, Point::from_xy(points(LEFT), 0.0));
    outline.push_child(OutlineNode::new(document.title.clone(), top));
    pdf.set_outline(outline);
    pdf.set_metadata(metadata(document));
    pdf.finish().map_err(|error| LetterRefusal::Pdf(format!("{error:?}")))
}

/// Nothing here is the machine's: the day is the letter's, and the name that tells two
/// files apart is its reference.
fn metadata(document: &Document) -> Metadata {
    let day = document.written_on.civil();
    let part = |number: i8| u8::try_from(number).unwrap_or(1);
    let day =
        DateTime::new(u16::try_from(day.year()).unwrap_or_default()).month(part(day.month())).day(part(day.day()));
    Metadata::new()
        .title(format!("{} {}", document.title, document.reference))
        .language(document.language.tag().to_owned())
        .authors(vec![document.from.clone()])
        .creator("Makegood".to_owned())
        .producer("Makegood".to_owned())
        .creation_date(day.hour(0).minute(0).second(0).utc_offset_hour(0).utc_offset_minute(0))
        .document_id(document.reference.clone())
}

/// Thousandths of a point are exact in what a file can say.
fn points(length: Pt) -> f32 {
    let whole = i32::try_from(length).unwrap_or(i32::MAX);
    #[expect(clippy::cast_precision_loss, reason = "a page has less than a million thousandths of a point")]
    let exact = whole as f32;
    exact / 1000.0
}

fn draw(surface: &mut Surface<'_>, fonts: &Fonts, mark: &Mark, top: Pt) -> Option<(Belongs, Identifier)> {
    match mark {
        Mark::Rule { x, y, width } => {
            surface.start_tagged(ContentTag::Artifact(ArtifactType::Other));
            rule(surface, LEFT + x, top + y, *width);
            surface.end_tagged();
            None
        }
        Mark::Bar { x, y, width, height, belongs } => {
            let identifier = surface.start_tagged(ContentTag::Other);
            // Grey enough to be told from the words, dark enough to be seen in print.
            surface.set_fill(Some(Fill { paint: rgb::Color::new(84, 84, 84).into(), ..Fill::default() }));
            filled(surface, (LEFT + x, top + y), (*width, *height));
            surface.set_fill(Some(Fill { paint: rgb::Color::black().into(), ..Fill::default() }));
            surface.end_tagged();
            Some((*belongs, identifier))
        }
        Mark::Text { line, x, baseline, belongs } => {
            if line.text.is_empty() {
                return None;
            }
            let tag = match belongs {
                Belongs::Ornament => ContentTag::Artifact(ArtifactType::Other),
                _ => ContentTag::Span(SpanTag::empty()),
            };
            let identifier = surface.start_tagged(tag);
            write(surface, fonts, line, LEFT + x, top + baseline);
            surface.end_tagged();
            (*belongs != Belongs::Ornament).then_some((*belongs, identifier))
        }
    }
}

fn rule(surface: &mut Surface<'_>, x: Pt, y: Pt, width: Pt) {
    filled(surface, (x, y - RULE / 2), (width, RULE));
}

fn filled(surface: &mut Surface<'_>, (x, y): (Pt, Pt), (width, height): (Pt, Pt)) {
    let mut path = PathBuilder::new();
    if let Some(bar) = Rect::from_xywh(points(x), points(y), points(width), points(height)) {
        path.push_rect(bar);
    }
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

fn write(surface: &mut Surface<'_>, fonts: &Fonts, line: &Line, x: Pt, baseline: Pt) {
    for run in &line.runs {
        let Run { script, weight, size, x: from, glyphs } = run;
        let em = points(*size);
        let part = |length: Pt| points(length) / em;
        let glyphs: Vec<KrillaGlyph> = glyphs
            .iter()
            .map(|glyph| {
                let (advance, x_offset, y_offset) = (part(glyph.advance), part(glyph.x_offset), part(glyph.y_offset));
                KrillaGlyph::new(GlyphId::new(glyph.id), advance, x_offset, y_offset, 0.0, glyph.start..glyph.end, None)
            })
            .collect();
        let start = Point::from_xy(points(x + from), points(baseline));
        surface.draw_glyphs(start, &glyphs, fonts.face(*script, *weight).pdf.clone(), &line.text, em, false);
    }
}

/// The lender and the reference above, how to be heard and the page below.
fn head_and_foot(
    surface: &mut Surface<'_>,
    fonts: &Fonts,
    document: &Document,
    page: &str,
) -> Result<(), LetterRefusal> {
    let set = |words: &str, weight| {
        let style = super::shape::Style { weight, ..measures::margin_note() };
        shape(fonts, document.language, words, style).map(|shaped| single(&shaped))
    };
    let from = set(&document.from, Weight::Bold)?;
    let reference = set(&document.reference, Weight::Regular)?;
    let reach = set(&document.reach, Weight::Regular)?;
    let page = set(page, Weight::Regular)?;
    let right = |line: &Line| LEFT + WIDTH - line.width;
    if from.width + reference.width > WIDTH || reach.width + page.width > WIDTH {
        return Err(LetterRefusal::TooWide { table: format!("{} · {}", document.from, document.reach) });
    }
    surface.start_tagged(ContentTag::Artifact(ArtifactType::Header));
    write(surface, fonts, &from, LEFT, HEAD);
    write(surface, fonts, &reference, right(&reference), HEAD);
    rule(surface, LEFT, HEAD_RULE, WIDTH);
    surface.end_tagged();
    surface.start_tagged(ContentTag::Artifact(ArtifactType::Footer));
    rule(surface, LEFT, FOOT_RULE, WIDTH);
    write(surface, fonts, &reach, LEFT, FOOT);
    write(surface, fonts, &page, right(&page), FOOT);
    surface.end_tagged();
    Ok(())
}
