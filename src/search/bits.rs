//! Numbers written bit by bit, the first bit of a byte its highest.

/// Numbers whose quotient is longer than this are written plainly: one outlier must not cost a
/// thousand bits.
const LONGEST_QUOTIENT: u32 = 20;

/// The bits of such a number.
const PLAIN: u32 = 32;

/// A growing row of bits.
#[derive(Default)]
pub(super) struct Bits {
    bytes: Vec<u8>,
    /// Bits of the last byte that are written; 0 where it is full.
    used: u32,
}

impl Bits {
    /// Writes the low `count` bits of a number, the highest first.
    pub(super) fn push(&mut self, number: u32, count: u32) {
        let mut left = count;
        while left > 0 {
            if self.used == 0 {
                self.bytes.push(0);
            }
            // As many as the last byte has room for.
            let some = left.min(8 - self.used);
            let bits = u64::from(number) >> (left - some) & ((1 << some) - 1);
            if let Some(last) = self.bytes.last_mut() {
                *last |= bits.to_le_bytes()[0] << (8 - self.used - some);
            }
            self.used = (self.used + some) % 8;
            left -= some;
        }
    }

    fn ones(&mut self, count: u32) {
        self.push(u32::MAX, count);
    }

    /// Writes a number in the code of Golomb and Rice: the quotient by 2^`low` in ones, a zero, the
    /// rest in `low` bits.
    pub(super) fn push_rice(&mut self, number: u32, low: u32) {
        let quotient = number >> low;
        if quotient >= LONGEST_QUOTIENT {
            self.ones(LONGEST_QUOTIENT);
            self.push(number, PLAIN);
        } else {
            self.ones(quotient);
            self.push(0, 1);
            self.push(number, low);
        }
    }

    /// The bytes; what is left of the last one is zeros.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

/// How many low bits, 15 at most, make numbers of this sum and count shortest, near enough.
pub(super) fn low_bits(sum: u64, count: u64) -> u32 {
    // Right for numbers that fall off evenly: the logarithm of 0.69 of their mean.
    let mean = sum * 69 / (100 * count.max(1));
    if mean == 0 { 0 } else { mean.ilog2().min(15) }
}

/// Writes a number in groups of seven bits, the lowest first; all but the last have their top bit set.
pub(super) fn push_varint(number: usize, bytes: &mut Vec<u8>) {
    let mut rest = number;
    while rest >= 0x80 {
        bytes.push(rest.to_le_bytes()[0] | 0x80);
        rest >>= 7;
    }
    bytes.push(rest.to_le_bytes()[0]);
}

/// Reads such a number from the front of `bytes`.
pub(super) fn take_varint(bytes: &mut &[u8]) -> usize {
    let mut number = 0;
    let mut shift = 0;
    while let Some((first, rest)) = bytes.split_first() {
        *bytes = rest;
        number |= usize::from(first & 0x7f) << shift;
        shift += 7;
        if first & 0x80 == 0 {
            break;
        }
    }
    number
}

#[cfg(test)]
mod tests {
    use super::{Bits, push_varint, take_varint};

    #[test]
    fn numbers_are_written_as_the_client_reads_them() {
        let mut bits = Bits::default();
        bits.push(0b101, 3);
        bits.push_rice(9, 2);
        assert_eq!(bits.into_bytes(), [0b1011_1001]);
        let mut bits = Bits::default();
        bits.push_rice(1 << 20, 0);
        assert_eq!(bits.into_bytes(), [255, 255, 0b1111_0000, 0b0000_0001, 0, 0, 0]);
    }

    #[test]
    fn varints_come_back() {
        let mut bytes = Vec::new();
        let numbers = [0, 127, 128, 300, 1 << 40];
        for number in numbers {
            push_varint(number, &mut bytes);
        }
        let mut rest = bytes.as_slice();
        assert!(numbers.into_iter().all(|number| take_varint(&mut rest) == number));
        assert!(rest.is_empty());
    }
}
