#!/usr/bin/env bash
# Which SVG elements MathJax 4.1 makes of a formula when each glyph is its own path (fontCache 'none'), and where classes end up.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

npm install --silent --no-audit --no-fund --ignore-scripts mathjax@4.1.3 > /dev/null

echo 'mathjax 4.1.3, output/svg with fontCache none'
echo 'guess: paths in groups, and rules as rects: what fits into a scene of g, path and rect. A class stands on the group of what it encloses.'
echo 'seen:  a brace or arrow that stretches is a nested <svg> with a viewBox, which cuts it to its length (a wide hat is one path); a character'
echo '       that the font lacks is <text> in whatever font there is. Of nested \class the node of the inner one carries both.'
echo

cat > run.mjs <<'JS'
import MathJax from 'mathjax';
await MathJax.init({
  loader: { load: ['input/tex', 'output/svg', '[tex]/html'] },
  tex: { packages: { '[+]': ['html'] } },
  svg: { fontCache: 'none' },
});
const { adaptor } = MathJax.startup;
const svgOf = async (tex) => adaptor.outerHTML(adaptor.firstChild(await MathJax.tex2svgPromise(tex, { display: true })));
const seen = [];
for (const tex of [
  String.raw`x - \eta L'(x)`,
  String.raw`\frac{a}{b}`,
  String.raw`\underbrace{a+b+c+d+e}_x`,
  String.raw`\overrightarrow{a+b+c+d}`,
  String.raw`\widehat{abcdef}`,
  String.raw`\text{loss 中}`,
  String.raw`\class{outer}{\class{inner}{x}}`,
]) {
  const svg = await svgOf(tex);
  const names = [...new Set([...svg.slice(4).matchAll(/<([a-z]+)/g)].map(([, name]) => name))].sort().join(' ');
  const classes = [...svg.matchAll(/class="([^"]*)"/g)].map(([, words]) => words).join(' | ');
  console.log(tex.padEnd(34), names.padEnd(16), classes);
  seen.push([names, classes].join('; '));
}
const still =
  JSON.stringify(seen) ===
  JSON.stringify([
    'g path; ',
    'g path rect; ',
    'g path svg; OP',
    'g path svg; ',
    'g path; ORD',
    'g path text; ',
    'g path; inner outer',
  ]);
if (!still) console.log('CHANGED: other elements or classes');
process.exit(still ? 0 : 1);
JS
node run.mjs
