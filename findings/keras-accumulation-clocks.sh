#!/usr/bin/env bash
# Keras with gradient_accumulation_steps: by which steps the schedule, the average of weights, Adam and weight decay count.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check keras==3.15.1 jax==0.10.2 jaxlib==0.10.2 numpy==2.4.6

echo 'keras 3.15.1 on jax 0.10.2: a gradient of 1, accumulated over k batches'
echo 'guess: after n updates of k batches each everything stands where it does after n updates without accumulation'
echo 'seen:  the parameters, Adam, weight decay and optimizer.iterations do. The schedule counts batches: cosine over 8 updates is over'
echo '       after the second if k is 4, and six of the eight updates have a rate of 0. The average of weights is taken anew with'
echo '       each batch: after n updates a momentum of 0.9 acts like one of 0.9^k.'
echo

cat > clocks.py <<'PY'
import os
import sys

os.environ["KERAS_BACKEND"] = "jax"
os.environ["JAX_PLATFORMS"] = "cpu"
import keras
import numpy as np

UPDATES = 8
optimizers, schedules = keras.optimizers, keras.optimizers.schedules


def run(k, make, updates=UPDATES):
    """The parameter, the average and the count after each update of k batches."""
    weight = keras.Variable([1.0])
    optimizer = make({"gradient_accumulation_steps": k} if k > 1 else {})
    optimizer.build([weight])
    rows = []
    for _ in range(updates):
        for _ in range(k):
            optimizer.apply([np.array([1.0], "float32")], [weight])
        average = float(optimizer._model_variables_moving_average[0].value[0]) if optimizer.use_ema else None
        rows.append((float(weight.value[0]), average, int(optimizer.iterations)))
    return [list(column) for column in zip(*rows)]


def cosine(extra):
    return optimizers.SGD(schedules.CosineDecay(0.1, UPDATES), **extra)


def averaged(extra):
    return optimizers.SGD(0.1, use_ema=True, ema_momentum=0.9, **extra)


makers = {
    "plain": lambda extra: optimizers.SGD(0.1, **extra),
    "Adam": lambda extra: optimizers.Adam(0.1, **extra),
    "weight decay": lambda extra: optimizers.SGD(0.1, weight_decay=0.1, **extra),
    "cosine over 8": cosine,
    "average, 0.9": averaged,
}


def short(values):
    return " ".join(f"{value:.4f}" for value in values)


same = True
for name, make in makers.items():
    column = 1 if name == "average, 0.9" else 0
    held = name in ("plain", "Adam", "weight decay")
    updates = 3 if held else UPDATES
    one, four = run(1, make, updates), run(4, make, updates)
    print(f"{name:14} k = 1: {short(one[column])}")
    print(f"{'':14} k = 4: {short(four[column])}   iterations {four[2][-1]}")
    same = same and one[2] == four[2] == list(range(1, updates + 1))
    alike = np.allclose(one[column], four[column], atol=1e-6)
    same = same and alike == held
    if name == "average, 0.9":
        averages = four[1]
    if name == "cosine over 8":
        # The rate of batch 4 n - 1, not of update n - 1, and 0 from the third update on.
        moves = -np.diff([1.0, *four[0]])
        by_batch = [0.1 * (1 + np.cos(np.pi * min(4 * n + 3, UPDATES) / UPDATES)) / 2 for n in range(UPDATES)]
        same = same and np.allclose(moves, by_batch, atol=1e-6) and bool(np.all(moves[2:] == 0))

# The average by its definition, but once a batch.
weight, average = 1.0, 1.0
expected = []
for update in range(UPDATES):
    for batch in range(4):
        if batch == 3:
            weight -= 0.1
        average = weight if update == 0 else 0.9 * average + 0.1 * weight
    expected.append(average)
same = same and np.allclose(averages, expected, atol=1e-6)

if not same:
    print("CHANGED: the schedule or the average counts otherwise now")
    sys.exit(1)
PY
venv/bin/python clocks.py
