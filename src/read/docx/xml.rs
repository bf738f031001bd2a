//! XML of one part: text in, opening tags, closing tags and words out, one step at a time.
//!
//! Names are local names: strict and transitional OOXML differ in their namespaces only.
//! Document type declarations are refused, so no entity is ever expanded beyond the five
//! of XML itself. Depth is bounded. It does not validate.

use crate::read::ReadError;
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// One step through a part.
#[derive(Debug)]
pub(in crate::read) enum Step<'a> {
    /// An element opens; an empty element opens and closes.
    Open(Tag<'a>),
    /// The innermost element closes.
    Close,
    /// Words between tags, references resolved.
    Text(Cow<'a, str>),
    /// The part ends.
    End,
}

/// An opening tag.
#[derive(Debug)]
pub(in crate::read) struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// The name without its namespace prefix.
    pub(in crate::read) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The value of the attribute with this local name.
    pub(in crate::read) fn attr(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.0.attributes();
        // the check for repeated names is quadratic
        attributes.with_checks(false);
        let found = attributes.flatten().find(|a| a.key.local_name().into_inner() == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok()
    }

    /// `val`, the attribute that most properties have.
    pub(in crate::read) fn val(&self) -> Option<Cow<'_, str>> {
        self.attr("val")
    }

    /// `val` as a number.
    pub(in crate::read) fn number(&self) -> Option<u32> {
        self.val()?.trim().parse().ok()
    }

    /// An on-off property: on unless its `val` says otherwise.
    pub(in crate::read) fn is_on(&self) -> bool {
        !self.val().is_some_and(|v| matches!(v.as_ref(), "0" | "false" | "off"))
    }
}

/// Walks over one part.
#[derive(Debug)]
pub(in crate::read) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    depth: u32,
    max_depth: u32,
    /// The last opening tag was an empty element, its close is still to come.
    empty: bool,
}

impl<'a> Xml<'a> {
    /// Starts at the top of a part; `max_depth` bounds nested elements.
    pub(in crate::read) fn new(part: &'a str, max_depth: u32) -> Self {
        Self { reader: Reader::from_str(part), depth: 0, max_depth, empty: false }
    }

    /// The next step.
    pub(in crate::read) fn step(&mut self) -> Result<Step<'a>, ReadError> {
        if self.empty {
            self.empty = false;
            self.depth = self.depth.saturating_sub(1);
            return Ok(Step::Close);
        }
        loop {
            let event = self.reader.read_event().map_err(|e| damaged(&e.to_string()))?;
            return match event {
                Event::Start(tag) => self.open(tag),
                Event::Empty(tag) => {
                    self.empty = true;
                    self.open(tag)
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Ok(Step::Close)
                }
                Event::Text(words) => Ok(Step::Text(words.xml10_content())),
                Event::CData(words) => Ok(Step::Text(words.xml10_content())),
                Event::GeneralRef(name) => resolve(&name).map(|c| Step::Text(Cow::Owned(String::from(c)))),
                Event::DocType(_) => Err(damaged("a document type declaration, which no office file has")),
                Event::Eof if self.depth > 0 => Err(damaged("its XML ends early")),
                Event::Eof => Ok(Step::End),
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) => continue,
            };
        }
    }

    fn open(&mut self, tag: BytesStart<'a>) -> Result<Step<'a>, ReadError> {
        self.depth += 1;
        if self.depth > self.max_depth {
            return Err(ReadError::TooComplex(format!("elements nested deeper than {}", self.max_depth)));
        }
        Ok(Step::Open(Tag(tag)))
    }
}

/// The character of `&amp;` or `&#7843;`.
fn resolve(name: &quick_xml::events::BytesRef<'_>) -> Result<char, ReadError> {
    let named = match name.as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    };
    named.or_else(|| name.resolve_char_ref().ok().flatten()).ok_or_else(|| damaged("an undeclared entity"))
}

/// A docx that contradicts itself.
pub(in crate::read) fn damaged(detail: &str) -> ReadError {
    ReadError::Damaged { format: "docx", detail: detail.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(part: &str) -> Result<String, ReadError> {
        let mut xml = Xml::new(part, 4);
        let mut seen = String::new();
        loop {
            match xml.step()? {
                Step::Open(tag) => seen.push_str(&format!("<{} {}>", tag.name(), tag.val().unwrap_or_default())),
                Step::Close => seen.push_str("</>"),
                Step::Text(words) => seen.push_str(&words),
                Step::End => return Ok(seen),
            }
        }
    }

    #[test]
    fn names_are_local_and_references_are_resolved() {
        let seen = steps("<w:a w:val='R&amp;D'><!-- x --><b/>&lt;&#7843;<![CDATA[<]]></w:a>").unwrap();
        assert_eq!(seen, "<a R&D><b ></><ả<</>");
    }

    #[test]
    fn what_no_word_file_has_is_refused() {
        assert_eq!(steps("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>").unwrap_err().code(), "damaged_file");
        assert_eq!(steps("<a>&x;</a>").unwrap_err().code(), "damaged_file");
        assert_eq!(steps("<a><b>").unwrap_err().code(), "damaged_file");
        assert_eq!(steps("<a><b></a></b>").unwrap_err().code(), "damaged_file");
        assert_eq!(steps("<a><a><a><a/></a></a></a>").unwrap(), "<a ><a ><a ><a ></></></></>");
        assert_eq!(steps("<a><a><a><a><a/></a></a></a></a>").unwrap_err().code(), "too_complex");
    }
}
