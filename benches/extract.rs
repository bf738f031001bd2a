//! How fast documents become records: text on one core in MB/s, files of each format on
//! all cores. It runs over `corpus/`, and over the folder in `VANBAN_BENCH_DIR` besides,
//! for documents that are not ours to share.

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use std::ffi::OsStr;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use vanban::pipeline::{Input, Options, run, understand};
use vanban::read::{Limits, Source, read, read_file};
use vanban::rules::Rules;

static RULES: LazyLock<Option<Rules>> = LazyLock::new(|| Rules::builtin().ok());

static FILES: LazyLock<Vec<PathBuf>> = LazyLock::new(|| {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let more = std::env::var_os("VANBAN_BENCH_DIR").map(PathBuf::from);
    let folders = std::iter::once(corpus).chain(more);
    let walk = |f: PathBuf| walkdir::WalkDir::new(f).sort_by_file_name().into_iter().filter_map(Result::ok);
    folders.flat_map(walk).filter(|e| e.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
});

fn main() {
    divan::main();
}

/// The files whose name ends so.
fn files_of(extension: &str) -> Vec<PathBuf> {
    FILES.iter().filter(|p| p.extension() == Some(OsStr::new(extension))).cloned().collect()
}

/// The text files with their bytes, those that can be read.
fn texts() -> Vec<(String, Vec<u8>)> {
    let named = |p: PathBuf| Some((p.display().to_string(), std::fs::read(&p).ok()?));
    let readable = |(name, bytes): &(String, Vec<u8>)| read(name, bytes, None, &Limits::default()).is_ok();
    files_of("txt").into_iter().filter_map(named).filter(readable).collect()
}

/// The length of all texts.
fn total(texts: &[(String, Vec<u8>)]) -> usize {
    texts.iter().map(|(_, bytes)| bytes.len()).sum()
}

/// Bytes to record, on one core.
#[divan::bench]
fn text_to_record(bencher: Bencher<'_, '_>) {
    let (Some(rules), texts) = (RULES.as_ref(), texts()) else { return };
    bencher.counter(BytesCount::new(total(&texts))).bench_local(|| {
        for (name, bytes) in &texts {
            if let Ok(source) = read(name, bytes, None, &Limits::default()) {
                black_box(understand(source, name, rules, &Options::default()));
            }
        }
    });
}

/// Bytes to lines alone, on one core: what of the above is reading.
#[divan::bench]
fn text_to_source(bencher: Bencher<'_, '_>) {
    let texts = texts();
    bencher.counter(BytesCount::new(total(&texts))).bench_local(|| {
        for (name, bytes) in &texts {
            let _ = black_box(read(name, bytes, None, &Limits::default()));
        }
    });
}

/// Lines to record alone, on one core, files of each format.
#[divan::bench(args = ["txt", "html", "docx", "pdf"])]
fn source_to_record(bencher: Bencher<'_, '_>, extension: &str) {
    let Some(rules) = RULES.as_ref() else { return };
    let sources: Vec<Source> = files_of(extension).iter().filter_map(|p| read_file(p, None, &Limits::default()).ok()).collect();
    let bytes: usize = sources.iter().map(|s| s.text.len()).sum();
    bencher.counter(BytesCount::new(bytes)).with_inputs(|| sources.clone()).bench_local_values(|sources| {
        for source in sources {
            black_box(understand(source, "bench", rules, &Options::default()));
        }
    });
}

/// Files to records on all cores, files of each format.
#[divan::bench(args = ["txt", "html", "docx", "pdf"])]
fn files_to_records(bencher: Bencher<'_, '_>, extension: &str) {
    let Some(rules) = RULES.as_ref() else { return };
    let files = files_of(extension);
    let jobs = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    bencher.counter(ItemsCount::new(files.len())).bench_local(|| {
        let inputs = files.iter().cloned().map(Input::File);
        run(inputs, jobs, &Limits::default(), rules, &Options::default(), &mut |outcome| {
            black_box(outcome);
            Ok(())
        })
    });
}
