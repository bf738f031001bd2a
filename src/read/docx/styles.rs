//! Styles: styles.xml in, what a paragraph or run of a style looks like out.
//!
//! Only what reading needs: bold, hidden, capitals, alignment, numbering. Table styles and
//! theme fonts are not read.

use super::xml::{Step, Tag, Xml};
use crate::read::ReadError;
use std::collections::BTreeMap;

/// Styles derive from one another; a chain longer than this is a circle.
const LONGEST_CHAIN: usize = 40;

/// What one place says about how text looks; `None` where it leaves it to the next.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Bold.
    pub(super) bold: Option<bool>,
    /// Hidden text.
    pub(super) hidden: Option<bool>,
    /// Printed in capitals whatever is typed.
    pub(super) capitals: Option<bool>,
    /// Set in a font of a legacy encoding, whose code points are not letters yet.
    pub(super) legacy: Option<bool>,
    /// Centred or right-aligned.
    pub(super) centred: Option<bool>,
    /// The list it belongs to.
    pub(super) list: Option<u32>,
    /// The level in that list, from 0.
    pub(super) level: Option<u32>,
}

impl Look {
    /// This look where it says something, `below` elsewhere.
    pub(super) fn over(self, below: Self) -> Self {
        Self {
            bold: self.bold.or(below.bold),
            hidden: self.hidden.or(below.hidden),
            capitals: self.capitals.or(below.capitals),
            legacy: self.legacy.or(below.legacy),
            centred: self.centred.or(below.centred),
            list: self.list.or(below.list),
            level: self.level.or(below.level),
        }
    }

    /// Takes one property element, of a run or of a paragraph.
    pub(super) fn take(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            "b" => self.bold = Some(tag.is_on()),
            "vanish" => self.hidden = Some(tag.is_on()),
            "caps" => self.capitals = Some(tag.is_on()),
            "rFonts" => {
                if let Some(font) = tag.attr("ascii").or_else(|| tag.attr("hAnsi")) {
                    self.legacy = Some(is_legacy(&font));
                }
            }
            "jc" => self.centred = tag.val().map(|v| matches!(v.as_ref(), "center" | "right" | "end")),
            "numId" => self.list = tag.number(),
            "ilvl" => self.level = tag.number(),
            _ => {}
        }
    }
}

/// Fonts named `.Vn…` (TCVN3) and `VNI…` hold letters at code points of their own.
fn is_legacy(font: &str) -> bool {
    let lead: Vec<u8> = font.bytes().take(3).map(|b| b.to_ascii_lowercase()).collect();
    matches!(lead.as_slice(), b".vn" | b"vni")
}

#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    look: Look,
}

/// All styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    defaults: Look,
    /// The paragraph style of a paragraph that names none.
    usual: Option<String>,
}

impl Styles {
    /// Reads styles.xml.
    pub(super) fn read(part: &str, max_depth: u32) -> Result<Self, ReadError> {
        let mut xml = Xml::new(part, max_depth);
        let mut styles = Self::default();
        let mut open: Option<String> = None;
        let mut depth = 0_u32;
        // depth of an element whose contents say nothing of the style itself
        let mut aside: Option<u32> = None;
        loop {
            match xml.step()? {
                Step::Open(tag) => {
                    depth += 1;
                    match tag.name() {
                        _ if aside.is_some() => {}
                        "tblStylePr" | "rPrChange" | "pPrChange" => aside = Some(depth),
                        "style" => open = Some(styles.open(&tag)),
                        _ => styles.take(open.as_deref(), &tag),
                    }
                }
                Step::Close => {
                    aside = aside.filter(|from| depth > *from);
                    depth = depth.saturating_sub(1);
                }
                Step::Text(_) => {}
                Step::End => return Ok(styles),
            }
        }
    }

    fn open(&mut self, tag: &Tag<'_>) -> String {
        let id = tag.attr("styleId").unwrap_or_default().into_owned();
        let paragraph = tag.attr("type").is_none_or(|t| t == "paragraph");
        if paragraph && tag.attr("default").is_some_and(|d| matches!(d.as_ref(), "1" | "true" | "on")) {
            self.usual = Some(id.clone());
        }
        self.styles.insert(id.clone(), Style::default());
        id
    }

    /// A property outside every style belongs to the document's defaults.
    fn take(&mut self, open: Option<&str>, tag: &Tag<'_>) {
        match open.and_then(|id| self.styles.get_mut(id)) {
            Some(style) if tag.name() == "basedOn" => style.based_on = tag.val().map(std::borrow::Cow::into_owned),
            Some(style) => style.look.take(tag),
            None => self.defaults.take(tag),
        }
    }

    /// The look of a character style, and of what it derives from.
    pub(super) fn run(&self, id: &str) -> Look {
        self.chain(id).fold(Look::default(), |look, (_, style)| look.over(style.look))
    }

    /// The look of a paragraph of a style; without one, of the usual style.
    pub(super) fn paragraph(&self, id: Option<&str>) -> Look {
        let id = id.filter(|id| self.styles.contains_key(*id)).or(self.usual.as_deref());
        id.map_or_else(Look::default, |id| self.run(id)).over(self.defaults)
    }

    /// The names of a paragraph style and of those it derives from, nearest first.
    pub(super) fn lineage<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = &'a str> {
        id.or(self.usual.as_deref()).into_iter().flat_map(|id| self.chain(id)).map(|(id, _)| id)
    }

    fn chain<'a>(&'a self, id: &'a str) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let first = self.styles.get_key_value(id);
        let next = |(_, style): &(&'a String, &'a Style)| self.styles.get_key_value(style.based_on.as_deref()?);
        std::iter::successors(first, next).take(LONGEST_CHAIN).map(|(id, style)| (id.as_str(), style))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PART: &str = r#"<styles><docDefaults><rPrDefault><rPr><rFonts ascii=".VnTime"/></rPr></rPrDefault></docDefaults>
      <style type="paragraph" default="1" styleId="Normal"><rPr><rFonts ascii="Arial"/></rPr></style>
      <style type="paragraph" styleId="Head"><basedOn val="Normal"/><pPr><jc val="center"/><numPr><numId val="3"/></numPr></pPr><rPr><b/></rPr></style>
      <style type="paragraph" styleId="Sub"><basedOn val="Head"/><rPr><b val="0"/></rPr></style>
      <style type="table" styleId="T"><tblStylePr type="firstRow"><rPr><b/></rPr></tblStylePr></style>
      <style type="character" styleId="Ring"><basedOn val="Ring"/><rPr><caps/></rPr></style></styles>"#;

    #[test]
    fn styles_derive_from_one_another() {
        let styles = Styles::read(PART, 20).unwrap();
        let head = Look { bold: Some(true), legacy: Some(false), centred: Some(true), list: Some(3), ..Look::default() };
        assert_eq!(styles.paragraph(Some("Head")), head);
        assert_eq!(styles.paragraph(Some("Sub")), Look { bold: Some(false), ..head });
        assert_eq!(styles.paragraph(None), Look { legacy: Some(false), ..Look::default() });
        assert_eq!(styles.run("T"), Look::default());
        assert_eq!(styles.lineage(Some("Sub")).collect::<Vec<_>>(), ["Sub", "Head", "Normal"]);
    }

    #[test]
    fn a_circle_of_styles_ends() {
        let styles = Styles::read(PART, 20).unwrap();
        assert_eq!(styles.run("Ring").capitals, Some(true));
    }
}
