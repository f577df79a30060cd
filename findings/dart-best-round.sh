#!/usr/bin/env bash
# Boosted trees with dropout (DART): the curve that is logged, and what the model says when it is cut at the rounds of that curve.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check xgboost-cpu==3.2.0 lightgbm==4.7.0 scikit-learn==1.9.1 numpy==2.4.6

echo 'xgboost 3.2.0 (xgboost-cpu), lightgbm 4.7.0; 1,000 rows to learn from, 1,000 to validate, log loss'
echo 'guess: cut at its best round (iteration_range, num_iteration; XGBClassifier does so by itself) a model has the loss that was logged there'
echo 'seen:  so it is for gbtree and gbdt. With dart later rounds have changed the weights of earlier trees: XGBClassifier with early'
echo '       stopping reports a best score of 0.468 and predicts with 0.557, worse than with all its trees (0.491), without a warning.'
echo '       (LightGBM refuses to stop early in dart; its logged curve cannot be had back either: 0.487 at round 51, 0.552 cut there.)'
echo

cat > dart.py <<'PY'
import sys
import warnings

import lightgbm
import numpy as np
import xgboost

warnings.filterwarnings("ignore")
rng = np.random.default_rng(0)
x = rng.normal(size=(2000, 6))
y = (x[:, 0] + x[:, 1] * x[:, 2] + rng.normal(size=2000) * 0.8 > 0).astype(int)
xt, yt, xv, yv = x[:1000], y[:1000], x[1000:], y[1000:]


def log_loss(p):
    return float(-np.log(np.where(yv == 1, p, 1 - p)).mean())


def stopped(booster, **settings):
    model = xgboost.XGBClassifier(
        n_estimators=200, booster=booster, early_stopping_rounds=20, eval_metric="logloss", n_jobs=2, **settings
    )
    model.fit(xt, yt, eval_set=[(xv, yv)], verbose=False)
    whole = model.get_booster().predict(xgboost.DMatrix(xv))
    return model.best_iteration, model.best_score, log_loss(model.predict_proba(xv)[:, 1]), log_loss(whole)


def curve(boosting):
    logged = {}
    settings = {"objective": "binary", "metric": "binary_logloss", "num_leaves": 7, "verbosity": -1, "num_threads": 2, "boosting": boosting}
    model = lightgbm.train(
        settings, lightgbm.Dataset(xt, yt), 200, valid_sets=[lightgbm.Dataset(xv, yv)], callbacks=[lightgbm.record_evaluation(logged)]
    )
    return logged["valid_0"]["binary_logloss"][50], log_loss(model.predict(xv, num_iteration=51))


same = True
for booster, settings in (
    ("gbtree", {"learning_rate": 1, "max_depth": 3}),
    ("dart", {"learning_rate": 1, "max_depth": 3, "rate_drop": 0.3}),
    ("dart", {"learning_rate": 0.3, "max_depth": 6, "rate_drop": 0.3, "normalize_type": "forest"}),
):
    best, score, said, whole = stopped(booster, **settings)
    print(f"XGBClassifier, {booster}, {settings}")
    print(f"  best round {best}: logged {score:.4f}, its predictions {said:.4f}, of all trees {whole:.4f}")
    same = same and (abs(score - said) < 1e-4 if booster == "gbtree" else said > score + 0.05 and said > whole + 0.03)
for boosting in ("gbdt", "dart"):
    logged, cut = curve(boosting)
    print(f"LightGBM, {boosting}: logged at round 51 {logged:.4f}, cut there {cut:.4f}")
    same = same and (abs(logged - cut) < 1e-4 if boosting == "gbdt" else cut > logged + 0.03)
if not same:
    print("CHANGED: a model of dart that is cut has the logged loss now, or the others have not")
    sys.exit(1)
PY
venv/bin/python dart.py
