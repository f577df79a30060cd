import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { lossreel, lossreelHere } from '../helpers/command.ts';
import { NOWHERE, NOWHERE_SAID } from '../helpers/machine.ts';

const folder = mkdtempSync(join(tmpdir(), 'refusals-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, 'a-file');
writeFileSync(file, 'kept');
writeFileSync(join(folder, 'broken.json'), '{ "steps": ');
const out = join(folder, 'out');

const FILM = 'learning-rate-trio';
const withProps = (props: string): readonly string[] => ['render', FILM, '--out', out, '--props', props];

interface Refusal {
  readonly what: string;
  readonly args: readonly string[];
  readonly code: number;
  readonly says: RegExp;
}

const usage = (what: string, args: readonly string[], says: RegExp): Refusal => ({
  what,
  args,
  code: 2,
  says,
});
const failure = (what: string, args: readonly string[], says: RegExp): Refusal => ({
  what,
  args,
  code: 1,
  says,
});

const refusals: readonly Refusal[] = [
  usage(
    'an unknown film, suggesting the nearest',
    ['render', 'learning-rate-tri', '--out', out],
    /unknown film 'learning-rate-tri': did you mean 'learning-rate-trio'\?/,
  ),
  usage(
    'a film like no other, listing all',
    ['list', 'xyz'],
    /unknown film 'xyz': there are .*optimizer-race,/,
  ),
  usage(
    'a film for a command',
    [FILM],
    /'learning-rate-trio' is a film.*'lossreel render learning-rate-trio'/,
  ),
  usage('help for an unknown command', ['help', 'rendr'], /unknown command 'rendr'.*'render'/),
  usage('a still of no film', ['still'], /missing argument 'film': name one of .*learning-rate-trio/),
  usage('an option near no other', ['verify', out, '--peace', '2'], /unknown option '--peace'; see/),
  usage(
    'an option of other commands',
    ['trace', FILM, '--theme', 'light'],
    /'trace' has no option '--theme', which is for render, still, sheet, frames, check and run/,
  ),
  usage(
    'a language for a trace',
    ['trace', FILM, '--lang', 'de'],
    /'trace' has no option '--lang'.* still, sheet, script, frames, check and run/,
  ),
  usage('a theme for a score', ['score', FILM, '--theme', 'light'], /'score' has no option '--theme'/),
  usage('a size of markup', ['frames', FILM, '--scale', '0.5'], /--scale: .*--pixels/),
  usage('an unknown command', ['rendr', FILM], /unknown command 'rendr'.*render/),
  usage('an unknown option', ['render', FILM, '--fsp', '30'], /unknown option '--fsp'/),
  usage('no film', ['render'], /missing argument 'films'.*--all/),
  usage('a film together with --all', ['render', FILM, '--all'], /--all: .*'learning-rate-trio' is named/),
  usage('params that are not JSON', withProps('{ steps: 3 }'), /--props: invalid JSON/),
  usage(
    'a file of params that is not JSON',
    withProps(join(folder, 'broken.json')),
    /broken\.json: invalid JSON/,
  ),
  usage('a file of params that does not exist', withProps('nowhere.json'), /'nowhere\.json' is neither/),
  usage('params that are no object', withProps('[1]'), /expected object/),
  usage('an unknown param', withProps('{ "stpes": 3 }'), /Unrecognized key: "stpes"; did you mean 'steps'/),
  usage(
    'a param of another type',
    withProps('{ "objective": { "a": "big" } }'),
    /objective\.a: .*expected number/,
  ),
  usage('a learning rate of 0', withProps('{ "learningRates": [0.1, 0] }'), /learningRates\[1\]: .*got 0/),
  usage(
    'a negative learning rate',
    withProps('{ "learningRates": [-0.1] }'),
    /learningRates\[0\]: .*got -0\.1/,
  ),
  usage('a learning rate of 1e308', withProps('{ "learningRates": [1e308] }'), /learningRates\[0\]: .*<=100/),
  usage(
    'a learning rate that is infinite',
    withProps('{ "learningRates": [1e999] }'),
    /learningRates\[0\]: .*Infinity/,
  ),
  usage('a learning rate of NaN', withProps('{ "learningRates": [NaN] }'), /invalid JSON/),
  usage('no learning rate', withProps('{ "learningRates": [] }'), /learningRates: .*>=1/),
  usage('six learning rates', withProps('{ "learningRates": [1, 1, 1, 1, 1, 1] }'), /learningRates: .*<=5/),
  usage('no steps', withProps('{ "steps": 0 }'), /steps: .*>=1/),
  usage('a billion steps', withProps('{ "steps": 1e9 }'), /steps: .*<=2000/),
  usage('half a step', withProps('{ "steps": 2.5 }'), /steps: .*int/),
  usage('29.97 frames per second', ['render', FILM, '--fps', '29.97'], /--fps: '29\.97'.*24, 25, 30, 50, 60/),
  usage('no frames per second', ['render', FILM, '--fps', '0'], /--fps: '0'/),
  usage(
    'frames beyond the end',
    ['render', FILM, '--frames', '0-999999'],
    /frames 0-999999 are outside the film, whose frames are 0-\d+/,
  ),
  usage('frames in reverse', ['render', FILM, '--frames', '9-2'], /--frames: 9-2 is reversed/),
  usage('frames that are no range', ['render', FILM, '--frames', 'a-b'], /--frames: 'a-b'/),
  usage('an unknown format', ['still', FILM, '--frame', '0', '--format', 'cinema'], /--format: 'cinema'/),
  usage('an unknown theme', ['still', FILM, '--frame', '0', '--theme', 'pink'], /--theme: 'pink'/),
  usage(
    'a mistyped theme',
    ['still', FILM, '--theme', 'ligth'],
    /--theme: 'ligth'.*: did you mean 'light'\?/,
  ),
  usage(
    'a GIF for a film',
    ['render', FILM, '--out', join(folder, 'x.gif')],
    /--out: .*x\.gif' would be a GIF/,
  ),
  usage('a PNG for a film', ['render', FILM, '--out', 'x.png'], /would be a PNG: .*'lossreel still'/),
  usage('a JPEG for a still', ['still', FILM, '--out', 'x.jpg'], /would be a JPG.*writes \.png only/),
  usage('an MP3 for a score', ['score', FILM, '--wav', 'x.mp3'], /would be an MP3.*writes \.wav only/),
  usage('a film for a series', ['series', 'series.json', '--out', 'x.mp4'], /would be an MP4.*a folder/),
  usage(
    'one file for two films',
    ['render', FILM, 'optimizer-race', '--out', join(folder, 'x.mp4')],
    /names one film, but there are 2/,
  ),
  usage(
    'one name for two films',
    ['render', FILM, 'optimizer-race', '--out', out, '--name', 'x'],
    /--name: .*put \{film\} into the name/,
  ),
  usage(
    'a name that leads elsewhere',
    ['render', FILM, '--out', out, '--name', '../x'],
    /--name: '\.\.\/x' leads out of/,
  ),
  usage(
    'an unknown placeholder',
    ['render', FILM, '--name', '{id}'],
    /--name: \{id\} is not one of \{film\}/,
  ),
  usage('a name and a file', ['render', FILM, '--out', 'x.mp4', '--name', 'y'], /--name: .*already names/),
  usage('an unknown language', ['still', FILM, '--frame', '0', '--lang', 'xx'], /--lang: 'xx'/),
  usage('a pace of 3', ['still', FILM, '--frame', '0', '--pace', '3'], /--pace: '3'.*0\.5 to 2/),
  usage('a scale of 3', ['render', FILM, '--scale', '3'], /--scale: '3'.*0\.1 to 2/),
  usage('no workers', ['render', FILM, '--workers', '0'], /--workers: '0'/),
  usage('a quality that x264 does not have', ['render', FILM, '--crf', '99'], /--crf: '99'/),
  usage('an unknown preset', ['render', FILM, '--preset', 'warp'], /--preset: 'warp'/),
  usage('an unknown engine', ['render', FILM, '--engine', 'steam'], /--engine: 'steam'/),
  usage('a still of two places', ['still', FILM, '--frame', '1', '--at', '1s'], /--frame and --at/),
  usage(
    'a still of a time after the end',
    ['still', FILM, '--at', '9:59'],
    /--at: 9:59 is after .* \d+\.\d\ds/,
  ),
  usage('a still of a number', ['still', FILM, '--at', '10'], /--at: '10' is not '10s'.*--frame 10/),
  usage('a script for another shell', ['completion', 'tcsh'], /'tcsh' is not one of bash, zsh, fish/),
  usage('a still of a negative frame', ['still', FILM, '--frame', '-1'], /--frame: '-1'/),
  usage('JSON together with CSV', ['trace', FILM, '--json', '--csv'], /mutually exclusive/),
  usage(
    'a name that leaves no room for the endings of its files',
    ['render', FILM, '--out', join(out, `${'x'.repeat(246)}.mp4`)],
    /--out: a name of 246 bytes is too long: 241 are left/,
  ),
  usage(
    'a film with a name that no file can have, without repeating it all',
    ['render', 'z'.repeat(50_000)],
    /unknown film 'z{200}… \(49800 characters more\)': there are/,
  ),
  usage(
    'an option that is as long',
    ['render', `--${'z'.repeat(50_000)}`],
    /unknown option '--z{198}… \(49802 characters more\)'/,
  ),
  usage(
    'a long text where a list belongs, once',
    withProps(JSON.stringify({ learningRates: 'y'.repeat(5000) })),
    /expected array, received string, got "y{200}… \(4800 characters more\)"$/m,
  ),
  usage(
    'hundreds of unknown params, ten of them by name',
    withProps(JSON.stringify(Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`k${i}`, 1])))),
    /Unrecognized keys: "k0", .*"k9", 290 more; for "k0" there are objective/,
  ),
  usage(
    'a name with a control code, which a terminal does not get to see',
    withProps('{ "a\\u001b[31mred": 1 }'),
    /Unrecognized key: "a\\u001b\[31mred"/,
  ),
  usage(
    'a field that would be lost',
    withProps('{ "objective": { "__proto__": 1 } }'),
    /--props: objective\.__proto__: no field can have this name/,
  ),
  usage('a cache that is a file', ['cache', '--cache', file], /--cache: '.*a-file' is a file, not a folder/),
  usage('an output folder that is a file', ['render', FILM, '--out', file], /a-file' is a file/),
  failure(
    'an output folder below a file',
    ['render', FILM, '--out', join(file, 'x')],
    /cannot write .*a-file/,
  ),
  failure('an output folder that nobody can make', ['render', FILM, '--out', NOWHERE], NOWHERE_SAID),
];

describe('the command line refuses', () => {
  it.each(refusals)('$what', async ({ args, code, says }) => {
    const outcome = await lossreelHere(args);
    expect(outcome.stderr).toMatch(says);
    expect(outcome.stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(outcome.code).toBe(code);
    expect(outcome.stdout).toBe('');
  });

  it.each(refusals.slice(0, 3))('$what, as a process of its own', async ({ args, code, says }) => {
    const outcome = await lossreel(args);
    expect(outcome.stderr).toMatch(says);
    expect(outcome.code).toBe(code);
  });

  it('all of that without writing anything', () => {
    expect(readdirSync(folder).sort()).toEqual(['a-file', 'broken.json']);
    expect(existsSync(out)).toBe(false);
  });
});
