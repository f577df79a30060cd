#!/usr/bin/env bash
# First weights and two metrics of TensorFlow.js, each asked for by its documented settings: how they are distributed, from 40,000 numbers.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

npm init -y > /dev/null
npm install --silent --no-fund --no-audit @tensorflow/tfjs@4.22.0

echo '@tensorflow/tfjs 4.22.0, CPU backend: tf.initializers over 200 × 200, tf.metrics on seven scores'
echo 'guess: truncatedNormal is bell-shaped, cut at two deviations; a bound or a deviation of 0 is 0; recall counts scores above a half'
echo 'seen:  varianceScaling with distribution truncatedNormal gives the very numbers of uniform (and normal is the truncated one).'
echo '       randomUniform with maxval 0 reaches 0.05, randomNormal with stddev 0 has a deviation of 0.05: 0 counts as not said.'
echo '       recall and precision count only scores of exactly 1: of [1, .9, .6, 1, .2, 1, 0] for [1, 1, 0, 1, 0, 1, 1] recall is 3 of 4.'
echo

cat > run.mjs <<'JS'
import * as tf from '@tensorflow/tfjs';
await tf.setBackend('cpu');
const { initializers: make } = tf;
const drawn = (initializer) => Array.from(initializer.apply([200, 200]).dataSync());
function shapeOf(x) {
  const mean = x.reduce((a, b) => a + b, 0) / x.length;
  const moment = (n) => x.reduce((a, b) => a + (b - mean) ** n, 0) / x.length;
  return { deviation: Math.sqrt(moment(2)), kurtosis: moment(4) / moment(2) ** 2, most: x.reduce((a, b) => Math.max(a, b)) };
}
const tell = (name, x) => {
  const { deviation, kurtosis, most } = shapeOf(x);
  console.log(name.padEnd(56), `deviation ${deviation.toFixed(4)}  kurtosis ${kurtosis.toFixed(2)}  largest ${most.toFixed(4)}`);
  return { deviation, kurtosis, most };
};
const scaled = (distribution) => drawn(make.varianceScaling({ scale: 1, mode: 'fanIn', distribution, seed: 1 }));
console.log('(kurtosis: uniform 1.8, normal 3, normal cut at two deviations 2.35)');
const [truncated, uniform, normal] = ['truncatedNormal', 'uniform', 'normal'].map((name) => {
  const x = scaled(name);
  return { x, ...tell(`varianceScaling({ distribution: '${name}' })`, x) };
});
const own = tell('truncatedNormal({ stddev: 0.07 })', drawn(make.truncatedNormal({ stddev: 0.07, seed: 1 })));
const bound = tell('randomUniform({ minval: -0.05, maxval: 0 })', drawn(make.randomUniform({ minval: -0.05, maxval: 0, seed: 1 })));
const still = tell('randomNormal({ stddev: 0 })', drawn(make.randomNormal({ stddev: 0, seed: 1 })));
const labels = tf.tensor1d([1, 1, 0, 1, 0, 1, 1]);
const scores = tf.tensor1d([1, 0.9, 0.6, 1, 0.2, 1, 0]);
const recall = tf.metrics.recall(labels, scores).dataSync()[0];
const precision = tf.metrics.precision(labels, scores).dataSync()[0];
console.log(`recall ${recall}, precision ${precision}`);
const same =
  truncated.x.every((value, i) => value === uniform.x[i]) &&
  normal.kurtosis > 2.3 && normal.kurtosis < 2.4 && own.kurtosis > 2.3 && own.kurtosis < 2.4 &&
  bound.most > 0.049 && still.deviation > 0.049 && recall === 0.75 && precision === 1;
if (!same) console.log('CHANGED: another distribution, another meaning of 0, or another threshold');
process.exit(same ? 0 : 1);
JS
node run.mjs 2> /dev/null | grep -v '^=\|^Hi\|^$'
