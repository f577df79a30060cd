#!/usr/bin/env bash
# Classical MDS of points in space, which has a closed form: it is PCA. DruidJS, and the closed form by NumPy, on one cloud.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

npm install --silent --no-audit --no-fund --ignore-scripts @saehrimnir/druidjs@0.9.0 > /dev/null
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check numpy==2.4.6

echo '@saehrimnir/druidjs 0.9.0: PCA, MDS, ISOMAP, StressMDS; a cloud of 80 points, 20 : 1 : 0.1'
echo 'guess: MDS of Euclidean distances is PCA up to signs (Gower 1966): the picture is 20 times as wide as high, distances agree with r = 1'
echo 'seen:  MDS and ISOMAP hand out eigenvectors without the roots of their eigenvalues: every picture is a square, whatever'
echo '       the data, and distances agree with r = 0.67 and 0.78. StressMDS and FASTMAP of the same package are right.'
echo

cat > cloud.mjs <<'JS'
import { writeFileSync } from 'node:fs';
let state = 1;
const uniform = () => (state = (state * 16807) % 2147483647) / 2147483647;
const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
export const cloud = Array.from({ length: 80 }, () => [20 * normal(), normal(), 0.1 * normal()]);
writeFileSync('cloud.json', JSON.stringify(cloud));
JS
cat > run.mjs <<'JS'
import { readFileSync } from 'node:fs';
import * as druid from '@saehrimnir/druidjs';
import { cloud } from './cloud.mjs';
const spread = (rows, j) => {
  const mean = rows.reduce((sum, row) => sum + row[j], 0) / rows.length;
  return Math.sqrt(rows.reduce((sum, row) => sum + (row[j] - mean) ** 2, 0) / rows.length);
};
const distances = (rows) => rows.flatMap((a, i) => rows.slice(0, i).map((b) => Math.hypot(...a.map((v, k) => v - b[k]))));
const correlation = (xs, ys) => {
  const mean = (values) => values.reduce((sum, v) => sum + v, 0) / values.length;
  const [mx, my] = [mean(xs), mean(ys)];
  const sum = (f) => xs.reduce((total, x, i) => total + f(x - mx, ys[i] - my), 0);
  return sum((x, y) => x * y) / Math.sqrt(sum((x) => x * x) * sum((_, y) => y * y));
};
const told = {};
const tell = (name, rows) => {
  const [a, b] = [spread(rows, 0), spread(rows, 1)];
  told[name] = { ratio: Math.max(a, b) / Math.min(a, b), r: correlation(distances(cloud), distances(rows)) };
  console.log(name.padEnd(22), `spread ${a.toFixed(3)} and ${b.toFixed(3)}, distances r = ${told[name].r.toFixed(4)}`);
};
for (const name of ['PCA', 'FASTMAP', 'StressMDS', 'MDS', 'ISOMAP']) {
  const rows = new druid[name](druid.Matrix.from(cloud), { d: 2, seed: 5 }).transform().to2dArray();
  tell(name, Array.from(rows, (row) => [...row]));
}
tell('classical MDS, NumPy', JSON.parse(readFileSync('numpy.json', 'utf8')));
const right = ['PCA', 'FASTMAP', 'StressMDS', 'classical MDS, NumPy'].every((name) => told[name].r > 0.9999 && told[name].ratio > 20);
const square = ['MDS', 'ISOMAP'].every((name) => told[name].ratio < 1.001 && told[name].r < 0.8);
if (!right || !square) console.log('CHANGED: MDS or ISOMAP is scaled otherwise now');
process.exit(right && square ? 0 : 1);
JS
cat > mds.py <<'PY'
import json
import numpy as np
x = np.array(json.load(open('cloud.json')))
d2 = ((x[:, None] - x[None]) ** 2).sum(2)
j = np.eye(len(x)) - 1 / len(x)
values, vectors = np.linalg.eigh(-j @ d2 @ j / 2)
json.dump((vectors[:, ::-1][:, :2] * np.sqrt(values[::-1][:2])).tolist(), open('numpy.json', 'w'))
PY
node cloud.mjs
venv/bin/python mds.py
node run.mjs
