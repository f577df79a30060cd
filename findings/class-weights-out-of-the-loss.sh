#!/usr/bin/env bash
# scikit-learn's SGDClassifier with class weights or weights of samples: the loss and objective that it prints, and when it stops.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check scikit-learn==1.9.1 numpy==2.4.6

echo 'scikit-learn 1.9.1, SGDClassifier(loss="log_loss", constant rate, no penalty), 4,000 points, 8 % of them positive and weighted by 20'
echo 'guess: "Objective" is what is minimised, and training stops when that no longer falls by tol'
echo 'seen:  both "Avg. loss" and "Objective" leave the weights out, of classes and of samples. While what is minimised falls from 1.41 to'
echo '       1.14 they RISE, from 0.70 to 0.72, and by them it is judged: with the default tol it calls 6 epochs convergence,'
echo '       a tenth above where it would end. Without weights all is as guessed: 48 epochs.'
echo

cat > fit.py <<'PY'
import os
import re
import sys
import tempfile

import numpy as np
from sklearn.linear_model import SGDClassifier

rng = np.random.default_rng(0)
n = 4000
x = rng.normal(size=(n, 3))
y = (x[:, 0] + rng.normal(size=n) > 2).astype(int)
heavy = np.where(y == 1, 20.0, 1.0)


def fit(class_weight=None, sample_weight=None, **settings):
    """The model and what it printed, which comes from C and goes past sys.stdout."""
    model = SGDClassifier(
        loss="log_loss", learning_rate="constant", eta0=1e-4, alpha=0, verbose=1, random_state=0,
        class_weight=class_weight, **settings,
    )
    sys.stdout.flush()
    with tempfile.TemporaryFile() as file:
        screen = os.dup(1)
        os.dup2(file.fileno(), 1)
        try:
            model.fit(x, y, sample_weight=sample_weight)
            sys.stdout.flush()
        finally:
            os.dup2(screen, 1)
            os.close(screen)
        file.seek(0)
        text = file.read().decode()
    read = lambda name: [float(value) for value in re.findall(name + r": ([\d.]+)", text)]
    return model, read(r"Avg\. loss"), read("Objective")


def loss(model, weights):
    z = model.decision_function(x)
    return float((weights * np.logaddexp(0, np.where(y == 1, -z, z))).mean())


def curve(weights, **kinds):
    return [loss(fit(max_iter=k, tol=None, **kinds)[0], weights) for k in (1, 6)]


same = True
cases = {
    "no weights": ({}, np.ones(n)),
    "class_weight": ({"class_weight": {0: 1, 1: 20}}, heavy),
    "sample_weight": ({"sample_weight": heavy}, heavy),
}
for name, (kinds, weights) in cases.items():
    model, average, objective = fit(max_iter=1000, tol=1e-3, **kinds)
    first, sixth = curve(weights, **kinds)
    end = loss(fit(max_iter=400, tol=None, **kinds)[0], weights)
    print(f"{name:13} printed at epochs 1, 4, 6: {objective[0]:.3f} {objective[3]:.3f} {objective[5]:.3f}; minimised after 1 and 6: {first:.3f} {sixth:.3f}")
    print(f"{'':13} stopped after {model.n_iter_} epochs at {loss(model, weights):.3f}; after 400: {end:.3f}")
    same = same and average == objective and sixth < first
    if name == "no weights":
        same = same and objective[5] < objective[0] and model.n_iter_ == 48
    else:
        same = same and objective[5] > objective[0] and model.n_iter_ == 6 and loss(model, weights) > 1.08 * end
if not same:
    print("CHANGED: the weights are in the printed loss now, or it stops elsewhere")
    sys.exit(1)
PY
venv/bin/python fit.py
