//! Pages of a Parquet column, looked at before they are decoded. The decoder makes room
//! for as many values as a page says it holds, and a damaged page may say anything; room
//! that cannot be had ends the program. So a page has to hold what it says.

use parquet::basic::{Encoding, Type as Physical};
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result};
use parquet::schema::types::ColumnDescriptor;

/// The most values read from one page whose lengths are packed, where bytes do not bound
/// them: 16 million. Writers end a page after a million bytes or some ten thousand rows.
const MOST_PACKED: u64 = 1 << 24;

/// The pages of a column, each of which holds what it says.
pub(crate) struct Pages {
    given: Box<dyn PageReader>,
    /// The fewest bytes of one value in a dictionary.
    least: u64,
    /// Bits of one definition level; 0 when no value may be absent.
    level_bits: u64,
}

impl Pages {
    pub fn new(given: Box<dyn PageReader>, column: &ColumnDescriptor) -> Self {
        let least = match column.physical_type() {
            Physical::BOOLEAN => 1,
            Physical::INT32 | Physical::FLOAT | Physical::BYTE_ARRAY => 4,
            Physical::INT64 | Physical::DOUBLE => 8,
            Physical::INT96 => 12,
            Physical::FIXED_LEN_BYTE_ARRAY => u64::try_from(column.type_length()).unwrap_or(1).max(1),
        };
        let level_bits = u64::from(u16::BITS - column.max_def_level().unsigned_abs().leading_zeros());
        Self { given, least, level_bits }
    }

    fn check(&self, page: &Page) -> Result<()> {
        match page {
            Page::DictionaryPage { buf, num_values, .. } => {
                let fits = u64::from(*num_values).saturating_mul(self.least) <= buf.len() as u64;
                if fits { Ok(()) } else { Err(lie(u64::from(*num_values), buf.len())) }
            }
            Page::DataPage { buf, num_values, encoding, def_level_encoding, .. } => {
                let levels = match def_level_encoding {
                    _ if self.level_bits == 0 => 0,
                    Encoding::RLE => 4 + little_endian(buf).ok_or_else(|| lie(0, buf.len()))?,
                    _ => (u64::from(*num_values) * self.level_bits).div_ceil(8),
                };
                packed(*encoding, buf, levels, *num_values)
            }
            Page::DataPageV2 { buf, num_values, encoding, def_levels_byte_len, rep_levels_byte_len, .. } => {
                let levels = u64::from(*def_levels_byte_len) + u64::from(*rep_levels_byte_len);
                packed(*encoding, buf, levels, *num_values)
            }
        }
    }
}

impl Iterator for Pages {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Result<Page>> {
        self.get_next_page().transpose()
    }
}

impl PageReader for Pages {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        let page = self.given.get_next_page()?;
        page.iter().try_for_each(|page| self.check(page))?;
        Ok(page)
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.given.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.given.skip_next_page()
    }

    fn at_record_boundary(&mut self) -> Result<bool> {
        self.given.at_record_boundary()
    }
}

fn lie(values: u64, bytes: usize) -> ParquetError {
    ParquetError::General(format!("a page of {bytes} bytes cannot hold the {values} values it speaks of"))
}

fn little_endian(bytes: &[u8]) -> Option<u64> {
    let four: [u8; 4] = bytes.get(..4)?.try_into().ok()?;
    Some(u64::from(u32::from_le_bytes(four)))
}

/// Checks the counts of lengths packed by their differences.
fn packed(encoding: Encoding, page: &[u8], levels: u64, values: u32) -> Result<()> {
    let lists = match encoding {
        Encoding::DELTA_LENGTH_BYTE_ARRAY => 1,
        Encoding::DELTA_BYTE_ARRAY => 2,
        _ => return Ok(()),
    };
    let bad = |count| lie(count, page.len());
    let levels = usize::try_from(levels).map_err(|_| bad(0))?;
    let mut rest = page.get(levels..).ok_or_else(|| bad(0))?;
    for _ in 0..lists {
        let list = PackedList::begin(&mut rest).ok_or_else(|| bad(0))?;
        if list.count > u64::from(values).min(MOST_PACKED) {
            return Err(bad(list.count));
        }
        list.pass(&mut rest).ok_or_else(|| bad(list.count))?;
    }
    Ok(())
}

