//! scratch
use crate::read::{Limits, Part};
#[test]
fn dump() {
    let Ok(paths) = std::env::var("PDFS") else { return };
    let times = std::env::var("TIMES").ok().and_then(|t| t.parse::<u32>().ok());
    for path in paths.split(':') {
        let bytes = std::fs::read(path).unwrap();
        if let Some(n) = times {
            let mut all: Vec<f64> = (0..n)
                .map(|_| {
                    let t = std::time::Instant::now();
                    let _ = super::read(&bytes, &Limits::default());
                    t.elapsed().as_secs_f64() * 1000.0
                })
                .collect();
            all.sort_by(f64::total_cmp);
            println!("{:.2} ms {path}", all[all.len() / 2]);
            continue;
        }
        println!("== {path}");
        match super::read(&bytes, &Limits::default()) {
            Err(e) => println!("!! {e:?}"),
            Ok(s) => {
                for n in &s.notices {
                    println!("## {n:?}");
                }
                for l in &s.lines {
                    let t = &s.text[l.start..l.end];
                    if let Some(e) = &l.edges {
                        assert_eq!(e.len(), t.chars().count() + 1, "{t}");
                    }
                    let part = match l.part {
                        Part::Body => String::new(),
                        Part::Footnote => "FN ".into(),
                        Part::Cell { table, row, column } => format!("[{table}:{row}:{column}] "),
                    };
                    let r = l.rect.unwrap_or(crate::read::Rect { x0: 0.0, y0: 0.0, x1: 0.0, y1: 0.0 });
                    println!(
                        "{} {}{}{} {:3.0},{:3.0} {part}{t}",
                        l.page.map_or(0, |p| p.get()),
                        &format!("{:?}", l.opening)[..1],
                        if l.bold { "b" } else { " " },
                        if l.centred { "c" } else { " " },
                        r.x0,
                        r.y0
                    );
                }
            }
        }
    }
}

#[test]
fn raw() {
    let Ok(path) = std::env::var("RAW") else { return };
    let bytes = std::fs::read(path).unwrap();
    let pdf = hayro_interpret::hayro_syntax::Pdf::new(bytes).unwrap();
    let c = super::glyphs::capture(&pdf, 1, &Limits::default()).unwrap();
    for p in &c.pages {
        for l in &p.layers {
            for g in l.glyphs.iter().filter(|g| g.y < 110.0) {
                println!("{:?} {:.2} {:.2} y{:.2} s{:.2} {}{}", p.text(g), g.x0, g.x1, g.y, g.size, g.blank, g.stamped);
            }
        }
    }
}
