//! The linker: records one by one in, the graph out. Equal variants are kept once, and of a
//! mention no more than how often it occurs.

use super::bodies::Places;
use super::cluster::{Known, clusters};
use super::entry::{Entry, entry};
use super::graph::{Edge, Graph, Node};
use super::variant::{Line, Variant};
use crate::record::Relation;
use crate::rules::Rules;
use std::collections::{BTreeMap, BTreeSet};

/// Gathers the records of a run.
#[derive(Debug)]
pub struct Linker<'r> {
    rules: &'r Rules,
    paths: Vec<String>,
    /// The variant of each record's own document.
    own: Vec<usize>,
    variants: BTreeMap<Variant, usize>,
    /// Record, variant, relation: how many mentions.
    mentions: BTreeMap<(usize, usize, Relation), u32>,
}

impl<'r> Linker<'r> {
    /// Nothing is gathered yet.
    #[must_use]
    pub const fn new(rules: &'r Rules) -> Self {
        Self { rules, paths: Vec::new(), own: Vec::new(), variants: BTreeMap::new(), mentions: BTreeMap::new() }
    }

    /// Takes one record, a line of NDJSON, and those attached to it.
    ///
    /// # Errors
    /// Where it is no record; nothing of it is taken then.
    pub fn add(&mut self, line: &str) -> Result<(), serde_json::Error> {
        let mut line: Line = serde_json::from_str(line)?;
        let attached = std::mem::take(&mut line.attached);
        let lines: Vec<Line> = std::iter::once(line).chain(attached).collect();
        for line in &lines {
            if let Some(cites) = line.citations.iter().find(|c| c.instrument >= line.instruments.len()) {
                let message = format!("a citation points at instrument {}, of {}", cites.instrument, line.instruments.len());
                return Err(serde::de::Error::custom(message));
            }
        }
        lines.into_iter().for_each(|l| self.take(l));
        Ok(())
    }

    fn take(&mut self, mut line: Line) {
        let record = self.paths.len();
        let own = line.own();
        let own = self.place(own);
        self.own.push(own);
        let cited: Vec<usize> = line.instruments.into_iter().map(|i| self.place(i.into())).collect();
        for c in line.citations {
            if let Some(&variant) = cited.get(c.instrument) {
                *self.mentions.entry((record, variant, c.relation)).or_default() += 1;
            }
        }
        self.paths.push(line.source.name());
    }

    /// The number of a variant, a new one where it was not seen.
    fn place(&mut self, variant: Variant) -> usize {
        let next = self.variants.len();
        *self.variants.entry(variant).or_insert(next)
    }

    /// Merges what was gathered.
    #[must_use]
    pub fn finish(self) -> Graph {
        let mut sayers: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); self.variants.len()];
        let said = self.mentions.keys().map(|&(record, variant, _)| (record, variant));
        for (record, variant) in said.chain(self.own.iter().copied().enumerate()) {
            if let Some(s) = sayers.get_mut(variant) {
                s.insert(record);
            }
        }
        let places = Places::new(self.rules);
        let known: Vec<Known<'_>> = self
            .variants
            .iter()
            .map(|(variant, &index)| Known::new(variant, index, sayers.get(index).cloned().unwrap_or_default(), &places))
            .collect();
        let merged = clusters(&known, self.rules);
        let entries = self.entries(&merged, &known);
        self.graph(entries)
    }

    /// The entries under their ids; those that nothing tells apart are one.
    fn entries(&self, merged: &[Vec<usize>], known: &[Known<'_>]) -> BTreeMap<String, Entry> {
        let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
        let mut take = |new: Entry| match entries.get_mut(&new.node.id) {
            Some(same) => same.join(new),
            None => {
                entries.insert(new.node.id.clone(), new);
            }
        };
        for cluster in merged {
            let members: Vec<&Known<'_>> = cluster.iter().filter_map(|&i| known.get(i)).collect();
            // A record without a number is no one else's: each is its own.
            if let [one] = members.as_slice()
                && one.is_unnumbered_record()
            {
                one.sayers.iter().for_each(|&record| take(Entry::of_record(one, record, &self.paths)));
            } else {
                take(entry(&members, &self.paths, self.rules));
            }
        }
        entries
    }

    /// Numbers the entries and counts what cites what.
    fn graph(self, entries: BTreeMap<String, Entry>) -> Graph {
        let mut of_variant = vec![None; self.variants.len()];
        let mut of_record = vec![None; self.paths.len()];
        let (mut instruments, mut contradictions) = (Vec::new(), Vec::new());
        for (at, entry) in entries.into_values().enumerate() {
            entry.variants.iter().for_each(|&v| of_variant[v] = Some(at));
            entry.own.iter().for_each(|&r| of_record[r] = Some(at));
            contradictions.extend(entry.clashes);
            instruments.push(entry.node);
        }
        let mut citations: BTreeMap<(usize, usize, Relation), u32> = BTreeMap::new();
        let mut citing: BTreeSet<(usize, usize)> = BTreeSet::new();
        for ((record, variant, relation), n) in self.mentions {
            if let (Some(Some(from)), Some(Some(to))) = (of_record.get(record), of_variant.get(variant)) {
                *citations.entry((*from, *to, relation)).or_default() += n;
                citing.insert((*to, record));
            }
        }
        let node = |instruments: &mut Vec<Node>, at: usize, add: &dyn Fn(&mut Node)| instruments.get_mut(at).into_iter().for_each(add);
        citing.iter().for_each(|&(to, _)| node(&mut instruments, to, &|n| n.cited_by += 1));
        citations.iter().for_each(|(&(_, to, _), &n)| node(&mut instruments, to, &|node| node.mentions += n));
        Graph {
            records: u32::try_from(self.paths.len()).unwrap_or(u32::MAX),
            instruments,
            citations: citations.into_iter().map(|((from, to, relation), mentions)| Edge { from, to, relation, mentions }).collect(),
            contradictions,
        }
    }
}
