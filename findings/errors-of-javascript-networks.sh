#!/usr/bin/env bash
# The error that four JavaScript libraries of neural networks print while they train, against closed forms.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

npm init -y > /dev/null
npm install --silent --no-fund --no-audit --ignore-scripts synaptic@1.1.4 neataptic@1.4.7 brain.js@1.6.1 convnetjs@0.3.0 > /dev/null

echo 'synaptic 1.1.4, neataptic 1.4.7, brain.js 1.6.1, convnetjs 0.3.0'
echo 'guess: the cost that is chosen is what training goes down; an error of 0 is a perfect fit, and training ends at errorThresh;'
echo '       a loss and its gradient belong together; an optimizer that is not there is refused'
echo 'seen:  synaptic and neataptic: every cost gives the same weights, bit for bit: the step is that of cross-entropy. Only the printed'
echo '       number changes (0.37, 0.97 or 1 for one and the same network).'
echo '       brain.js: the error of an LSTM is a hundredth of a perplexity. A net that says its text by heart has 0.01, so that the'
echo '       default errorThresh of 0.005 is never reached: all iterations are run.'
echo '       convnetjs: the loss of a regression is 2 e², its gradient that of e²/2; Adam, and any other name, is SGD with momentum.'
echo

cat > run.cjs <<'JS'
// A seeded generator in place of Math.random: the same weights in every run.
let state = 1;
Math.random = () => {
  state = (state * 48271) % 2147483647;
  return state / 2147483647;
};
const synaptic = require('synaptic');
const neataptic = require('neataptic');
const brain = require('brain.js');
const convnet = require('convnetjs');

let same = true;
const hold = (claim, what) => {
  if (!claim) console.log(`not as stated: ${what}`);
  same = same && claim;
};
const near = (a, b) => Math.abs(a - b) < 1e-12;
const xor = [[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]].map(([a, b, y]) => ({ input: [a, b], output: [y] }));

function costs(name, make, restore, fit, cost, names) {
  const start = make().toJSON();
  const rows = names.map((of) => {
    const net = restore(start);
    const { error } = fit(net, cost[of]);
    console.log(`${name.padEnd(10)} ${of.padEnd(14)} printed ${error.toFixed(4)}, then says ${net.activate([0, 1])[0]} for 0, 1`);
    return { error, weights: JSON.stringify(net.toJSON().connections.map(({ weight }) => weight)) };
  });
  hold(rows.every(({ weights }) => weights === rows[0].weights), `${name}: one set of weights`);
  hold(new Set(rows.map(({ error }) => error)).size === rows.length, `${name}: each cost prints another number`);
}
const options = { rate: 0.5, iterations: 200, error: 0, shuffle: false };
costs(
  'synaptic', () => new synaptic.Architect.Perceptron(2, 3, 1), (json) => synaptic.Network.fromJSON(json),
  (net, cost) => new synaptic.Trainer(net).train(xor, { ...options, cost }), synaptic.Trainer.cost, ['MSE', 'CROSS_ENTROPY', 'BINARY'],
);
costs(
  'neataptic', () => new neataptic.architect.Perceptron(2, 3, 1), (json) => neataptic.Network.fromJSON(json),
  (net, cost) => net.train(xor, { ...options, cost }), neataptic.methods.cost, ['MSE', 'CROSS_ENTROPY', 'MAE', 'HINGE'],
);

// One sigmoid unit, x = 2, target 1, asked for MSE: the first step of its weight by the closed forms of both costs.
const [input, output] = [new synaptic.Layer(1), new synaptic.Layer(1)];
input.project(output);
const unit = new synaptic.Network({ input, output });
const weight = () => unit.toJSON().connections[0].weight;
const [before, bias] = [weight(), unit.toJSON().neurons[1].bias];
const y = 1 / (1 + Math.exp(-(2 * before + bias)));
new synaptic.Trainer(unit).train([{ input: [2], output: [1] }], { rate: 0.1, iterations: 1, error: 0, cost: synaptic.Trainer.cost.MSE });
console.log(`synaptic   one unit, MSE: step ${weight() - before}; cross-entropy's ${0.1 * (1 - y) * 2}, of half the square ${0.1 * (1 - y) ** 2 * y * 2}`);
hold(near(weight() - before, 0.1 * (1 - y) * 2), 'the step of cross-entropy under the name of MSE');

const lstm = new brain.recurrent.LSTM({ hiddenLayers: [8] });
const learned = lstm.train(['abcd'], { iterations: 1000 });
const said = lstm.run('a');
console.log(`brain.js   LSTM taught 'abcd': goes on after 'a' with '${said}', error ${learned.error.toFixed(5)} after ${learned.iterations} iterations`);
hold(said === 'bcd' && learned.error > 0.01 && learned.error < 0.0102 && learned.iterations === 1000, 'a perfect text at 0.01, not stopped');
const forward = new brain.NeuralNetwork({ hiddenLayers: [4] });
const stopped = forward.train(xor, { iterations: 20000, errorThresh: 0.005 });
console.log(`brain.js   feed-forward on XOR: stopped at ${stopped.error.toFixed(5)} after ${stopped.iterations} iterations`);
hold(stopped.error <= 0.005 && stopped.iterations < 20000, 'a feed-forward network stops');

// y = w x + b with w = 1, b = 1, x = 1, target 0: e = 2.
function path(method) {
  const net = new convnet.Net();
  net.makeLayers([{ type: 'input', out_sx: 1, out_sy: 1, out_depth: 1 }, { type: 'regression', num_neurons: 1 }]);
  const [, dense] = net.layers;
  dense.filters[0].w[0] = 1;
  dense.biases.w[0] = 1;
  const trainer = new convnet.Trainer(net, { method, learning_rate: 0.1, momentum: 0.9, batch_size: 1, l2_decay: 0 });
  return Array.from({ length: 3 }, () => ({ loss: trainer.train(new convnet.Vol(1, 1, 1, 1), [0]).loss, w: dense.filters[0].w[0] }));
}
const sgd = path('sgd');
console.log(`convnetjs  error 2: loss ${sgd[0].loss}, and w moves by ${sgd[0].w - 1} at rate 0.1: the gradient is ${(1 - sgd[0].w) / 0.1}, that of the loss would be 8`);
hold(near(sgd[0].loss, 8) && near(1 - sgd[0].w, 0.2), 'the loss is four times the one that is differentiated');
for (const method of ['adam', 'nesterov', 'no such method']) {
  hold(JSON.stringify(path(method)) === JSON.stringify(sgd), `${method} is SGD with momentum`);
  console.log(`convnetjs  '${method}': w after three steps ${path(method).map(({ w }) => w.toFixed(3)).join(', ')}, as with 'sgd'`);
}
hold(JSON.stringify(path('adagrad')) !== JSON.stringify(sgd), 'adagrad is another rule');
if (!same) console.log('CHANGED: a cost, an error or an optimizer now means something else');
process.exit(same ? 0 : 1);
JS
node run.cjs
