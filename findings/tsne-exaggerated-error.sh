#!/usr/bin/env bash
# The error that t-SNE prints while it trains, across the end of early exaggeration, and what is left of it if training ends there.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check scikit-learn==1.9.1 openTSNE==1.0.4 numpy==2.4.6

echo 'scikit-learn 1.9.1 (TSNE, verbose) against openTSNE 1.0.4, 60 points, early exaggeration 12 for 250 iterations'
echo 'guess: "error" and "KL divergence" are the Kullback-Leibler divergence that t-SNE makes small, from the first line to the last;'
echo '       a run of 250 iterations, the fewest that are allowed, reports that of its last one'
echo 'seen:  up to iteration 250 it is 12 KL + 12 ln 12: a perfect embedding would show 29.8. One iteration later the same embedding'
echo '       shows a twentieth, which is no progress. After exactly 250 iterations the log says 1.8e308 in 309 digits, for'
echo '       "251 iterations", and kl_divergence_ is the largest double. openTSNE prints the divergence itself all along.'
echo

cat > tsne.py <<'PY'
import contextlib
import io
import math
import re
import sys

import numpy as np
import openTSNE
from sklearn.manifold import TSNE

X = np.random.RandomState(0).randn(60, 5)


def printed(work):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        done = work()
    return done, out.getvalue()


def sklearn(iterations, method):
    done, text = printed(lambda: TSNE(verbose=1, max_iter=iterations, random_state=0, perplexity=10, method=method).fit(X))
    early = float(re.search(r"with early exaggeration: ([\d.]+)", text)[1])
    return done.kl_divergence_, early, text.strip().split("\n")[-1]


same = True
for method in ("exact", "barnes_hut"):
    late, early, _ = sklearn(251, method)
    stopped, _, line = sklearn(250, method)
    print(f"{method:11} iteration 250: {early:.3f}, iteration 251: {late:.3f}, and 12 x {late:.3f} + 12 ln 12 = {12 * late + 12 * math.log(12):.3f}")
    print(f"{'':11} max_iter=250: kl_divergence_ {stopped}; {line[:64]}... ({len(line.split(': ')[1])} characters)")
    same = same and abs(12 * late + 12 * math.log(12) - early) < 0.05 * early and early > 15 * late
    same = same and stopped == sys.float_info.max and "after 251 iterations: 17976931348623" in line

_, text = printed(lambda: openTSNE.TSNE(verbose=True, n_iter=250, early_exaggeration_iter=250, perplexity=10, random_state=0, initialization="random").fit(X))
values = [float(v) for v in re.findall(r"KL divergence ([\d.]+)", text)]
print("openTSNE, each 50 iterations:", *values)
same = same and len(values) > 7 and max(values) < 5
if not same:
    print("CHANGED: what is printed during early exaggeration, or after it, is another number now")
sys.exit(0 if same else 1)
PY
venv/bin/python tsne.py
