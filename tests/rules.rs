//! The built-in rules, proven.

#[test]
fn builtin_rules_have_no_fault() {
    let faults = vanban::rules::check(None);
    assert_eq!(faults, [], "{}", faults.iter().map(|f| format!("\n{f}")).collect::<String>());
}
