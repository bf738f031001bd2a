//! What an OpenDocument text becomes, on files built in memory.

use super::read;
use crate::read::shown::shown;
use crate::read::{Limits, ReadError, Source};
use std::io::{Cursor, Write as _};
use zip::write::{SimpleFileOptions, ZipWriter};

fn file(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, xml) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(xml.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const NAMES: &str = r#"xmlns:office="o" xmlns:text="t" xmlns:style="s" xmlns:table="b" xmlns:fo="f" xmlns:draw="d" xmlns:loext="l""#;

fn source(styles: &str, body: &str) -> Result<Source, ReadError> {
    let content = format!(
        "<?xml version='1.0'?><office:document-content {NAMES}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    read(&file(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)]), &Limits::default())
}

fn lines(styles: &str, body: &str) -> Vec<String> {
    shown(&source(styles, body).unwrap())
}

#[test]
fn words_spaces_and_breaks() {
    let body = "<text:p>  Kính\n  gửi:<text:s text:c='2'/><text:span>Sở <text:bookmark/> Y tế</text:span><text:line-break/> <text:tab/>a<text:soft-page-break/>b</text:p><text:p/><text:h>c &amp; d</text:h>";
    assert_eq!(lines("", body), ["|Kính gửi:  Sở Y tế", "+|\tab", "+|", "|c & d"]);
}

#[test]
fn looks_come_from_styles_and_their_parents() {
    let styles = "<style:style style:name='G' style:family='paragraph'><style:paragraph-properties fo:text-align='center'/><style:text-properties fo:font-weight='bold'/></style:style>
        <style:style style:name='P1' style:family='paragraph' style:parent-style-name='G'/>
        <style:style style:name='N' style:family='text'><style:text-properties fo:font-weight='normal' fo:text-transform='uppercase'/></style:style>
        <style:style style:name='A' style:family='text'><style:text-properties text:display='none'/></style:style>
        <style:style style:name='Q' style:family='paragraph' style:parent-style-name='R'/><style:style style:name='R' style:family='paragraph' style:parent-style-name='Q'/>";
    let body = "<text:p text:style-name='P1'>Sở<text:span text:style-name='A'> ẩn</text:span></text:p><text:p text:style-name='P1'>a <text:span text:style-name='N'>việt</text:span></text:p><text:p text:style-name='Q'>x</text:p>";
    assert_eq!(lines(styles, body), ["bc|Sở", "c|a VIỆT", "|x"]);
}

#[test]
fn lists_count_as_their_styles_say() {
    let styles = "<text:list-style style:name='L'>
        <text:list-level-style-number text:level='1' style:num-format='I' style:num-suffix='.'/>
        <text:list-level-style-number text:level='2' style:num-format='1' style:num-suffix=')' text:display-levels='2'/></text:list-style>
        <text:list-style style:name='M'><text:list-level-style-number text:level='1' style:num-format='1' loext:num-list-format='Điều %1%.' text:start-value='3'/></text:list-style>
        <text:list-style style:name='B'><text:list-level-style-bullet text:level='1' text:bullet-char='•'/></text:list-style>
        <style:style style:name='S' style:family='paragraph' style:list-style-name='M'/>";
    let item = |words: &str| format!("<text:list-item><text:p text:style-name='S'>{words}</text:p></text:list-item>");
    let body = format!(
        "<text:list text:style-name='L' xml:id='x'><text:list-item><text:p>a</text:p><text:p>thêm</text:p><text:list>{}{}</text:list></text:list-item>{}</text:list>
         <text:list text:style-name='L'>{}</text:list><text:list text:continue-list='x' text:style-name='L'><text:list-header><text:p>đầu</text:p></text:list-header>{}<text:list-item text:start-value='9'><text:p>g</text:p></text:list-item></text:list>
         <text:list>{}{}</text:list><text:list text:style-name='B'>{}</text:list>",
        item("b"), item("c"), item("d"), item("e"), item("f"), item("h"), item("i"), item("k")
    );
    let expected =
        ["|I. a", "|thêm", "|I.1) b", "|I.2) c", "|II. d", "|I. e", "|đầu", "|III. f", "|IX. g", "|Điều 3. h", "|Điều 4. i", "|- k"];
    assert_eq!(lines(styles, &body), expected);
}

#[test]
fn tables_notes_and_boxes() {
    let cell = |words: &str| format!("<table:table-cell><text:p>{words}</text:p></table:table-cell>");
    let body = format!(
        "<table:table><table:table-header-rows><table:table-row>{}{}{}</table:table-row></table:table-header-rows>
         <table:table-row><table:table-cell table:number-columns-spanned='2'><text:p>d</text:p></table:table-cell><table:covered-table-cell/>{}</table:table-row></table:table>
         <text:p>Văn<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Chú thích</text:p></text:note-body></text:note> bản<draw:frame> <draw:text-box><text:p>MẬT</text:p></draw:text-box></draw:frame><office:annotation><text:p>x</text:p></office:annotation></text:p>",
        cell("a"), cell("b"), cell("c"), cell("e")
    );
    assert_eq!(lines("", &body), ["0.0.0 |a", "0.0.1 |b", "0.0.2 |c", "0.1.0 |d", "0.1.2 |e", "|MẬT", "|Văn bản", "note |Chú thích"]);
}

#[test]
fn tracked_deletions_are_dropped() {
    let body = "<text:tracked-changes><text:changed-region><text:deletion><text:p>bỏ</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>a<text:change/>b</text:p>";
    assert_eq!(lines("", body), ["|ab"]);
}

#[test]
fn what_cannot_be_read_is_named() {
    let code = |parts: &[(&str, &str)]| read(&file(parts), &Limits::default()).map_or_else(|e| e.code(), |_| "read");
    assert_eq!(code(&[("mimetype", "x")]), "not_a_document");
    assert_eq!(code(&[("content.xml", "<x/>")]), "not_a_document");
    assert_eq!(source("", "").unwrap_err().code(), "empty_file");
    assert_eq!(code(&[("META-INF/manifest.xml", "<m:encryption-data/>"), ("content.xml", "\u{1}")]), "encrypted_file");
    let error = read(&file(&[("content.xml", "<document-content><p>a")]), &Limits::default()).unwrap_err();
    assert_eq!(error.to_string(), "damaged odt: its XML ends early");
    let deep = format!("<document-content>{}", "<a>".repeat(5000));
    assert_eq!(code(&[("content.xml", &deep)]), "too_complex");
    let tight = Limits { max_unpacked: 1000, ..Limits::default() };
    assert_eq!(read(&file(&[("content.xml", &"x".repeat(2000))]), &tight).unwrap_err().code(), "bomb");
}
