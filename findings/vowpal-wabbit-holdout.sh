#!/usr/bin/env bash
# Vowpal Wabbit's progress over several passes: what the two columns of losses mean from the line on that ends in `h`.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check vowpalwabbit==9.11.9

echo 'vowpalwabbit 9.11.9, 3,000 examples, 6 passes with a cache; labels that three features explain, and labels that are noise'
echo 'guess: "average loss" is the mean over all examples so far, so late in a run one line changes it little; the counter counts'
echo '       examples of the file; the summary at the end repeats the last line'
echo 'seen:  from the second pass on both columns are of every tenth example, held out, and the mean begins anew: in one line it'
echo '       falls to a third, or by 9 % where there is nothing to learn. The only sign is an h at the end of the line. The'
echo '       counter leaves the held-out examples out (2,700 a pass), and the summary is of one pass and not of the mean above it.'
echo

cat > passes.py <<'PY'
import random
import re
import subprocess
import sys

random.seed(1)


def file(name, label):
    with open(name, "w") as out:
        for _ in range(3000):
            x = [random.gauss(0, 1) for _ in range(3)]
            out.write(f"{label(x):.4f} | a:{x[0]:.4f} b:{x[1]:.4f} c:{x[2]:.4f}\n")


def progress(name, *more):
    command = [sys.executable, "-m", "vowpalwabbit", "-d", name, "--passes", "6", "-k", "--cache_file", f"{name}.cache", *more]
    text = subprocess.run(command, capture_output=True, text=True).stderr
    rows = re.findall(r"^([\d.]+) +([\d.]+) +(\d+) +[\d.]+ +\S+ +\S+ +\d+( h)?$", text, re.M)
    summary = re.search(r"^average loss = ([\d.]+)", text, re.M)[1]
    per_pass = re.search(r"examples per pass = (\d+)", text)[1]
    return [(float(a), float(s), int(n), h != "") for a, s, n, h in rows], float(summary), int(per_pass)


file("line.txt", lambda x: 2 * x[0] - x[1])
file("noise.txt", lambda x: random.gauss(0, 1))
same = True
for name, at_most in (("line.txt", 0.4), ("noise.txt", 0.95)):
    rows, summary, per_pass = progress(name)
    plain, whole, of_all = progress(name, "--holdout_off")
    at = next(i for i, row in enumerate(rows) if row[3])
    print(name)
    for average, since, counter, held in rows[at - 2 : at + 2]:
        print(f"  average {average:.6f}, since last {since:.6f}, at {counter}{', h' if held else ''}")
    print(f"  summary {summary:.6f}, {per_pass} examples per pass; with --holdout_off {whole:.6f}, {of_all}, and at the same counter {plain[at][0]:.6f}")
    begun = rows[at][0] == rows[at][1]
    same = same and begun and rows[at][0] < at_most * rows[at - 1][0] and per_pass == 2700 and of_all == 3000
    same = same and abs(summary - rows[-1][0]) > 0.01 * rows[-1][0] and not any(held for *_, held in plain)
    same = same and plain[at][0] > 0.95 * plain[at - 1][0] if name == "noise.txt" else same
if not same:
    print("CHANGED: the columns go on with one meaning now, or say otherwise what they are of")
sys.exit(0 if same else 1)
PY
venv/bin/python passes.py
