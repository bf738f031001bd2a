//! `explain --page-image`: pages as PNG, values framed, the same wherever they are drawn.

use super::{Desk, LETTER, exists};
use image::RgbImage;

const LETTER_PDF: &[u8] = include_bytes!("../../corpus/cong-van/chuyen-ke-hoach-hai-trang/letter.pdf");
const RED: [u8; 3] = [214, 30, 30];
const GOLD: [u8; 3] = [190, 150, 0];

fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("a.pdf", LETTER_PDF);
    desk
}

fn page(desk: &Desk, name: &str) -> RgbImage {
    image::open(desk.path(name)).unwrap().into_rgb8()
}

fn count(page: &RgbImage, colour: [u8; 3]) -> usize {
    page.pixels().filter(|p| p.0 == colour).count()
}

#[test]
fn every_page_is_drawn_and_its_values_are_framed() {
    let desk = desk();
    let run = desk.run(&["explain", "a.pdf", "--page-image", "new/pages"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    let legend = "
page images
  new/pages/page-001.png  18 frames
  new/pages/page-002.png  14 frames
  red     document_number (2)
  orange  date (2)
  brown   place (2)
  blue    issuer (2)
  purple  document_type (2)
  magenta subject (2)
  navy    signatories (2)
  green   recipients (6)
  teal    citations (2)
  gold    obligations (3)
";
    assert!(run.out.ends_with(legend), "{}", run.out);
    assert!(!exists(&desk.path("new/pages/page-003.png")));
    let first = page(&desk, "new/pages/page-001.png");
    // A4 at 110 pixels per inch.
    assert_eq!((first.width(), first.height()), (909, 1286));
    // The frame of the number stands round its box, three pixels off.
    let record = &desk.run(&["extract", "a.pdf"]).records()[0];
    let edge = |name: &str| {
        let points = record["document_number"]["boxes"][0][name].as_f64().unwrap();
        format!("{:.0}", points * 110.0 / 72.0).parse::<u32>().unwrap()
    };
    let (left, top, right) = (edge("x0") - 3, edge("y0") - 3, edge("x1") + 3);
    assert!((left..right).all(|x| first.get_pixel(x, top).0 == RED));
    assert_ne!(first.get_pixel(left - 1, top).0, RED);
    assert_ne!(first.get_pixel(right, top).0, RED);
}

#[test]
fn one_field_frames_that_field_only() {
    let desk = desk();
    let run = desk.run(&["explain", "a.pdf", "--field", "obligations", "--page-image", "."]);
    let legend = "page images\n  ./page-001.png  2 frames\n  ./page-002.png  2 frames\n  gold    obligations (3)\n";
    assert!(run.out.ends_with(legend), "{}", run.out);
    let first = page(&desk, "page-001.png");
    assert!(count(&first, GOLD) > 1000 && count(&first, RED) == 0);
}

#[test]
fn pictures_do_not_depend_on_where_they_are_drawn() {
    let desk = desk();
    desk.run(&["explain", "a.pdf", "--page-image", "one"]);
    let run = desk.run(&["explain", "a.pdf", "--page-image", "other", "--no-isolation"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    for name in ["page-001.png", "page-002.png"] {
        let bytes = |folder: &str| std::fs::read(desk.path(folder).join(name)).unwrap();
        assert!(bytes("one") == bytes("other"), "{name}");
    }
}

#[test]
fn what_has_no_pages_or_no_folder_is_refused() {
    let desk = desk();
    desk.put("a.txt", LETTER);
    let run = desk.run(&["explain", "a.txt", "--page-image", "new"]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
    assert_eq!(run.err, "vanban: --page-image is for PDF and pictures; a.txt is txt, which has no pages\n");
    assert!(!exists(&desk.path("new")));
    let run = desk.run(&["explain", "a.pdf", "--page-image", "a.txt"]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
    assert!(run.err.starts_with("vanban: cannot write a.txt: "), "{}", run.err);
    let run = desk.run(&["explain", "missing.pdf", "--page-image", "new"]);
    assert_eq!((run.code, run.err.as_str()), (Some(1), "missing.pdf: missing_file: no such file; check the path\n"));
}
