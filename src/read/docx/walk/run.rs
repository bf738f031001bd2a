//! Run: what stands in a run [đoạn chữ cùng dạng] in, words of the open paragraph out.

use super::{Element, NoteKind, Walk};
use crate::read::docx::styles::Look;
use crate::read::docx::symbol::symbol;
use crate::read::docx::xml::Tag;

impl Walk<'_> {
    /// What stands in a run.
    pub(super) fn run_content(&mut self, name: &str, tag: &Tag<'_>) -> Element {
        match name {
            "t" => return Element::Words { preserve: tag.attr("space").is_some_and(|s| s == "preserve") },
            "tab" | "ptab" => self.write("\t"),
            "noBreakHyphen" => self.write("-"),
            "sym" => {
                let font = tag.attr("font").unwrap_or_default();
                if let Some(sign) = tag.attr("char").and_then(|code| symbol(&font, &code)) {
                    self.write(sign.encode_utf8(&mut [0; 4]));
                }
            }
            "br" | "cr" => self.break_line(tag.attr("type").is_some_and(|t| t == "page" || t == "column")),
            "fldChar" => self.field(&tag.attr("fldCharType").unwrap_or_default()),
            "footnoteReference" => self.refer(NoteKind::Footnote, tag),
            "endnoteReference" => self.refer(NoteKind::Endnote, tag),
            _ => {}
        }
        Element::Other
    }

    fn field(&mut self, kind: &str) {
        match kind {
            "begin" => self.fields.push(true),
            "separate" => {
                if let Some(in_code) = self.fields.last_mut() {
                    *in_code = false;
                }
            }
            _ => drop(self.fields.pop()),
        }
    }

    fn refer(&mut self, kind: NoteKind, tag: &Tag<'_>) {
        let reference = (kind, tag.attr("id").unwrap_or_default().into_owned());
        if self.is_printed() {
            self.references.push(reference);
        }
    }

    /// The look of the open run in the open paragraph.
    fn look(&self) -> Look {
        let run = self.runs.last().copied().unwrap_or_default();
        self.paragraphs.last().map_or(run, |paragraph| run.over(paragraph.look))
    }

    fn is_printed(&self) -> bool {
        !self.fields.contains(&true) && self.look().hidden != Some(true)
    }

    /// Adds words to the open paragraph, where they are printed.
    pub(super) fn write(&mut self, words: &str) {
        if !self.is_printed() {
            return;
        }
        let look = self.look();
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.write(words, look);
            self.ink += u64::from(!words.trim().is_empty());
        }
    }

    fn break_line(&mut self, page: bool) {
        if self.is_printed()
            && let Some(paragraph) = self.paragraphs.last_mut()
        {
            paragraph.break_line(page);
        }
    }
}
