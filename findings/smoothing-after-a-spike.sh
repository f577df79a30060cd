#!/usr/bin/env bash
# One finite spike in a loss (a step that diverged and recovered), then a moving mean over ten steps, in eight tools.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check numpy==2.4.6 scipy==1.17.1 bottleneck==1.6.0 pandas==3.1.1 polars==2.1.0 duckdb==2.0.1
npm install --silent --no-audit --no-fund --ignore-scripts @observablehq/plot@0.6.17 vega@6.4.0 @tidyjs/tidy@2.6.1 > /dev/null

echo 'bottleneck 1.6.0, scipy 1.17.1, @observablehq/plot 0.6.17, vega 6.4.0 against pandas 3.1.1, polars 2.1.0, duckdb 2.0.1, @tidyjs/tidy 2.6.1'
echo 'guess: ten steps after the spike every moving mean is right again, to a few digits at least'
echo 'seen:  four update one running sum or mean, which the spike has robbed of its digits: of a loss that is positive at every step they'
echo '       show a NEGATIVE mean from there to the end of the run. Two of them also show a deviation in the thousands.'
echo

cat > data.py <<'PY'
import json
import numpy as np

STEPS, WINDOW = 400, 10
i = np.arange(STEPS)
calm = np.round(1 / (1 + i / 40) + 0.02 * np.sin(i * 1.7), 6)


def spiked(height):
    loss = calm.copy()
    loss[10] = height
    return loss


if __name__ == "__main__":
    json.dump({"loss": spiked(1e20).tolist(), "wide": spiked(1e12).tolist()}, open("data.json", "w"))
PY
venv/bin/python data.py

cat > python.py <<'PY'
import json
import bottleneck
import duckdb
import pandas
import polars
from scipy.ndimage import uniform_filter1d
from data import WINDOW, i, spiked


def sql(loss, function):
    table = pandas.DataFrame({"i": i, "loss": loss})
    query = f"select {function}(loss) over (order by i rows between {WINDOW - 1} preceding and current row) from points order by i"
    with duckdb.connect() as db:
        db.register("points", table)
        return db.sql(query).fetchall()[-1][0]


loss, wide = spiked(1e20), spiked(1e12)
print(json.dumps({
    "truth": [float(loss[-WINDOW:].mean()), float(wide[-WINDOW:].std(ddof=1))],
    "pandas rolling": [float(pandas.Series(loss).rolling(WINDOW).mean().iloc[-1]), float(pandas.Series(wide).rolling(WINDOW).std().iloc[-1])],
    "polars rolling": [polars.Series(loss).rolling_mean(WINDOW)[-1], polars.Series(wide).rolling_std(WINDOW)[-1]],
    "duckdb window": [sql(loss, "avg"), sql(wide, "stddev_samp")],
    "bottleneck move": [float(bottleneck.move_mean(loss, WINDOW)[-1]), float(bottleneck.move_std(wide, WINDOW, ddof=1)[-1])],
    "scipy uniform_filter1d": [float(uniform_filter1d(loss, WINDOW, origin=WINDOW // 2 - 1)[-1]), None],
}))
PY

cat > node.mjs <<'JS'
import { readFileSync } from 'node:fs';
import * as Plot from '@observablehq/plot';
import { mean, mutateWithSummary, roll, tidy } from '@tidyjs/tidy';
import * as vega from 'vega';

const { loss, wide } = JSON.parse(readFileSync('data.json', 'utf8'));

const plot = (y, reduce) => {
  const mark = Plot.mapY(Plot.window({ k: 10, anchor: 'end', reduce }), { y });
  mark.transform(y, [Array.from(y.keys())]);
  return mark.y.transform().at(-1);
};
const vegaWindow = async (y, op) => {
  const window = { type: 'window', sort: { field: 'i' }, frame: [-9, 0], ops: [op], fields: ['y'], as: ['out'] };
  const spec = { data: [{ name: 'points', values: y.map((v, i) => ({ i, y: v })), transform: [window] }] };
  const view = await new vega.View(vega.parse(spec), { renderer: 'none' }).runAsync();
  return view.data('points').at(-1).out;
};
const rolled = tidy(loss.map((y) => ({ y })), mutateWithSummary({ out: roll(10, mean('y')) })).at(-1).out;

console.log(
  JSON.stringify({
    'tidy roll': [rolled, null],
    'Plot windowY': [plot(loss, 'mean'), plot(wide, 'deviation')],
    'vega window': [await vegaWindow(loss, 'mean'), await vegaWindow(wide, 'stdev')],
  }),
);
JS

venv/bin/python python.py > python.json
node node.mjs > node.json

cat > judge.mjs <<'JS'
import { readFileSync } from 'node:fs';
const seen = { ...JSON.parse(readFileSync('python.json', 'utf8')), ...JSON.parse(readFileSync('node.json', 'utf8')) };
const [mean, deviation] = seen.truth;
console.log('last of 400 steps'.padEnd(24), 'mean of 10 after 1e20'.padEnd(24), 'deviation of 10 after 1e12');
for (const [name, [a, b]] of Object.entries(seen)) console.log(name.padEnd(24), String(a).padEnd(24), b ?? '–');
const near = (a, b) => Math.abs(a - b) < 1e-9;
const still =
  ['pandas rolling', 'polars rolling', 'duckdb window', 'tidy roll'].every((name) => near(seen[name][0], mean)) &&
  ['bottleneck move', 'scipy uniform_filter1d', 'Plot windowY', 'vega window'].every((name) => seen[name][0] < 0) &&
  seen['bottleneck move'][1] > 1000 && seen['vega window'][1] > 1000 && near(seen['Plot windowY'][1], deviation);
if (!still) console.log('CHANGED: not the four negative means and the two deviations above 1000 any more');
process.exit(still ? 0 : 1);
JS
echo
node judge.mjs
