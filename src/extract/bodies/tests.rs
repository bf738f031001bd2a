use super::*;
use crate::rules::Rules;

fn names(entry: &str) -> Vec<String> {
    Rules::builtin().unwrap().gazetteer.list(entry).into_iter().map(|b| b.name).collect()
}
