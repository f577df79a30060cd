import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../compositions/catalogue.ts';
import { learningRateTrio } from '../../compositions/learning-rate-trio/index.ts';
import { findBrowser, noBrowserMessage } from '../../compositions/remotion/browser.ts';
import { compositionId, posterId } from '../../compositions/remotion/composition-id.ts';
import { FORMAT_NAMES } from '../../src/scene/stage.ts';
import { samples, tell } from '../helpers/films.ts';

const root = join(import.meta.dirname, '..', '..');

/** A port that nobody listens on. */
const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** Starts the Studio as a user does and waits until its bundle is built. */
function startStudio(
  port: number,
  keep: string,
): { readonly studio: ChildProcess; readonly built: Promise<void> } {
  const bin = join(root, 'bin', 'lossreel.js');
  const studio = spawn(process.execPath, [bin, 'studio', `--port=${port}`, '--no-open', '--keep', keep], {
    cwd: root,
  });
  const built = new Promise<void>((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      if (said.includes('Built in')) resolve();
    };
    studio.stdout.on('data', hear);
    studio.stderr.on('data', hear);
    studio.on('close', () => reject(new Error(`the Studio ended: ${said}`)));
  });
  return { studio, built };
}

describe('Remotion Studio', () => {
  let studio: ChildProcess | undefined;
  let browser: Browser | undefined;
  let page: Page;
  const errors: string[] = [];
  const keep = mkdtempSync(join(tmpdir(), 'lossreel-kept-'));
  /** What the Studio has kept of the film. */
  const kept = (): unknown => {
    const file = join(keep, `${learningRateTrio.id}.json`);
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
  };

  beforeAll(async () => {
    const found = findBrowser(root);
    if (found === null) throw new Error(noBrowserMessage());
    const port = await freePort();
    const started = startStudio(port, keep);
    studio = started.studio;
    const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
    browser = await chromium.launch({ executablePath: found.path, args });
    page = await browser.newPage({ viewport: { width: 1600, height: 1400 } });
    page.setDefaultTimeout(60_000);
    page.on('pageerror', ({ message }) => errors.push(message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    // The Studio queries Remotion's server for known bugs; a test needs no network.
    await page.route(
      ({ hostname }) => hostname !== 'localhost',
      (route) => route.fulfill({ contentType: 'application/json', body: '{}' }),
    );
    await started.built;
    await page.goto(`http://localhost:${port}/`);
  });
  afterAll(async () => {
    await browser?.close();
    const ended = new Promise((resolve) => studio?.on('close', resolve));
    studio?.kill('SIGTERM');
    await ended;
    rmSync(keep, { recursive: true, force: true });
  });

  const picture = () => page.locator('svg[viewBox="0 0 1920 1080"]');
  const drawn = () => picture().innerHTML();
  const control = (prop: string) => page.locator(`[data-json-path="${prop}"] + div`);
  const [film] = CATALOGUE;

  it('opens on the first film', async () => {
    await picture().waitFor();
    expect(new URL(page.url()).pathname).toBe(`/${film?.id}`);
    expect(await picture().locator('[data-text]').count()).toBeGreaterThan(0);
  });

  it.each(CATALOGUE)('shows $id in a folder, in every format, with posters', async ({ id }) => {
    const entry = (name: string) => page.getByText(name, { exact: true });
    if (!(await entry(`${id}-portrait`).isVisible())) await entry(id).first().click();
    for (const format of FORMAT_NAMES) {
      await entry(compositionId(id, format)).last().waitFor();
      await entry(posterId(id, format)).waitFor();
    }
  });

  it('names the parts of the story in the timeline', async () => {
    const sample = samples.find((one) => one.film === film);
    if (sample === undefined) throw new Error('no film');
    for (const { id } of tell(sample).story.parts) await page.getByText(id, { exact: true }).waitFor();
  });

  it('plays', async () => {
    const before = await drawn();
    await page.keyboard.press('Space');
    await expect.poll(drawn, { timeout: 20_000 }).not.toBe(before);
    await page.keyboard.press('Space');
  });

  it('redraws the film, with its new length, when a learning rate changes in the sidebar', async () => {
    const length = page.getByText(/^\d+ frames$/);
    if (!(await length.isVisible())) await page.keyboard.press('Control+j');
    await page.keyboard.press('g');
    await page.keyboard.type('900');
    await page.keyboard.press('Enter');
    await picture().locator('[data-text*="0.46"]').first().waitFor();
    const changed = {
      name: '',
      film: learningRateTrio,
      params: learningRateTrio.params.parse({ learningRates: [0.02, 0.55, 0.6] }),
    };
    const frames = `${tell(changed).story.frames} frames`;
    expect(await length.textContent()).not.toBe(frames);
    await control('learningRates.1').locator('button').click();
    await control('learningRates.1').locator('input').fill('0.55');
    await picture().locator('[data-text*="0.55"]').first().waitFor();
    await expect.poll(() => length.textContent(), { timeout: 20_000 }).toBe(frames);
    await page.keyboard.press('Enter');
  });

  it('takes a rate of 0.1 and a start of -1.5, and adds to a list another of its values', async () => {
    const type = async (prop: string, value: string) => {
      await control(prop).locator('button').click();
      await control(prop).locator('input').fill(value);
      await page.keyboard.press('Enter');
      await control(prop).getByText(value, { exact: true }).waitFor();
    };
    // The Studio loses an edit that comes while it still saves the one before, in less time than it takes to type.
    await type('learningRates.1', '0.1');
    await expect.poll(kept, { timeout: 20_000 }).toEqual({ learningRates: [0.02, 0.1, 0.6] });
    await type('start', '-1.5');
    await expect.poll(kept, { timeout: 20_000 }).toMatchObject({ start: -1.5 });
    const bracket = page.getByText(']', { exact: true }).first();
    await bracket.locator('xpath=preceding-sibling::div').locator('svg').first().click();
    await control('learningRates.3').getByText('0.6', { exact: true }).waitFor();
  });

  it('keeps what was tuned, for a reload and as a file for --props', async () => {
    const tuned = { start: -1.5, learningRates: [0.02, 0.1, 0.6, 0.6] };
    await expect.poll(kept, { timeout: 20_000 }).toEqual(tuned);
    await page.reload();
    await control('learningRates.3').getByText('0.6', { exact: true }).waitFor();
    await control('start').getByText('-1.5', { exact: true }).waitFor();
    expect(await page.getByText("Can't save").count()).toBe(0);
  });

  it('has a control for every prop', async () => {
    expect(await page.getByText('not editable').count()).toBe(0);
    for (const prop of ['objective.a', 'steps', 'seed', 'fps', 'theme', 'lang', 'captions']) {
      await control(prop).waitFor();
    }
  });

  it('logs no errors to the console', () => {
    expect(errors).toEqual([]);
  });
});
