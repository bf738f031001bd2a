//! State: what one group of an RTF file sets and its end takes back.

/// What the words of a group are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Destination {
    /// Words of the document.
    Words,
    /// The font table.
    Fonts,
    /// The printed list number of the paragraph.
    Label,
    /// Nothing that is read, but text boxes inside it are.
    Quiet,
    /// Nothing that is read.
    Dead,
}

/// What a group's end must do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// Nothing.
    Plain,
    /// The paragraph of a note ends.
    Note,
    /// The paragraph of a text box ends.
    Box,
    /// The label is complete.
    Label,
}

/// The settings of one group.
#[derive(Debug, Clone, Copy)]
pub(super) struct State {
    pub(super) destination: Destination,
    pub(super) ending: Ending,
    pub(super) font: i32,
    pub(super) bold: bool,
    pub(super) capitals: bool,
    pub(super) hidden: bool,
    pub(super) deleted: bool,
    pub(super) centred: bool,
    pub(super) in_table: bool,
    /// Tables around the paragraph, where that is said.
    pub(super) depth: usize,
    /// Signs that stand in for a Unicode character, to be skipped.
    pub(super) stand_ins: usize,
}

impl State {
    /// The settings at the top of a file.
    pub(super) const fn new() -> Self {
        Self {
            destination: Destination::Words,
            ending: Ending::Plain,
            font: 0,
            bold: false,
            capitals: false,
            hidden: false,
            deleted: false,
            centred: false,
            in_table: false,
            depth: 0,
            stand_ins: 1,
        }
    }

    /// The settings of a group inside.
    pub(super) const fn inside(self) -> Self {
        Self { ending: Ending::Plain, ..self }
    }

    /// Words are printed.
    pub(super) const fn is_printed(self) -> bool {
        matches!(self.destination, Destination::Words | Destination::Label) && !self.hidden && !self.deleted
    }

    /// Tables around the paragraph.
    pub(super) const fn tables(self) -> usize {
        match (self.in_table, self.depth) {
            (true, 0) => 1,
            (_, depth) => depth,
        }
    }

    /// Back to plain characters.
    pub(super) const fn plain(&mut self, font: i32) {
        self.font = font;
        self.bold = false;
        self.capitals = false;
        self.hidden = false;
        self.deleted = false;
    }

    /// Back to a plain paragraph.
    pub(super) const fn plain_paragraph(&mut self) {
        self.centred = false;
        self.in_table = false;
        self.depth = 0;
    }
}
