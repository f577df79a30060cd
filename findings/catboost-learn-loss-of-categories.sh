#!/usr/bin/env bash
# CatBoost with categorical features: the learn loss that it prints and writes, and that of the finished model on the same rows.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check catboost==1.2.10 numpy==2.4.6 pandas==3.1.1

echo 'catboost 1.2.10, 200 iterations, 1,000 rows to learn from and 1,000 to test, two features; labels are noise, so that ln 2 = 0.693 is best'
echo 'guess: the last "learn" is the log loss of the model on the rows that it learned from, as the last "test" is on its own'
echo 'seen:  of numbers it is, to four digits. Of categories it is not: learning sees each row with statistics of the rows before it, the'
echo '       finished model with those of all rows, its own label among them. With 100 categories 0.58 is printed, falling to the end;'
echo '       the model has 0.88 on these rows, worse than on new ones (0.70) and than a coin. One-hot coded (5 categories,'
echo '       one_hot_max_size=10) it is right again. "test" is right everywhere.'
echo

cat > learn.py <<'PY'
import sys

import numpy as np
import pandas
from catboost import CatBoostClassifier, Pool

ROWS = 1000


def losses(categories, **settings):
    rng = np.random.default_rng(0)
    y = rng.integers(0, 2, 2 * ROWS)
    if categories:
        table = pandas.DataFrame({name: rng.integers(0, categories, 2 * ROWS).astype(str) for name in "ab"})
    else:
        table = pandas.DataFrame({name: rng.normal(size=2 * ROWS) for name in "ab"})
    of = list("ab") if categories else None
    learn, test = Pool(table[:ROWS], y[:ROWS], cat_features=of), Pool(table[ROWS:], y[ROWS:], cat_features=of)
    model = CatBoostClassifier(
        iterations=200, verbose=0, allow_writing_files=False, use_best_model=False, random_seed=0, thread_count=2, **settings
    )
    model.fit(learn, eval_set=test)
    printed = model.get_evals_result()

    def own(pool, labels):
        p = model.predict_proba(pool)[:, 1]
        return float(-np.log(np.where(labels == 1, p, 1 - p)).mean())

    return printed["learn"]["Logloss"][-1], own(learn, y[:ROWS]), printed["validation"]["Logloss"][-1], own(test, y[ROWS:])


cases = {
    "numbers": (0, {}),
    "5 categories, one-hot": (5, {"one_hot_max_size": 10}),
    "30 categories": (30, {}),
    "100 categories": (100, {}),
}
same = True
print(f"{'':24}learn printed, of the model   test printed, of the model")
for name, (categories, settings) in cases.items():
    learn, model, test, new = losses(categories, **settings)
    print(f"{name:24}{learn:13.4f} {model:14.4f} {test:15.4f} {new:14.4f}")
    same = same and abs(test - new) < 1e-4
    if name in ("numbers", "5 categories, one-hot"):
        same = same and abs(learn - model) < 1e-4
    else:
        same = same and model > learn + 0.1
    if name == "100 categories":
        same = same and model > new + 0.1
if not same:
    print("CHANGED: the printed loss is another one now, or the model's own")
    sys.exit(1)
PY
venv/bin/python learn.py
