#!/usr/bin/env bash
# vanban and the script one would write instead (peers/regexes.py), side by side on one
# thread, over N text letters copied from the corpus. Prints a table in Markdown.
#
# usage: benches/compare.sh [N]        (default 5000; needs hyperfine and python3)
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
top=$(dirname "$here")
count=${1:-5000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cargo build --release --quiet --manifest-path "$top/Cargo.toml"
program="${CARGO_TARGET_DIR:-$top/target}/release/vanban"

# Only UTF-8: the script reads nothing else. Copies in folders of 1000.
mapfile -t letters < <(find "$top/corpus" -mindepth 2 -name '*.txt' | sort | while read -r f; do
    if iconv -f utf-8 -t utf-8 "$f" >/dev/null 2>&1; then echo "$f"; fi
done)
mkdir "$work/letters"
for ((i = 0; i < count; i++)); do
    folder="$work/letters/$((i / 1000))"
    if ((i % 1000 == 0)); then mkdir "$folder"; fi
    cp "${letters[i % ${#letters[@]}]}" "$folder/$i.txt"
done
bytes=$(find "$work/letters" -type f -printf '%s\n' | awk '{ s += $1 } END { print s }')

hyperfine --warmup 1 --runs 5 --style none --export-json "$work/times.json" \
    --command-name "vanban, one thread" "'$program' extract --jobs 1 '$work/letters' -o '$work/vanban.ndjson'" \
    --command-name "regular expressions in Python" "python3 '$here/peers/regexes.py' '$work/letters' > '$work/python.ndjson'" \
    >/dev/null 2>&1

for out in vanban python; do
    lines=$(wc -l <"$work/$out.ndjson")
    if ((lines != count)); then echo "$out: $lines records of $count letters" >&2; exit 1; fi
done

python3 - "$work/times.json" "$bytes" "$count" <<'PY'
import json, sys
times, size, count = json.load(open(sys.argv[1]))["results"], int(sys.argv[2]), int(sys.argv[3])
slowest = max(r["mean"] for r in times)
print(f"{count} letters, {size / 1e6:.1f} MB, mean of {len(times[0]['times'])} runs\n")
print("| program | time | MB/s | letters/s | ratio |\n| --- | ---: | ---: | ---: | ---: |")
for r in times:
    print(f"| {r['command']} | {r['mean']:.2f} s ± {r['stddev']:.2f} | {size / r['mean'] / 1e6:.1f} | {count / r['mean']:.0f} | {slowest / r['mean']:.1f} |")
PY
