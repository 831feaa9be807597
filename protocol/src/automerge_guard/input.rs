//! Bytes that are read from the front, and the numbers in them.

use super::Refusal;

/// The bytes that were not read yet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Input<'b>(pub(super) &'b [u8]);

impl<'b> Input<'b> {
    pub(super) fn take(&mut self, length: usize) -> Result<&'b [u8], Refusal> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(Refusal::Broken)?;
        self.0 = rest;
        Ok(taken)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<&'b [u8; N], Refusal> {
        let (taken, rest) = self.0.split_first_chunk().ok_or(Refusal::Broken)?;
        self.0 = rest;
        Ok(taken)
    }

    pub(super) fn byte(&mut self) -> Result<u8, Refusal> {
        let (first, rest) = self.0.split_first().ok_or(Refusal::Broken)?;
        self.0 = rest;
        Ok(*first)
    }

    /// Reads an unsigned LEB128 number in its shortest form.
    pub(super) fn uint(&mut self) -> Result<u64, Refusal> {
        let mut number = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let part = u64::from(byte & 0x7f);
            if part << shift >> shift != part || (byte == 0 && shift > 0) {
                return Err(Refusal::Broken);
            }
            number |= part << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(Refusal::Broken)
    }

    /// Reads a signed LEB128 number in its shortest form, of at most nine bytes: none of ours is longer.
    pub(super) fn int(&mut self) -> Result<i64, Refusal> {
        let mut number = 0i64;
        let mut last = None;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            number |= i64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                // A last byte that only repeats the sign says nothing.
                let sign = last.map(|last: u8| last & 0x40);
                if matches!((byte, sign), (0x00, Some(0)) | (0x7f, Some(0x40))) {
                    return Err(Refusal::Broken);
                }
                let unused = 57 - shift;
                return Ok(number << unused >> unused);
            }
            last = Some(byte);
        }
        Err(Refusal::Broken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uint(bytes: &[u8]) -> Result<u64, Refusal> {
        Input(bytes).uint()
    }

    fn int(bytes: &[u8]) -> Result<i64, Refusal> {
        Input(bytes).int()
    }

    #[test]
    fn numbers_have_one_spelling() {
        assert_eq!(uint(&[0x00]), Ok(0));
        assert_eq!(uint(&[0x80, 0x01]), Ok(128));
        assert_eq!(uint(&[0xff; 9]), Err(Refusal::Broken));
        assert_eq!(uint(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]), Ok(u64::MAX));
        assert_eq!(uint(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02]), Err(Refusal::Broken));
        assert_eq!(uint(&[0x80, 0x00]), Err(Refusal::Broken));
        assert_eq!(int(&[0x7f]), Ok(-1));
        assert_eq!(int(&[0xc0, 0x00]), Ok(64));
        assert_eq!(int(&[0xbf, 0x7f]), Ok(-65));
        assert_eq!(int(&[0xff, 0x7f]), Err(Refusal::Broken));
        assert_eq!(int(&[0x80, 0x00]), Err(Refusal::Broken));
        assert_eq!(int(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x3f]), Ok((1 << 62) - 1));
        assert_eq!(int(&[0xff; 12]), Err(Refusal::Broken));
    }
}
