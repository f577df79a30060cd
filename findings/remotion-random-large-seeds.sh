#!/usr/bin/env bash
# One random number for each of 100,000 particles: random(base + i), with bases of different size.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

npm install --silent --no-audit --no-fund --ignore-scripts remotion@4.0.529 react@19.3.1 react-dom@19.3.1 > /dev/null

echo 'remotion 4.0.529, random(seed) with a number'
echo 'guess: different whole numbers give (but for two or three chance hits) different values: 100,000 seeds, 100,000 numbers'
echo 'seen:  the seed is multiplied by 1e10 and cut to 32 bits. A double has lost its low bits by then: from a seed as large as a time in'
echo '       milliseconds only 2,048 values are left, from 4e15 on (hashes of 53 bits) every seed gives the same one. The same seeds as strings: nearly all distinct.'
echo

cat > run.cjs <<'JS'
const { random } = require('remotion');
const COUNT = 100_000;
const distinct = (base, seed) => new Set(Array.from({ length: COUNT }, (_, i) => random(seed(base + i)))).size;
const bases = [
  ['0', 0],
  ['a time in seconds', 1.7e9],
  ['a hash of 32 bits', 2 ** 32 - COUNT],
  ['a time in milliseconds', 1.7e12],
  ['1e14', 1e14],
  ['a hash of 53 bits', 2 ** 53 - COUNT],
];
console.log(`distinct values of ${COUNT} seeds counted up from`.padEnd(52), 'random(n)'.padEnd(12), 'random(String(n))');
const rows = bases.map(([name, base]) => [name, distinct(base, Number), distinct(base, String)]);
for (const [name, numbers, strings] of rows) console.log(name.padEnd(52), String(numbers).padEnd(12), strings);
const numbers = rows.map((row) => row[1]);
const still =
  numbers.slice(0, 3).every((n) => n > 0.999 * COUNT) && numbers[3] === 2048 && numbers[4] === 32 && numbers[5] === 1 &&
  rows.every((row) => row[2] > 0.98 * COUNT);
if (!still) console.log('CHANGED: the number of distinct values is not as stated any more');
process.exit(still ? 0 : 1);
JS
node run.cjs