/// Whole numbers packed by their differences, as the Parquet format describes
/// DELTA_BINARY_PACKED: <https://parquet.apache.org/docs/file-format/data-pages/encodings/>.
struct PackedList {
    count: u64,
    parts_of_block: usize,
    values_of_part: u64,
}

impl PackedList {
    fn begin(bytes: &mut &[u8]) -> Option<Self> {
        let (block, parts, count) = (number(bytes)?, number(bytes)?, number(bytes)?);
        number(bytes)?; // the first value
        Some(Self { count, parts_of_block: usize::try_from(parts).ok()?, values_of_part: block.checked_div(parts)? })
    }

    /// Goes to the end of the list.
    fn pass(&self, bytes: &mut &[u8]) -> Option<()> {
        let mut left = self.count.saturating_sub(1);
        while left > 0 && self.values_of_part > 0 {
            number(bytes)?; // the least difference of the block
            let (widths, rest) = bytes.split_at_checked(self.parts_of_block)?;
            *bytes = rest;
            for width in widths {
                if left == 0 {
                    break;
                }
                let part = self.values_of_part.checked_mul(u64::from(*width))? / 8;
                *bytes = bytes.get(usize::try_from(part).ok()?..)?;
                left = left.saturating_sub(self.values_of_part);
            }
        }
        Some(())
    }
}

/// Seven bits a byte, the lowest first, until a byte without its highest bit.
fn number(bytes: &mut &[u8]) -> Option<u64> {
    let mut found = 0_u64;
    for place in 0..10_u32 {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        found |= u64::from(byte & 0x7F).checked_shl(place * 7)?;
        if byte & 0x80 == 0 {
            return Some(found);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::packed;
    use parquet::basic::Encoding::{DELTA_BYTE_ARRAY, DELTA_LENGTH_BYTE_ARRAY, PLAIN};

    /// Blocks of 128 in 4 parts; so many values, the first of them 0.
    fn list(count: &[u8]) -> Vec<u8> {
        [&[0x80, 0x01, 4][..], count, &[0]].concat()
    }

    #[test]
    fn lengths_are_as_many_as_the_page_says() {
        let two = [list(&[2]), vec![0, 0, 0, 0, 0]].concat();
        let wide = [list(&[2]), vec![0, 8, 0, 0, 0], vec![0; 32]].concat();
        let far = list(&[0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F]);
        let cases = [
            (DELTA_LENGTH_BYTE_ARRAY, two.clone(), 2, true),
            (DELTA_LENGTH_BYTE_ARRAY, two.clone(), 1, false),
            (DELTA_LENGTH_BYTE_ARRAY, wide.clone(), 2, true),
            (DELTA_LENGTH_BYTE_ARRAY, wide[..20].to_vec(), 2, false),
            (DELTA_LENGTH_BYTE_ARRAY, far.clone(), u32::MAX, false),
            (DELTA_BYTE_ARRAY, [two.clone(), two.clone()].concat(), 2, true),
            (DELTA_BYTE_ARRAY, [wide, two.clone()].concat(), 2, true),
            (DELTA_BYTE_ARRAY, [two.clone(), far.clone()].concat(), u32::MAX, false),
            (DELTA_BYTE_ARRAY, two, 2, false),
            (PLAIN, far, 0, true),
        ];
        for (encoding, page, values, holds) in cases {
            assert_eq!(packed(encoding, &page, 0, values).is_ok(), holds, "{encoding:?} {page:02X?}");
        }
        assert!(packed(DELTA_LENGTH_BYTE_ARRAY, &[], 7, 0).is_err());
    }
}
