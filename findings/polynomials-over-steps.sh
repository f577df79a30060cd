#!/usr/bin/env bash
# Polynomial trends over the steps of a training, by five packages that draw or fit curves: points that lie on a polynomial of
# that degree must be met.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

npm install --silent --no-audit --no-fund --ignore-scripts regression@2.0.1 ml-regression-polynomial@4.0.0 echarts-stat@1.2.0 \
  d3-regression@2.2.0 vega-statistics@2.0.0 > /dev/null

echo 'regression 2.0.1, ml-regression-polynomial 4.0.0, echarts-stat 1.2.0, d3-regression 2.2.0, vega-statistics 2.0.0'
echo 'data:  71 points on a Chebyshev polynomial of degree n, values within -1 and 1; the worst error of the fit of degree n'
echo 'guess: normal equations lose digits: from degree 10 on or so the three that use them are wrong in the third digit'
echo 'seen:  over steps 0 to 10,000 `regression` misses a fifth degree by 510, with all digits asked for; over years (1950 to 2020)'
echo '       all three are wrong at degree 5 by more than the whole range, without a word, and in the third digit at degree 3.'
echo '       d3-regression and vega-statistics centre x and are right to 8 digits in each case.'
echo

cat > fit.mjs <<'JS'
import * as d3 from 'd3-regression';
import ecStat from 'echarts-stat';
import { PolynomialRegression } from 'ml-regression-polynomial';
import regression from 'regression';
import * as vega from 'vega-statistics';

const chebyshev = (n, u) => Math.cos(n * Math.acos(Math.max(-1, Math.min(1, u))));
const fits = {
  regression: (data, order) => {
    const { predict } = regression.polynomial(data, { order, precision: 16 });
    return (x) => predict(x)[1];
  },
  'ml-regression-polynomial': (data, order) => {
    const fit = new PolynomialRegression(data.map(([x]) => x), data.map(([, y]) => y), order);
    return (x) => fit.predict(x);
  },
  'echarts-stat': (data, order) => {
    const { parameter } = ecStat.regression('polynomial', data.map((row) => [...row]), order);
    return (x) => parameter.reduceRight((sum, c) => sum * x + c, 0);
  },
  'd3-regression': (data, order) => d3.regressionPoly().x(([x]) => x).y(([, y]) => y).order(order)(data).predict,
  'vega-statistics': (data, order) => vega.regressionPoly(data, ([x]) => x, ([, y]) => y, order).predict,
};
const worst = {};
for (const [over, from, to] of [['0 to 1', 0, 1], ['steps 0 to 10000', 0, 10_000], ['years 1950 to 2020', 1950, 2020]]) {
  for (const n of [3, 5, 8]) {
    const data = Array.from({ length: 71 }, (_, i) => [from + ((to - from) * i) / 70, chebyshev(n, (2 * i) / 70 - 1)]);
    const told = Object.entries(fits).map(([name, fit]) => {
      const predict = fit(data, n);
      const error = Math.max(...data.map(([x, y]) => Math.abs(predict(x) - y)));
      worst[`${name} ${over} ${n}`] = error;
      return `${name} ${error.toExponential(0)}`;
    });
    console.log(`${over}, degree ${n}:`.padEnd(30), told.join('  '));
  }
}
const three = ['regression', 'ml-regression-polynomial', 'echarts-stat'];
const same =
  worst['regression steps 0 to 10000 5'] > 100 &&
  three.every((name) => worst[`${name} years 1950 to 2020 5`] > 1 && worst[`${name} years 1950 to 2020 3`] > 1e-4) &&
  three.every((name) => worst[`${name} 0 to 1 8`] < 1e-4) &&
  ['d3-regression', 'vega-statistics'].every((name) => Object.keys(worst).every((key) => !key.startsWith(name) || worst[key] < 1e-8));
if (!same) console.log('CHANGED: the fits are other ones now');
process.exit(same ? 0 : 1);
JS
node fit.mjs
