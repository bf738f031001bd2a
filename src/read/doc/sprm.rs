//! Sprm: a list of property changes in, one (code, operand) after another out.

use super::bytes::{size_at, u8_at, u16_at};

/// Changes that are read; the names are those of the format's description.
pub(super) mod code {
    pub(in super::super) const C_DELETED: u16 = 0x0800;
    pub(in super::super) const C_BOLD: u16 = 0x0835;
    pub(in super::super) const C_CAPS: u16 = 0x083B;
    pub(in super::super) const C_VANISH: u16 = 0x083C;
    pub(in super::super) const C_STYLE: u16 = 0x4A30;
    pub(in super::super) const C_FONT: u16 = 0x4A4F;
    pub(in super::super) const C_SYMBOL: u16 = 0x6A09;
    pub(in super::super) const C_PLAIN: u16 = 0x2A33;
    pub(in super::super) const P_STYLE: u16 = 0x4600;
    pub(in super::super) const P_ALIGN_OLD: u16 = 0x2403;
    pub(in super::super) const P_ALIGN: u16 = 0x2461;
    pub(in super::super) const P_IN_TABLE: u16 = 0x2416;
    pub(in super::super) const P_ROW_END: u16 = 0x2417;
    pub(in super::super) const P_INNER_CELL: u16 = 0x244B;
    pub(in super::super) const P_INNER_ROW_END: u16 = 0x244C;
    pub(in super::super) const P_DEPTH: u16 = 0x6649;
    pub(in super::super) const P_LEVEL: u16 = 0x260A;
    pub(in super::super) const P_LIST: u16 = 0x460B;
    pub(in super::super) const P_ELSEWHERE: u16 = 0x6646;
    pub(in super::super) const P_ELSEWHERE_OLD: u16 = 0x6645;
    pub(in super::super) const T_TABLE: u16 = 0xD608;
    pub(in super::super) const P_TABS: u16 = 0xC615;
}

/// Walks over a list of changes; ends where it is damaged.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sprms<'a>(pub(super) &'a [u8]);

impl<'a> Iterator for Sprms<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let code = u16_at(self.0, 0)?;
        let (front, size) = match code >> 13 {
            0 | 1 => (2, 1),
            2 | 4 | 5 => (2, 2),
            3 => (2, 4),
            7 => (2, 3),
            _ if code == code::T_TABLE => (4, size_at(self.0, 2)?.checked_sub(1)?),
            // a size of 255 means: count it from the tabs themselves
            _ if code == code::P_TABS && u8_at(self.0, 2)? == 255 => (3, tabs(self.0)?),
            _ => (3, usize::from(u8_at(self.0, 2)?)),
        };
        let operand = self.0.get(front..front + size)?;
        self.0 = self.0.get(front + size..)?;
        Some((code, operand))
    }
}

fn tabs(bytes: &[u8]) -> Option<usize> {
    let gone = usize::from(u8_at(bytes, 3)?);
    let added = usize::from(u8_at(bytes, 4 + gone * 4)?);
    Some(1 + gone * 4 + 1 + added * 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operands_have_the_size_of_their_kind() {
        let list = [
            0x35, 0x08, 1, // bold
            0x4F, 0x4A, 2, 0, // font
            0x08, 0xD6, 3, 0, 7, 8, // table
            0x15, 0xC6, 255, 1, 0, 0, 0, 0, 1, 9, 9, 9, // tabs, counted
            0x49, 0x66, 1, 0, 0, 0, // depth
            0x35, 0x08, // cut short
        ];
        let seen: Vec<(u16, usize)> = Sprms(&list).map(|(code, operand)| (code, operand.len())).collect();
        assert_eq!(seen, [(0x0835, 1), (0x4A4F, 2), (0xD608, 2), (0xC615, 9), (0x6649, 4)]);
    }
}
