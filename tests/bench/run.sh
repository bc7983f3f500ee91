#!/usr/bin/env bash
# run.sh [N] - what a build costs on the corpus of N pages per language (default 1000), as Markdown.
#
# Builds the program in release, makes the corpus, and prints medians of RUNS (5) after one warm-up:
# a cold build into a fresh folder, a rebuild without a change, one with one page edited (the memo
# is not kept between processes, so these show reading, comparing and writing), peak memory, and
# `cp -r` of the output beside them. Everything lies in a temporary folder that is gone afterwards;
# nothing leaves the machine. Absolute times do not carry over to another one: compare in one run.
#
# Environment: RUNS; CODE=no leaves code blocks out of the corpus; JOBS for `--jobs`.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
pages=${1:-1000}
runs=${RUNS:-5}
export LC_ALL=C.UTF-8
# GNU time writes what the shell's own does not know: peak memory.
time=$(type -P gtime || type -P time) || { echo "run.sh: needs GNU time" >&2; exit 2; }

cargo build --release --quiet --manifest-path "$root/Cargo.toml"
taiyaku=$root/target/release/taiyaku
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
site=$work/site out=$work/out
options=(--tool taiyaku --pages "$pages" --out "$site")
[ "${CODE:-yes}" = no ] && options+=(--no-code)
python3 "$here/corpus.py" "${options[@]}" >"$work/corpus.log"
build=("$taiyaku" build "$site" --out "$out" ${JOBS:+--jobs "$JOBS"})

median() { sort -n | awk '{ a[NR] = $1 } END { print (NR % 2) ? a[(NR + 1) / 2] : (a[NR / 2] + a[NR / 2 + 1]) / 2 }'; }

# timed LABEL PREPARE COMMAND...: PREPARE is a function that is run before each run, untimed
timed() {
  local label=$1 prepare=$2 log=$work/times i
  shift 2
  for ((i = 0; i <= runs; i++)); do
    "$prepare" "$i"
    if ! "$time" -q -a -o "$log" -f '%e %U %S %M' "$@" >"$work/said" 2>&1; then
      echo "run.sh: $label failed" >&2
      tail -n 20 "$work/said" >&2
      exit 1
    fi
    if ((i == 0)); then : >"$log"; fi
  done
  printf '| %s | %.2f | %.2f | %.0f |\n' "$label" \
    "$(awk '{ print $1 }' "$log" | median)" \
    "$(awk '{ print $2 + $3 }' "$log" | median)" \
    "$(awk '{ print $4 / 1024 }' "$log" | median)"
  rm -f "$log"
}

nothing() { :; }
fresh() { rm -rf "$out"; }
fresh_copy() { rm -rf "$work/copy"; }
edited=$(find "$site/content/en" -name '*.md' ! -name index.md | sort | awk 'NR == 1')
edit_page() { printf '\nEdit %s.\n' "$1" >>"$edited"; }

echo "$(cat "$work/corpus.log" | sed "s|, in .*||"); $(getconf _NPROCESSORS_ONLN) cores; medians of $runs"
echo
echo "| | wall s | cpu s | peak MiB |"
echo "|---|---:|---:|---:|"
timed "cold build, fresh output" fresh "${build[@]}"
timed "unchanged rebuild" nothing "${build[@]}"
timed "one page edited" edit_page "${build[@]}"
timed '`cp -r` of the output' fresh_copy cp -r "$out" "$work/copy"
echo
awk -v bytes="$(find "$out" -type f -exec cat {} + | wc -c)" -v files="$(find "$out" -type f | wc -l)" \
  'BEGIN { printf "Output: %d files, %.1f MB\n", files, bytes / 1e6 }'
