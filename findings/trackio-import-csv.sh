#!/usr/bin/env bash
# A metrics.csv in the shape that Lightning writes, with one NA as Keras writes it, brought into trackio by its own importer, and the database read back.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check trackio==0.43.0

echo 'trackio 0.43.0, import_csv'
echo 'guess: a metric is called in the database as in the file; an NA costs one point'
echo 'seen:  names are cut to their first ten letters and digits (underscores dropped): train_loss_step becomes trainlosss, train_loss_epoch trainlosse,'
echo '       top5 valaccurac_1. One NA drops its whole column, here the accuracy that was valaccurac. Nothing is said; the count of rows is right.'
echo

cat > metrics.csv <<'CSV'
epoch,step,train_loss_epoch,train_loss_step,val_loss,val_accuracy_top1,val_accuracy_top5
0,4,,1.0,,,
0,9,,0.8,,,
0,9,,,0.7,0.5,0.9
0,9,0.9,,,,
1,14,,0.6,,,
1,19,,,0.5,NA,0.95
1,19,0.6,,,,
CSV
cat > run.py <<'PY'
import glob
import json
import os
import sqlite3
import sys
os.environ |= {"TRACKIO_DIR": os.path.abspath("db"), "HF_HUB_OFFLINE": "1"}
import trackio

trackio.import_csv("metrics.csv", project="films", name="run")
print()
[path] = glob.glob("db/films*.db")
with sqlite3.connect(path) as db:
    rows = db.execute("select step, cast(metrics as text) from metrics order by id").fetchall()
for step, metrics in rows:
    print(step, metrics)
names = {name for _, metrics in rows for name in json.loads(metrics)}
print("names in the file:    ", ", ".join(sorted(set(open("metrics.csv").readline().strip().split(",")) - {"step"})))
print("names in the database:", ", ".join(sorted(names)))
still = names == {"epoch", "trainlosse", "trainlosss", "valloss", "valaccurac_1"} and len(rows) == 7
if not still:
    print("CHANGED: other names, or another number of rows")
sys.exit(0 if still else 1)
PY
venv/bin/python run.py
