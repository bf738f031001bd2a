//! What it costs before the first document: loading and compiling the built-in rules.

fn main() {
    divan::main();
}

#[divan::bench]
fn load_builtin() -> bool {
    divan::black_box(vanban::rules::Rules::builtin()).is_ok()
}
