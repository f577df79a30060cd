#!/usr/bin/env bash
# An accuracy of 0.5 in an ICU message with number skeletons, in ICU itself and in the two JavaScript libraries that read such messages.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check icu4py==1.2.0
npm install --silent --no-audit --no-fund --ignore-scripts intl-messageformat@12.1.5 @messageformat/core@3.4.1 > /dev/null

echo 'intl-messageformat 12.1.5 (FormatJS) against icu4py 1.2.0 (ICU4C) and @messageformat/core 3.4.1'
echo 'guess: one syntax, one meaning: {x, number, ::percent} of 0.5 is the same text in all three'
echo 'seen:  in ICU ::percent only appends the sign (0.5%) and needs scale/100. FormatJS multiplies by itself: 50%, and 5,000% for the spelling that'
echo '       ICU wants. Rounding parts elsewhere: ICU rounds halves to even, both JavaScript libraries away from zero, and they cut the mantissa of E0.'
echo

cat > messages.json <<'JSON'
[["{x, number, percent}", 0.5], ["{x, number, ::percent}", 0.5], ["{x, number, ::percent scale/100}", 0.5],
 ["{x, number, ::.0}", 0.25], ["{x, number, ::.00}", 0.125], ["{x, number, ::E0}", 12345]]
JSON
cat > icu.py <<'PY'
import json
from icu4py.messageformat import MessageFormat
print(json.dumps([MessageFormat(text, "en").format({"x": x}) for text, x in json.load(open("messages.json"))]))
PY
venv/bin/python icu.py > icu.json

cat > run.mjs <<'JS'
import { readFileSync } from 'node:fs';
import MessageFormat from '@messageformat/core';
import { IntlMessageFormat } from 'intl-messageformat';
const messages = JSON.parse(readFileSync('messages.json', 'utf8'));
const icu = JSON.parse(readFileSync('icu.json', 'utf8'));
const core = new MessageFormat('en');
const rows = messages.map(([text, x], i) => [text, x, icu[i], new IntlMessageFormat(text, 'en').format({ x }), core.compile(text)({ x })]);
console.log('message'.padEnd(36), 'x'.padEnd(8), 'ICU4C'.padEnd(11), 'FormatJS'.padEnd(11), '@messageformat/core');
for (const [text, x, a, b, c] of rows) console.log(text.padEnd(36), String(x).padEnd(8), a.padEnd(11), b.padEnd(11), c);
const still =
  JSON.stringify(rows.map((row) => row.slice(2))) ===
  JSON.stringify([
    ['50%', '50%', '50%'],
    ['0.5%', '50%', '0.5%'],
    ['50%', '5,000%', '50%'],
    ['0.2', '0.3', '0.3'],
    ['0.12', '0.13', '0.13'],
    ['1.2345E4', '1.235E4', '1.235E4'],
  ]);
if (!still) console.log('CHANGED: another text in at least one cell');
process.exit(still ? 0 : 1);
JS
node run.mjs
