import { generateKeyPairSync } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { synthesizeWav } from '../../audio/node.ts';
import { filmJob } from '../../cli/film-job.ts';
import { signFilms } from '../../cli/sign.ts';
import { tellJob } from '../../cli/tell.ts';
import { WORKER } from '../../cli/worker.ts';
import { CATALOGUE } from '../../compositions/catalogue.ts';
import { bytesHash } from '../../src/cache/hash.ts';
import { filmsAt } from '../../src/film/films-at.ts';
import { frameSource } from '../../src/film/frame-source.ts';
import { signedWith } from '../../src/film/signature.ts';
import { type VerifyOptions, verifyFilm } from '../../src/film/verify/verify-film.ts';
import { DRAFT } from '../../src/render/encode/encoder.ts';
import { lossreelHere } from '../helpers/command.ts';
import { copyOf, edit, remake, reshoot } from '../helpers/damage.ts';

const FILM = 'learning-rate-trio';
const [SCALE, FPS] = [0.1, 24];
const props = '{ "learningRates": [0.3], "steps": 1 }';
const options = ['--scale', String(SCALE), '--fps', String(FPS), '--props', props];
/** An excerpt with something to hear and to read. */
const [FIRST, LAST] = [280, 327];

const folder = mkdtempSync(join(tmpdir(), 'verify-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const whole = join(folder, 'good', FILM);
const piece = join(folder, 'good', `${FILM}-${FIRST}-${LAST}`);
const job = await filmJob(FILM, {
  props,
  seed: '1',
  fps: String(FPS),
  format: 'landscape',
  scale: String(SCALE),
  theme: 'dark',
  lang: 'en',
  captions: 'burned',
  pace: '1',
});
const source = frameSource(tellJob(job));
const frames = Array.from({ length: LAST + 1 - FIRST }, (_, i) => FIRST + i);

beforeAll(async () => {
  const out = ['--out', join(folder, 'good'), '--draft'];
  const args = ['render', FILM, ...options, ...out];
  for (const range of [[], ['--frames', `${FIRST}-${LAST}`]]) {
    const { code, stderr } = await lossreelHere([...args, ...range]);
    expect(stderr.includes('lossreel:') ? stderr : '', 'render').toBe('');
    expect(code).toBe(0);
  }
}, 120_000);

let copies = 0;
/** A copy of a good film, to be damaged. */
const copy = (base: string): string => {
  copies += 1;
  return copyOf(base, join(folder, `copy-${copies}`));
};

/** What is wrong with a film: the failing checks, as `id file: message`. */
async function faults(base: string, asked: VerifyOptions = {}): Promise<readonly string[]> {
  const { ok, checks } = await verifyFilm(base, CATALOGUE, asked);
  const failed = checks.filter(({ status }) => status === 'failed');
  expect(ok).toBe(failed.length === 0);
  return failed.map(({ id, file, says }) => `${id} ${file}: ${says}`);
}

describe('a film as it was rendered', () => {
  it('passes every check, with none skipped', async () => {
    const { checks } = await verifyFilm(whole, CATALOGUE);
    expect(checks.filter(({ status }) => status !== 'ok')).toEqual([]);
    expect(checks.length).toBeGreaterThanOrEqual(25);
  });

  it('passes with all frames compared; an excerpt has its loudness check skipped, with a note', async () => {
    const { ok, checks } = await verifyFilm(piece, CATALOGUE, { allFrames: true });
    expect(ok).toBe(true);
    expect(checks.find(({ id }) => id === 'pictures')?.measured).toMatchObject({ compared: frames.length });
    expect(checks.map(({ id }) => id)).not.toContain('encoding');
    const skipped = checks.filter(({ status }) => status === 'skipped');
    expect(skipped.map(({ id }) => id)).toEqual(['loudness', 'peak']);
  });
});

describe('a film that was changed', () => {
  it('by one byte', async () => {
    const base = copy(piece);
    const bytes = readFileSync(`${base}.mp4`);
    const at = Math.floor(bytes.length * 0.6);
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    writeFileSync(`${base}.mp4`, bytes);
    expect(await faults(base)).toContain('video .mp4: the bytes are not as rendered (SHA-256 differs)');
  });

  it('in one frame, by a forger who updates the hash', async () => {
    const base = copy(piece);
    const wrong = frames.map((frame) => (frame === 311 ? 5 : frame));
    await reshoot(base, source, { frames: wrong, scale: SCALE, fps: FPS });
    const found = await faults(base, { allFrames: true });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^pictures \.mp4: frame 311: picture differs from the film \(SSIM 0\.\d\d/);
  });

  it('in its first frames, which every sample includes', async () => {
    const base = copy(piece);
    const late = frames.map((frame) => (frame < FIRST + 3 ? 370 : frame));
    await reshoot(base, source, { frames: late, scale: SCALE, fps: FPS });
    expect((await faults(base))[0]).toMatch(/^pictures \.mp4: frame 280: picture differs/);
  });

  it('in size, frame rate or length', async () => {
    const large = copy(piece);
    await reshoot(large, source, { frames, scale: 0.12, fps: FPS });
    expect(await faults(large)).toEqual(['size .mp4: its size is 230×130 instead of 192×108']);
    const fast = copy(piece);
    await reshoot(fast, source, { frames, scale: SCALE, fps: 25 });
    expect(await faults(fast)).toEqual([
      'fps .mp4: it has 25 frames per second instead of 24',
      'picture-duration .mp4: its picture lasts 1.92 s instead of 2 s',
    ]);
    const short = copy(piece);
    await reshoot(short, source, { frames: frames.slice(0, -1), scale: SCALE, fps: FPS });
    const found = await faults(short);
    expect(found).toContain('frame-count .mp4: it has 47 frames instead of 48');
    expect(found).toContain('picture-duration .mp4: its picture lasts 1.958 s instead of 2 s');
    expect(found).toContain('pictures .mp4: only 47 frames can be decoded');
  });

  it('in its sound: that of another film, none, a shorter one', async () => {
    const picture = ['-map', '0:v', '-c:v', 'copy', '-b:a', '192k'];
    const { sheet } = tellJob({
      ...job,
      params: { ...(job.params as object), learningRates: [0.9] },
    });
    const other = join(folder, 'other.wav');
    writeFileSync(other, await synthesizeWav(sheet));
    const swapped = copy(piece);
    const start = ['-ss', String(FIRST / FPS), '-t', '2', '-i', other];
    await remake(swapped, [...picture, '-map', '1:a', '-c:a', 'aac'], start);
    expect((await faults(swapped))[0]).toMatch(
      /^sound \.mp4: the sound is not that of the film \(correlation/,
    );
    const mute = copy(piece);
    await remake(mute, picture);
    expect(await faults(mute)).toEqual(['sound-duration .mp4: it has no sound']);
    const cut = copy(piece);
    await remake(cut, [...picture, '-map', '0:a', '-af', 'atrim=end=1', '-c:a', 'aac']);
    expect((await faults(cut))[0]).toBe('sound-duration .mp4: its sound lasts 1 s instead of 2 s');
  });

  it('in colour, or in a spot of every frame, by a forger who updates the hash', async () => {
    const altered = async (alter: (picture: Uint8Array, width: number, height: number) => void) => {
      const base = copy(piece);
      await reshoot(base, source, { frames, scale: SCALE, fps: FPS, alter });
      return (await faults(base)).join('\n');
    };
    const grey = await altered((picture, width, height) => picture.fill(128, width * height));
    expect(grey).toMatch(/^pictures .*a spot's colour is \d+ of 255 away/);
    const turned = await altered((picture, width, height) => {
      for (let i = width * height; i < picture.length; i += 1) picture[i] = 256 - (picture[i] ?? 0);
    });
    expect(turned).toMatch(/^pictures .*a spot's colour is \d+ of 255 away/);
    const square = await altered((picture, width) => {
      for (let y = 8; y < 16; y += 1) picture.fill(235, y * width + 8, y * width + 16);
    });
    expect(square).toMatch(/^pictures .*picture differs from the film/);
  });

  it('in what else an MP4 holds, by a forger who updates the hash', async () => {
    const says = async (args: readonly string[], input: readonly string[] = []): Promise<string> => {
      const base = copy(piece);
      await remake(base, args, input);
      return (await faults(base)).join('\n');
    };
    const all = ['-map', '0', '-c', 'copy'];
    expect(await says(all)).toBe('');
    expect(await says(['-map', '0', '-map', '0:v', '-c', 'copy'])).toContain('2 video tracks');
    expect(await says(['-map', '0', '-map', '0:a', '-c', 'copy'])).toContain('2 audio tracks');
    expect(await says([...all, '-metadata', 'title=Another'])).toContain('the tag title "Another"');
    expect(await says([...all, '-metadata:s:a:0', 'language=fra'])).toContain(
      `the sound's tag language "fra"`,
    );
    expect(await says([...all, '-aspect', '2:1'])).toContain('sample_aspect_ratio');
    expect(await says(['-map', '0', '-c:v', 'copy', '-c:a', 'aac', '-b:a', '192k', '-ac', '1'])).toContain(
      'channels 1 instead of 2',
    );
    const longer = copy(piece);
    appendFileSync(`${longer}.mp4`, 'more');
    edit(longer, ({ hashes }) =>
      Object.assign(hashes as object, { video: bytesHash(readFileSync(`${longer}.mp4`)) }),
    );
    expect(await faults(longer)).toEqual([
      "contents .mp4: it holds what is not the film's: 4 bytes at its end are no part of an MP4",
    ]);
  });

  it('in its encoding, where it can be encoded again', async () => {
    const asked = { allFrames: true, workerModule: WORKER };
    const { checks } = await verifyFilm(piece, CATALOGUE, asked);
    expect(checks.filter(({ id }) => id === 'encoding')).toMatchObject([{ status: 'ok' }]);
    const coarse = copy(piece);
    await reshoot(coarse, source, { frames, scale: SCALE, fps: FPS, settings: { ...DRAFT, crf: 24 } });
    expect((await faults(coarse, asked))[0]).toMatch(
      /^encoding .*\(veryfast, crf 18, lookahead 4\), it is another file$/,
    );
    const claimed = copy(piece);
    edit(claimed, ({ encoder }) => Object.assign(encoder as object, { crf: 20 }));
    expect(await faults(claimed)).toEqual([]);
    expect((await faults(claimed, asked))[0]).toContain(
      '(veryfast, crf 20, lookahead 4), it is another file',
    );
  });

  it('in its loudness', async () => {
    const base = copy(whole);
    await remake(base, ['-c:v', 'copy', '-af', 'volume=-6dB', '-c:a', 'aac', '-b:a', '192k']);
    const found = await faults(base);
    expect(found[0]).toMatch(/^sound \.mp4: the sound is 6\.0 dB quieter than the film's/);
    expect(found[1]).toMatch(/^loudness \.mp4: the loudness is -2\d\.\d LUFS instead of -16 ± 1/);
  });

  it('in its sidecars: another film’s captions, a word, a missing file', async () => {
    const base = copy(piece);
    cpSync(`${whole}.srt`, `${base}.srt`);
    writeFileSync(`${base}.chapters.txt`, '0:00 Something else\n');
    writeFileSync(
      `${base}.transcript.md`,
      readFileSync(`${base}.transcript.md`, 'utf8').replace('0.3', '0.4'),
    );
    rmSync(`${base}.vtt`);
    cpSync(`${whole}.poster.png`, `${base}.poster.png`);
    const found = (await faults(base)).join('\n');
    expect(found).toMatch(/captions \.srt: it is not the film's: other captions from line \d+/);
    expect(found).toMatch(/legibility \.srt: caption \d+ ends after the film/);
    expect(found).toContain('captions .vtt: the file is missing');
    expect(found).toContain(
      'chapters .chapters.txt: it is not the film\'s: another text from line 1 ("0:00 Something else")',
    );
    expect(found).toContain("transcript .transcript.md: it is not the film's");
    expect(found).toContain('poster .poster.png: it is not the picture');
    expect(found).toContain('provenance .json: hashes.files[".srt"] is not the hash of that file');
  });
});

describe('a provenance that was changed', () => {
  it('is detected by what does not follow from it', async () => {
    const seed = copy(piece);
    edit(seed, (provenance) => Object.assign(provenance, { seed: '2' }));
    expect((await faults(seed)).join('\n')).toMatch(
      /trace \.json: the trace of its params and seed does not match/,
    );
    const params = copy(piece);
    edit(params, (provenance) => Object.assign(provenance.params as object, { learningRates: [0.31] }));
    const found = (await faults(params)).map((line) => line.split(' ')[0]);
    for (const id of ['trace', 'story', 'cue-sheet', 'frames', 'transcript']) expect(found).toContain(id);
    const theme = copy(piece);
    edit(theme, (provenance) => Object.assign(provenance.look as object, { theme: 'light' }));
    const themed = (await faults(theme)).map((line) => line.split(' ')[0]);
    for (const id of ['frames', 'pictures', 'poster']) expect(themed).toContain(id);
  });

  it('is detected in each of its hashes', async () => {
    const base = copy(piece);
    const names = ['trace', 'story', 'cueSheet', 'frames', 'video', 'sound'];
    edit(base, ({ hashes }) =>
      Object.assign(hashes as object, Object.fromEntries(names.map((name) => [name, '0'.repeat(64)]))),
    );
    const found = (await faults(base)).map((line) => line.split(' ')[0]);
    expect(found).toEqual(['trace', 'story', 'cue-sheet', 'frames', 'video', 'wav']);
  });

  it('is detected by its own hash in what nothing follows from', async () => {
    for (const [name, value] of Object.entries({
      encoder: { preset: 'placebo', crf: 18, lookahead: 4 },
      engine: 'chromium',
      lossreel: '0.0.1',
      versions: {},
    })) {
      const base = copy(piece);
      edit(base, (provenance) => Object.assign(provenance, { [name]: value }), { forged: false });
      expect((await faults(base)).join('\n'), name).toMatch(
        /^provenance .json: hashes.record is not the hash of this record/,
      );
    }
  });

  it('of another version: its poster has to show the same all the same', async () => {
    const base = copy(piece);
    edit(base, (provenance) => {
      const { poster, ...files } = (provenance.hashes as { files: Record<string, string> }).files;
      expect(poster).toBeUndefined();
      cpSync(`${whole}.poster.png`, `${base}.poster.png`);
      files['.poster.png'] = bytesHash(readFileSync(`${base}.poster.png`));
      Object.assign(provenance, { lossreel: '0.0.1' });
      Object.assign(provenance.hashes as object, { files });
    });
    expect(await faults(base)).toEqual([
      'poster .poster.png: it is not the picture of the film that its provenance names',
    ]);
  });

  it('is refused if it is malformed, naming the field', async () => {
    const says = async (change: (provenance: Record<string, unknown>) => void): Promise<string> => {
      const base = copy(piece);
      edit(base, change);
      return (await faults(base)).join('\n');
    };
    expect(await says((p) => Object.assign(p, { fps: 31 }))).toMatch(/provenance \.json: .*fps: /);
    expect(await says((p) => Object.assign(p, { more: 1 }))).toContain('more');
    expect(await says((p) => Object.assign(p.hashes as object, { story: 'x' }))).toContain(
      'hashes.story: not a SHA-256',
    );
    expect(await says((p) => Object.assign(p, { film: 'learning-rate-duo' }))).toContain(
      "did you mean 'learning-rate-trio'",
    );
    expect(await says((p) => Object.assign(p.params as object, { steps: -1 }))).toContain('steps');
    expect(await says((p) => Object.assign(p.frames as object, { last: 99_999 }))).toContain(
      'frames 280-99999 are outside the film',
    );
    expect(await says((p) => Object.assign(p, { width: 200 }))).toContain('200×108');
    const base = copy(piece);
    writeFileSync(`${base}.json`, '{ "lossreel": ');
    expect(await faults(base)).toEqual(['provenance .json: not a valid provenance: it is not valid JSON']);
    rmSync(`${base}.json`);
    expect((await faults(base))[0]).toContain('the file is missing');
  });

  it('of another version is noted, but is not a failure in itself', async () => {
    const base = copy(piece);
    edit(base, (provenance) => Object.assign(provenance, { lossreel: '0.0.1' }));
    const { ok, checks } = await verifyFilm(base, CATALOGUE);
    expect(ok).toBe(true);
    const versions = checks.find(({ id }) => id === 'versions');
    expect(versions).toMatchObject({ status: 'noted' });
    expect(versions?.says).toContain('lossreel 0.0.1 (here');
    expect(versions?.says).toMatch(
      /verify it with that version: npx lossreel@0\.0\.1 verify .*-280-327\.json/,
    );
  });

  it('of another version is told by that version where it cannot be read, or asks for what is no longer there', async () => {
    const old = copy(piece);
    edit(old, (provenance) => {
      const { theme, language, captions } = provenance.look as Record<string, unknown>;
      for (const name of ['schemaVersion', 'look']) Reflect.deleteProperty(provenance, name);
      Object.assign(provenance, { lossreel: '0.1.0', theme, language, captions });
    });
    const found = await faults(old);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(
      /^provenance \.json: made with lossreel 0\.1\.0: schema version 1 .*; verify it with that version: npx lossreel@0\.1\.0 verify /,
    );
    const renamed = copy(piece);
    edit(renamed, (provenance) =>
      Object.assign(provenance, {
        lossreel: '0.1.0',
        params: { ...(provenance.params as object), rates: [1] },
      }),
    );
    const films = CATALOGUE.map((film) =>
      film.id === FILM ? { ...film, renamed: { rates: 'learningRates' } } : film,
    );
    const { checks } = await verifyFilm(renamed, films);
    const [says] = checks.filter(({ status }) => status === 'failed').map((check) => check.says);
    expect(says).toBe(`made with lossreel 0.1.0: params of ${FILM}: rates: is now called 'learningRates'`);
  });
});

describe('a signed film', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const [own, known] = [join(folder, 'own.pem'), join(folder, 'known.pem')];
  writeFileSync(own, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(known, publicKey.export({ type: 'spki', format: 'pem' }));

  it('is one whose provenance its owner has signed; a forger cannot sign it again', async () => {
    const base = copy(piece);
    const isSigned = signedWith(known, '--key');
    expect(await faults(base, { isSigned })).toEqual(['signature .json.sig: the film is not signed']);
    await signFilms([base.replace(/[^/]+$/, '')], { key: own });
    expect(readFileSync(`${base}.json.sig`)).toHaveLength(64);
    expect(await faults(base, { isSigned })).toEqual([]);
    edit(base, (provenance) => Object.assign(provenance, { seed: '1' }));
    expect((await faults(base, { isSigned }))[0]).toContain(
      'signature .json.sig: the provenance is not the one',
    );
  });

  it('needs a key of the right kind, and a provenance', async () => {
    const { privateKey: rsa } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const other = join(folder, 'rsa.pem');
    writeFileSync(other, rsa.export({ type: 'pkcs8', format: 'pem' }));
    await expect(signFilms([`${piece}.mp4`], { key: other })).rejects.toThrow(/rsa, where Ed25519 is wanted/);
    await expect(signFilms([`${piece}.mp4`], { key: known })).rejects.toThrow(/no private key in PEM form/);
    const base = copy(piece);
    rmSync(`${base}.json`);
    await expect(signFilms([`${base}.mp4`], { key: own })).rejects.toThrow(/no provenance to sign/);
  });
});

describe('lossreel verify', () => {
  it('finds the films below a folder, names what is wrong, and exits with 0 or 1', async () => {
    const base = copy(piece);
    const good = await lossreelHere(['verify', join(base, '..')]);
    expect(good.code).toBe(0);
    expect(good.stdout).toMatch(/-280-327\.mp4 {2}ok, \d+ checks, \d+ pictures compared/);
    const damaged = copy(piece);
    writeFileSync(`${damaged}.mp4`, 'no film');
    const bad = await lossreelHere(['verify', '--json', `${damaged}.mp4`, `${base}.json`]);
    expect(bad.code).toBe(1);
    expect(bad.stderr).toContain('1 of 2 films');
    const events = bad.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(events.filter(({ event }) => event === 'film').map(({ ok }) => ok)).toEqual([false, true]);
  });

  it('finds films in linked folders, once, and fails what is only named like one', async () => {
    const base = copy(piece);
    const place = join(folder, 'linked');
    mkdirSync(join(place, 'folder.mp4'), { recursive: true });
    symlinkSync(join(base, '..'), join(place, 'there'));
    symlinkSync(place, join(place, 'round'));
    const found = filmsAt(place).map((path) => path.slice(place.length + 1));
    expect(found).toEqual(['folder', join('there', base.replace(/.*\//, ''))]);
    expect(await faults(join(place, 'folder'))).toEqual([
      'provenance .json: the file is missing: nothing records what was rendered',
    ]);
    expect(await faults(join(place, found[1] ?? ''))).toEqual([]);
  });

  it('refuses a path without a film', async () => {
    const empty = mkdtempSync(join(folder, 'empty-'));
    writeFileSync(join(empty, 'report.json'), '{}');
    const { code, stderr } = await lossreelHere(['verify', empty]);
    expect(code).toBe(2);
    expect(stderr).toContain(empty);
    for (const path of [join(folder, 'nowhere'), `${piece}.srt`]) expect(() => filmsAt(path)).toThrow(path);
  });

  it('finds a film whose MP4 or provenance is missing, and skips hidden folders', async () => {
    const base = copy(piece);
    copyOf(piece, join(base, '..', '.cache'));
    rmSync(`${base}.mp4`);
    expect(filmsAt(join(base, '..'))).toEqual([base]);
    expect(await faults(base)).toContain('video .mp4: the file is missing');
    const other = copy(piece);
    rmSync(`${other}.json`);
    expect(filmsAt(join(other, '..'))).toEqual([other]);
  });
});
