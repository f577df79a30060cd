#!/usr/bin/env bash
# The plural category of negative whole numbers (a change of −1 point), in the rules as code and in four formatters.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check icu4py==1.2.0 babel==2.19.0
npm install --silent --no-audit --no-fund --ignore-scripts make-plural@8.1.0 intl-messageformat@12.1.5 @messageformat/core@3.4.1 > /dev/null

echo 'make-plural 8.1.0 and @messageformat/core 3.4.1 against intl-messageformat 12.1.5, babel 2.19.0 and icu4py 1.2.0 (ICU4C)'
echo 'guess: all are made from the same CLDR rules, so all agree (and for 0, 1, 2 … and the decimals tried they do)'
echo 'seen:  CLDR counts with the absolute value. make-plural compares the number as it stands, but only in rules that test it by =; where'
echo '       a rule takes digits, the sign does not matter. So it is "-1 points" in English, and right in Polish and Russian.'
echo

cat > run.py <<'PY'
import json
from babel import Locale
from icu4py.messageformat import MessageFormat
CASES = [["en", -1], ["de", -1], ["fr", -1], ["ar", -3], ["cy", -2], ["he", -2], ["pl", -2], ["ru", -21], ["en", 1], ["en", -2]]
MESSAGE = "{n, plural, zero{zero} one{one} two{two} few{few} many{many} other{other}}"
json.dump({"message": MESSAGE, "cases": [
    [l, n, Locale.parse(l).plural_form(n), MessageFormat(MESSAGE, l).format({"n": n})] for l, n in CASES]}, open("python.json", "w"))
PY
venv/bin/python run.py

cat > run.mjs <<'JS'
import { readFileSync } from 'node:fs';
import MessageFormat from '@messageformat/core';
import { IntlMessageFormat } from 'intl-messageformat';
import * as plurals from 'make-plural/plurals';
const { message, cases } = JSON.parse(readFileSync('python.json', 'utf8'));
console.log('n'.padEnd(8), 'make-plural', '@messageformat/core', 'FormatJS', 'Babel', 'ICU4C');
const wrong = [];
let agreed = true;
for (const [locale, n, babel, icu] of cases) {
  const rule = plurals[locale](n);
  const core = new MessageFormat(locale, { strictPluralKeys: false }).compile(message)({ n });
  const formatjs = new IntlMessageFormat(message, locale).format({ n });
  console.log(`${locale} ${n}`.padEnd(8), rule.padEnd(11), core.padEnd(19), formatjs.padEnd(8), babel.padEnd(5), icu);
  agreed &&= formatjs === babel && babel === icu && rule === core;
  if (rule !== icu) wrong.push(`${locale} ${n}`);
}
console.log('make-plural parts from CLDR for:', wrong.join(', '));
const still = agreed && wrong.join() === 'en -1,de -1,fr -1,ar -3,cy -2,he -2';
if (!still) console.log('CHANGED: another set of numbers in which make-plural parts from the others');
process.exit(still ? 0 : 1);
JS
node run.mjs
