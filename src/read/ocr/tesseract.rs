//! Tesseract: a picture in, the recogniser's table of words out. It runs as a program of
//! its own, on one thread, for a limited time; what it leaves on disk is nothing.

use super::Fault;
use super::picture::{Picture, to_tiff, whole};
use std::io::{ErrorKind, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// The program.
const PROGRAM: &str = "tesseract";

/// Recognises Vietnamese.
pub(super) fn words(picture: &Picture, limit: Duration) -> Result<String, Fault> {
    let dpi = whole(picture.dpi).to_string();
    // Print is black on white: trying every line inverted too would cost a sixth more.
    let arguments = ["stdin", "stdout", "-l", "vie", "--psm", "3", "--dpi", &dpi, "-c", "tessedit_do_invert=0", "tsv"];
    run(&arguments, picture.to_pgm(), limit)
}

/// How a figure is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    /// The recogniser's mode of segmentation.
    mode: &'static str,
    /// Shown with thinner ink.
    pub(super) thin: bool,
}

impl Look {
    /// As one character.
    pub(super) const FIGURE: Self = Self { mode: "10", thin: false };
    /// As one word.
    pub(super) const WORD: Self = Self { mode: "8", thin: false };
    /// As one character in thinner ink.
    pub(super) const THIN: Self = Self { mode: "10", thin: true };
}

/// Reads small pictures of figures, one after the other: what each says, in their order,
/// empty where it says nothing. The language without Vietnamese comes with the program.
pub(super) fn figures(pictures: &[Picture], look: Look, limit: Duration) -> Result<Vec<String>, Fault> {
    let pages = to_tiff(pictures).ok_or_else(|| Fault::Failed("too many figures".to_owned()))?;
    let arguments = ["stdin", "stdout", "-l", "eng", "--psm", look.mode, "--dpi", "200", "-c", "tessedit_char_whitelist=0123456789", "tsv"];
    let table = run(&arguments, pages, limit)?;
    let mut out = vec![String::new(); pictures.len()];
    for row in table.lines() {
        let mut cells = row.split('\t');
        let (Some("5"), Some(page), Some(words)) = (cells.next(), cells.next(), cells.next_back()) else { continue };
        let page = page.parse::<usize>().ok().and_then(|p| p.checked_sub(1));
        if let Some(said) = page.and_then(|p| out.get_mut(p)) {
            said.extend(words.chars().filter(char::is_ascii_digit));
        }
    }
    Ok(out)
}

/// What the recogniser says of how the page lies.
pub(super) fn orientation(picture: &Picture, limit: Duration) -> Result<String, Fault> {
    let dpi = whole(picture.dpi).to_string();
    run(&["stdin", "stdout", "--psm", "0", "--dpi", &dpi], picture.to_pgm(), limit)
}

/// Runs the program over the picture.
fn run(arguments: &[&str], page: Vec<u8>, limit: Duration) -> Result<String, Fault> {
    let mut child = Command::new(PROGRAM)
        .args(arguments)
        .env("OMP_THREAD_LIMIT", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|e| if e.kind() == ErrorKind::NotFound { Fault::Missing } else { Fault::Failed(e.to_string()) })?;
    let (done, finished) = mpsc::channel();
    if let (Some(input), Some(output), Some(errors)) = (child.stdin.take(), child.stdout.take(), child.stderr.take()) {
        let mut input = input;
        // Where it ends early the pipe breaks; its own words say why.
        thread::spawn(move || input.write_all(&page));
        let said = thread::spawn(move || text(errors));
        thread::spawn(move || done.send((text(output), said.join().unwrap_or_default())));
    }
    let Ok((output, errors)) = finished.recv_timeout(limit) else {
        end(&mut child);
        return Err(Fault::Slow(limit.as_secs()));
    };
    match child.wait() {
        Ok(status) if status.success() => Ok(output),
        _ if errors.contains("traineddata") || errors.contains("load any languages") => Err(Fault::Missing),
        _ => Err(Fault::Failed(errors.lines().last().unwrap_or("no reason given").to_owned())),
    }
}

/// All that a stream says.
fn text(mut stream: impl Read) -> String {
    let mut bytes = Vec::new();
    // A stream that breaks off has said what it has said.
    let _ = stream.read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Ends the program and waits until it is gone.
fn end(child: &mut Child) {
    // It may have ended by itself in the meantime.
    let _ = child.kill();
    let _ = child.wait();
}
