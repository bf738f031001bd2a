//! Properties: the elements in which a paragraph, run, row or cell says how it looks.

use super::{Element, Walk};
use crate::read::docx::xml::Tag;

impl Walk<'_> {
    /// Of the closing mark of a paragraph.
    pub(super) fn mark_property(&mut self, name: &str, tag: &Tag<'_>) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match name {
            "vanish" => paragraph.mark_hidden = tag.is_on(),
            "del" | "moveFrom" => paragraph.mark_gone = true,
            _ => {}
        }
    }

    /// Of a run.
    pub(super) fn run_property(&mut self, tag: &Tag<'_>) {
        let Some(look) = self.runs.last_mut() else { return };
        match tag.val() {
            Some(style) if tag.name() == "rStyle" => *look = look.over(self.styles.run(&style)),
            _ => look.take(tag),
        }
    }

    /// Of a paragraph.
    pub(super) fn paragraph_property(&mut self, name: &str, tag: &Tag<'_>) {
        if !self.elements.iter().rev().take(2).any(|e| *e == Element::ParagraphProperties) {
            return;
        }
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match name {
            "pStyle" => paragraph.style = tag.val().map(std::borrow::Cow::into_owned),
            "jc" | "numId" | "ilvl" => paragraph.look.take(tag),
            _ => {}
        }
    }

    /// Of a table row.
    pub(super) fn row_property(&mut self, name: &str, tag: &Tag<'_>) {
        let Some(table) = self.tables.last_mut() else { return };
        match name {
            "gridBefore" => table.skip_columns(tag.number().unwrap_or(0)),
            "del" => table.drop_row(),
            _ => {}
        }
    }

    /// Of a table cell.
    pub(super) fn cell_property(&mut self, name: &str, tag: &Tag<'_>) {
        let Some(table) = self.tables.last_mut() else { return };
        match name {
            "gridSpan" => table.span_columns(tag.number().unwrap_or(1)),
            "cellDel" => table.merge_cell(),
            "vMerge" | "hMerge" if tag.val().is_none_or(|v| v == "continue") => table.merge_cell(),
            _ => {}
        }
    }
}
