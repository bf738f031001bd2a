fn main() {
    let rules = vanban::rules::Rules::builtin().unwrap_or_else(|f| {
        for x in f {
            eprintln!("{x}");
        }
        std::process::exit(2)
    });
    let text = std::env::var("TEXT").is_ok();
    for p in std::env::args().skip(1) {
        let bytes = std::fs::read(&p).unwrap();
        match vanban::read::read(&p, &bytes, None, &vanban::read::Limits::default()) {
            Ok(s) => println!(
                "{}",
                serde_json::to_string(&vanban::pipeline::understand(s, &p, &rules, &vanban::pipeline::Options { text })).unwrap()
            ),
            Err(e) => eprintln!("{p}: {}: {e}", e.code()),
        }
    }
}
