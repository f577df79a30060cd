#!/usr/bin/env bash
# A regression tree and a forest of ml.js on data that one split explains without rest.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

npm init -y > /dev/null
npm install --silent --no-fund --no-audit --ignore-scripts ml-cart@2.1.1 ml-random-forest@2.1.0 > /dev/null

echo 'ml-cart 2.1.1, ml-random-forest 2.1.0: twenty points, 0 for x < 10, 1 from there on'
echo 'guess: the easiest data there is: one split at 9.5, and no error left'
echo 'seen:  the tree does not split at all and says 0.5 everywhere, a forest of fifty 0.48 everywhere. What is called gain is the squared'
echo '       error that is left, and a split is made only if it is above 0 (gainThreshold: -1 does not help): of all splits the perfect'
echo '       one is refused. With a millionth of noise it is found. Of four steps the tree finds the middle one and stops.'
echo '       The classification tree is right.'
echo

cat > run.cjs <<'JS'
const { DecisionTreeClassifier, DecisionTreeRegression } = require('ml-cart');
const { RandomForestRegression } = require('ml-random-forest');

const xs = Array.from({ length: 20 }, (_, i) => i);
const step = xs.map((x) => (x < 10 ? 0 : 1));
const noisy = step.map((y, i) => y + (i % 2) * 1e-6);
const stairs = xs.map((x) => [0, 1, 5, 2][Math.floor(x / 5)]);

function tree(options, ys) {
  const model = new DecisionTreeRegression(options);
  model.train(xs, ys);
  return model.predict(xs);
}
function forest(ys) {
  const model = new RandomForestRegression({ nEstimators: 50, seed: 1, maxFeatures: 1, noOOB: true });
  model.train(xs.map((x) => [x]), ys);
  return model.predict(xs.map((x) => [x]));
}
const classes = new DecisionTreeClassifier({ gainFunction: 'gini' });
classes.train(xs.map((x) => [x]), step);

const free = { maxDepth: 10, minNumSamples: 1 };
const says = {
  'tree, a step': tree(free, step),
  'tree, a step, gainThreshold -1': tree({ ...free, gainThreshold: -1 }, step),
  'tree, a step and 1e-6 of noise': tree(free, noisy),
  'tree, four steps of 0 1 5 2': tree(free, stairs),
  'forest, a step': forest(step),
  'forest, a step and 1e-6 of noise': forest(noisy),
  'classes, a step': classes.predict(xs.map((x) => [x])),
};
for (const [name, ys] of Object.entries(says)) {
  console.log(name.padEnd(34), 'at 0, 7, 12, 19:', [0, 7, 12, 19].map((x) => Number(ys[x].toFixed(4))).join(', '));
}
const all = (name, of) => says[name].every((value, x) => Math.abs(value - of(x)) < 1e-5);
const same =
  all('tree, a step', () => 0.5) && all('tree, a step, gainThreshold -1', () => 0.5) &&
  all('tree, a step and 1e-6 of noise', (x) => step[x]) && all('classes, a step', (x) => step[x]) &&
  all('tree, four steps of 0 1 5 2', (x) => (x < 10 ? 0.5 : 3.5)) &&
  new Set(says['forest, a step'].map((y) => y.toFixed(9))).size === 1 &&
  [0, 7, 12, 19].every((x) => Math.abs(says['forest, a step and 1e-6 of noise'][x] - step[x]) < 1e-5);
if (!same) console.log('CHANGED: a split that leaves no error is judged differently now');
process.exit(same ? 0 : 1);
JS
node run.cjs
