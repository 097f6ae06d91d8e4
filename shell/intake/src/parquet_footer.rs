//! The footer of a Parquet file, gone through before it is decoded. The decoder makes room
//! for as many entries as a list says it has; an entry takes a byte at least, so a list
//! that speaks of more entries than bytes follow is damaged.
//!
//! The form is Thrift's compact protocol:
//! <https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md>.

/// How deep structures lie inside each other in no real footer.
const DEEPEST: u32 = 32;

/// Whether the footer could be gone through to its end.
pub(crate) fn holds_what_it_says(footer: &[u8]) -> bool {
    Walk(footer).structure(DEEPEST).is_some()
}

struct Walk<'a>(&'a [u8]);

impl Walk<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*byte)
    }

    fn pass(&mut self, bytes: u64) -> Option<()> {
        self.0 = self.0.get(usize::try_from(bytes).ok()?..)?;
        Some(())
    }

    /// Seven bits a byte, the lowest first.
    fn number(&mut self) -> Option<u64> {
        let mut found = 0_u64;
        for place in 0..10_u32 {
            let byte = self.byte()?;
            found |= u64::from(byte & 0x7F) << (7 * place);
            if byte & 0x80 == 0 {
                return Some(found);
            }
        }
        None
    }

    fn structure(&mut self, depth: u32) -> Option<()> {
        let deeper = depth.checked_sub(1)?;
        loop {
            let head = self.byte()?;
            let kind = head & 0x0F;
            if kind == 0 {
                return Some(());
            }
            if head >> 4 == 0 {
                self.number()?;
            }
            // A truth of a structure stands in its head.
            if !matches!(kind, 1 | 2) {
                self.value(kind, deeper)?;
            }
        }
    }

    fn value(&mut self, kind: u8, depth: u32) -> Option<()> {
        match kind {
            1..=3 => self.pass(1),
            4..=6 => self.number().map(drop),
            7 => self.pass(8),
            8 => self.number().and_then(|bytes| self.pass(bytes)),
            9 | 10 => self.list(depth.checked_sub(1)?),
            12 => self.structure(depth),
            _ => None,
        }
    }

    fn list(&mut self, depth: u32) -> Option<()> {
        let head = self.byte()?;
        let count = if head >> 4 == 15 { self.number()? } else { u64::from(head >> 4) };
        if count > self.0.len() as u64 {
            return None;
        }
        (0..count).try_for_each(|_| self.value(head & 0x0F, depth))
    }
}

#[cfg(test)]
mod tests {
    use super::holds_what_it_says;

    #[test]
    fn a_list_has_as_many_bytes_as_entries() {
        let cases: [(&[u8], bool); 9] = [
            (&[0], true),
            (&[], false),
            // Field 1, a number; field 2, a text; the end.
            (&[0x15, 0x96, 0x01, 0x18, 2, b'a', b'b', 0], true),
            (&[0x15, 0x96, 0x01, 0x18, 9, b'a', b'b', 0], false),
            // A list of two numbers; of more truths than bytes.
            (&[0x19, 0x25, 7, 8, 0], true),
            (&[0x19, 0xF1, 0xFF, 0xFF, 0xFF, 0x7F, 0], false),
            // A structure in a list, with a truth; a field numbered apart.
            (&[0x19, 0x1C, 0x11, 0, 0], true),
            (&[0x05, 0x04, 0x02, 0], true),
            (&[0x1C; 80], false),
        ];
        for (footer, holds) in cases {
            assert_eq!(holds_what_it_says(footer), holds, "{footer:02X?}");
        }
    }
}
