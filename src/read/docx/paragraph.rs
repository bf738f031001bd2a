//! Paragraph [đoạn]: the words of its runs in, its printed lines out.
//!
//! A line break inside a paragraph opens a line of its own; whether every inked run is bold
//! is kept per line.

use super::styles::{Look, Styles};

/// One printed line of a paragraph.
#[derive(Debug, Default)]
pub(super) struct Segment {
    pub(super) words: String,
    /// Some run has ink that is not bold.
    light: bool,
    inked: bool,
    /// It was opened by a page or column break: alone such a break is no blank line.
    after_page_break: bool,
}

impl Segment {
    /// All of it is bold.
    pub(super) const fn is_bold(&self) -> bool {
        self.inked && !self.light
    }
}

/// A paragraph while it is read.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    /// Its style's name.
    pub(super) style: Option<String>,
    /// What the paragraph itself says of its look, then (once its properties end) with what
    /// its style says.
    pub(super) look: Look,
    /// Its closing mark is hidden: with all words hidden, nothing of it is printed.
    pub(super) mark_hidden: bool,
    /// Its closing mark is deleted: the next paragraph goes on in it.
    pub(super) mark_gone: bool,
    /// `look` holds what the style says, too.
    settled: bool,
    segments: Vec<Segment>,
}

impl Paragraph {
    /// The paragraph that goes on after this one's closing mark was deleted; the look is
    /// that of the mark that stays.
    pub(super) fn gone_on(self) -> Self {
        Self { segments: self.segments, ..Self::default() }
    }

    /// Fills in what the style says, once the paragraph's own properties are known.
    pub(super) fn settle(&mut self, styles: &Styles) {
        if !self.settled {
            self.look = self.look.over(styles.paragraph(self.style.as_deref()));
            self.settled = true;
        }
    }

    /// Nothing of it is printed, not even its number.
    pub(super) fn is_hidden(&self) -> bool {
        (self.mark_hidden || self.look.hidden == Some(true)) && !self.is_inked()
    }

    /// It says something.
    pub(super) fn is_inked(&self) -> bool {
        self.segments.iter().any(|s| s.inked)
    }

    /// Adds words in one look.
    pub(super) fn write(&mut self, words: &str, look: Look) {
        if self.segments.is_empty() {
            self.segments.push(Segment::default());
        }
        let Some(segment) = self.segments.last_mut() else { return };
        if !words.trim().is_empty() {
            segment.inked = true;
            segment.light |= look.bold != Some(true);
        }
        if look.capitals == Some(true) && look.legacy != Some(true) && is_unicode_vietnamese(words) {
            segment.words.extend(words.chars().flat_map(char::to_uppercase));
        } else {
            segment.words.push_str(words);
        }
    }

    /// Opens a new line.
    pub(super) fn break_line(&mut self, page: bool) {
        if self.segments.is_empty() {
            self.segments.push(Segment::default());
        }
        self.segments.push(Segment { after_page_break: page, ..Segment::default() });
    }

    /// Its lines; at least one.
    pub(super) fn finish(mut self) -> Vec<Segment> {
        if self.segments.is_empty() {
            self.segments.push(Segment::default());
        }
        let count = self.segments.len();
        let mut page_follows: Vec<bool> = self.segments.iter().skip(1).map(|s| s.after_page_break).collect();
        page_follows.push(false);
        let keep = |s: &Segment, follows: bool| s.inked || count == 1 || !(s.after_page_break || follows);
        let mut follows = page_follows.into_iter();
        self.segments.retain(|s| keep(s, follows.next().unwrap_or(false)));
        self.segments
    }
}

/// False for words with letters that Vietnamese has not, such as those of a legacy encoding
/// that were never decoded: their capitals would be other letters.
pub(in crate::read) fn is_unicode_vietnamese(words: &str) -> bool {
    words.chars().all(|c| match c {
        '\u{e0}'..='\u{e3}' | '\u{e8}'..='\u{ea}' | '\u{ec}' | '\u{ed}' => true,
        '\u{f2}'..='\u{f5}' | '\u{f9}' | '\u{fa}' | '\u{fd}' => true,
        // the guillemets, the degree sign, the middle dot
        '\u{ab}' | '\u{bb}' | '\u{b0}' | '\u{b7}' => true,
        '\u{a1}'..='\u{bf}' | '\u{df}'..='\u{ff}' => false,
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_leave_undecoded_letters_alone() {
        let capitals = Look { capitals: Some(true), ..Look::default() };
        let mut paragraph = Paragraph::default();
        paragraph.write("Ủy ban ", capitals);
        paragraph.write("nh©n d©n", capitals);
        paragraph.write(" bé", Look { legacy: Some(true), ..capitals });
        assert_eq!(paragraph.finish()[0].words, "ỦY BAN nh©n d©n bé");
    }

    #[test]
    fn a_page_break_alone_is_no_line() {
        let mut paragraph = Paragraph::default();
        paragraph.break_line(true);
        paragraph.write("Phụ lục", Look::default());
        paragraph.break_line(false);
        paragraph.break_line(false);
        paragraph.write("I", Look::default());
        let words: Vec<String> = paragraph.finish().into_iter().map(|s| s.words).collect();
        assert_eq!(words, ["Phụ lục", "", "I"]);
    }
}
