use super::*;
use crate::rules::Rules;

fn names(entry: &str) -> Vec<String> {
    Rules::builtin().unwrap().gazetteer.list(entry).into_iter().map(|b| b.name).collect()
}

#[test]
fn gold_probe() {
    let rules = match Rules::builtin() {
        Ok(r) => r,
        Err(f) => {
            for x in &f {
                println!("{x}");
            }
            panic!()
        }
    };
    let g = &rules.gazetteer;
    let path = std::env::var("PROBE").unwrap_or_default();
    let Ok(text) = std::fs::read_to_string(path) else { return };
    let t = std::time::Instant::now();
    for line in text.lines() {
        let (mode, rest) = line.split_once('\t').unwrap();
        match mode {
            "L" => {
                let out: Vec<String> = g.list(rest).into_iter().map(|b| b.name).collect();
                println!("{}", serde_json::to_string(&out).unwrap());
            }
            "R" => {
                let (at, text) = rest.split_once('\t').unwrap();
                let hay = rules.prepare(text.to_owned());
                let end = hay.text.len();
                let out = g.leading(&hay, at.parse().unwrap(), end);
                let (tail, out): (String, Vec<String>) = match &out {
                    Some((s, v)) => (hay.text[s.end..].chars().take(40).collect(), v.iter().map(|b| b.name.clone()).collect()),
                    None => (String::new(), vec![]),
                };
                println!("{}", serde_json::to_string(&(out, tail)).unwrap());
            }
            "E" => println!("{}", serde_json::to_string(&g.expand(rest)).unwrap()),
            "C" => println!("{}", serde_json::to_string(&g.normal_case(rest, None)).unwrap()),
            _ => {}
        }
    }
    eprintln!("{:?}", t.elapsed());
}
