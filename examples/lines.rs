use vanban::read::*;
fn main() {
    for p in std::env::args().skip(1) {
        let bytes = std::fs::read(&p).unwrap();
        match read(&p, &bytes, None, &Limits::default()) {
            Ok(s) => {
                println!("== {p} {:?} {:?}", s.format, s.encoding);
                for n in &s.notices { println!("!! {} {}", n.code, n.message); }
                for l in &s.lines {
                    let part = match l.part { Part::Body => String::new(), Part::Cell{table,row,column} => format!("{table}.{row}.{column}"), Part::Footnote => "fn".into() };
                    println!("{part:6}{}{}{}|{}", if l.opening == Opening::Paragraph {'P'} else {' '}, if l.bold {'b'} else {' '}, if l.centred {'c'} else {' '}, &s.text[l.start..l.end]);
                }
            }
            Err(e) => println!("== {p}: {}: {e}", e.code()),
        }
    }
}
