import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findChanges } from './changes.ts';
import { formatGolden, type Golden, goldenOf, goldenPath, parseGolden } from './golden.ts';
import {
  decodePng,
  encodePng,
  LOOKS,
  type Look,
  type Picture,
  representativeFrames,
  type Subject,
} from './pictures.ts';

const folder = mkdtempSync(join(tmpdir(), 'lossreel-pin-test-'));
const [plain, repository] = [join(folder, 'plain'), join(folder, 'repository')];
const outOf = (root: string): string => join(root, 'changed');
beforeAll(async () => {
  // Set if a git hook runs the tests: commits would then go to this repository instead of the one below.
  for (const name of ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE']) vi.stubEnv(name, undefined);
  mkdirSync(plain);
  await pinInGit();
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** A picture of 4×2 pixels in one grey, except for the first pixel. */
function grey(shade: number, first = shade): Picture {
  const data = new Uint8Array(32).fill(shade);
  data.fill(first, 0, 4);
  for (let alpha = 3; alpha < data.length; alpha += 4) data[alpha] = 255;
  return { width: 4, height: 2, data };
}

const isOdd = (look: Look, frame: number): boolean =>
  look.format === 'portrait' && look.theme === 'light' && frame === 5;

/** A film of ten frames, each in one grey. @param odd the shade of one pixel in one frame of one look */
const subjectWith = (odd?: number): Subject => ({
  id: 'greys',
  frames: 10,
  story: '10 frames, poster 5, all 0',
  said: '1 captions, 0 chapters, en, sha256 0123456789abcdef',
  sound: '1 voices, 1 phrases, 0 events, sha256 0123456789abcdef',
  telling: [0, 5, 9],
  markup: (look, frame) => `<svg>${frame}${isOdd(look, frame) ? odd : ''}</svg>`,
  picture: (look, frame) => grey(10 * frame, isOdd(look, frame) ? odd : undefined),
  close: () => {},
});
const golden = goldenOf(subjectWith(), [0, 5, 9]);
const changed = subjectWith(150);
const messagesFor = async (subject: Subject, pinned: Golden, root = plain) =>
  (await findChanges(subject, pinned, { root, out: outOf(root) })).map(({ message }) => message);

/** A repository whose only commit pins the film, with a draw script that copies the one picture it has. */
async function pinInGit(): Promise<void> {
  const files = {
    [goldenPath('greys')]: formatGolden(golden),
    'tsconfig.json': '{}',
    'package.json': '{ "type": "module" }',
    'tests/pin/old.png': await encodePng(grey(50)),
    'tests/pin/draw.ts': `import { cpSync } from 'node:fs';
      const [film, folder, ...shots]: string[] = process.argv.slice(2);
      for (const shot of shots)
        cpSync('tests/pin/old.png', \`\${folder}/\${film}-\${shot.replaceAll('/', '-')}.png\`);`,
  };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(repository, path)), { recursive: true });
    writeFileSync(join(repository, path), content);
  }
  symlinkSync(
    join(import.meta.dirname, '..', '..', 'node_modules'),
    join(repository, 'node_modules'),
    'junction',
  );
  const who = ['-c', 'user.name=pin', '-c', 'user.email=pin@localhost', '-c', 'commit.gpgsign=false'];
  for (const args of [
    ['init', '-q'],
    ['add', 'tests', '*.json'],
    [...who, 'commit', '-q', '--no-verify', '-m', 'pin'],
  ])
    execFileSync('git', args, { cwd: repository });
}

describe('a golden', () => {
  it('is read back as written', () => {
    expect(parseGolden(formatGolden(golden))).toEqual(golden);
  });

  it('names the line that cannot be read', () => {
    expect(() => parseGolden('landscape dark x 01 23')).toThrow("'landscape dark x 01 23'");
  });

  it('has the first frame, the poster, and moments of the parts from the first to the last', () => {
    const parts = Array.from({ length: 20 }, (_, i) => ({
      kind: 'p',
      heading: null,
      id: `${i}`,
      start: 10 * i,
      end: 10 * i + 10,
    }));
    const frames = representativeFrames({ parts, posterFrame: 77 });
    expect(frames).toHaveLength(12);
    expect([frames[0], frames[1], frames.at(-1)]).toEqual([0, 5, 199]);
    expect(frames).toContain(77);
  });
});

describe('a film that differs from its pin', () => {
  it('has no changes if it does not differ', async () => {
    expect(await messagesFor(subjectWith(), golden)).toEqual([]);
  });

  it('is reported without a picture if only the markup changed', async () => {
    const renamed = { ...subjectWith(), markup: () => '<svg/>' };
    const messages = await messagesFor(renamed, golden);
    expect(messages).toHaveLength(LOOKS.length * 3);
    expect(messages[0]).toBe(
      'greys, landscape, dark, frame 0: only the markup changed; at scale 0.25 the pixels are the same',
    );
    expect(readdirSync(outOf(plain))).toEqual([]);
  });

  it('is reported if it has become too short for a frame', async () => {
    const messages = await messagesFor({ ...subjectWith(), frames: 9 }, golden);
    expect(messages[0]).toBe('greys, landscape, dark, frame 9: is outside the film, which has 9 frames now');
  });

  it('has its changed frame named and drawn, alone if there is no commit to draw the old one from', async () => {
    expect(await messagesFor(changed, golden)).toEqual([
      'greys, portrait, light, frame 5: markup and pixels changed; the old picture cannot be had ' +
        '(there is no git repository here), the new one alone: changed/greys-portrait-light-5.png',
    ]);
    const { data } = await decodePng(readFileSync(join(outOf(plain), 'greys-portrait-light-5.png')));
    expect(data).toEqual(grey(50, 150).data);
  });

  it('has its changed frame drawn next to the old one, restored from git, and their difference', async () => {
    expect(await messagesFor(changed, golden, repository)).toEqual([
      'greys, portrait, light, frame 5: markup and pixels changed; 12.50 % of the pixels differ, ' +
        'a channel by up to 100 of 255: changed/greys-portrait-light-5.png',
    ]);
    const { width, data } = await decodePng(
      readFileSync(join(outOf(repository), 'greys-portrait-light-5.png')),
    );
    expect(width).toBe(3 * 4 + 2 * 8);
    const firstRow = Array.from({ length: width }, (_, x) => data[4 * x]);
    const gap = Array(8).fill(128);
    expect(firstRow).toEqual([50, 50, 50, 50, ...gap, 150, 50, 50, 50, ...gap, 139, 0, 0, 0]);
  });

  it('shows no old picture that differs from the pinned one', async () => {
    const other = goldenOf(subjectWith(60), [5]);
    const [message] = await messagesFor(changed, other, repository);
    expect(message).toMatch(/cannot be had \(commit [0-9a-f]{8} draws something else than what is pinned\)/);
  });
});
