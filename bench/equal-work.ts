import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { FINAL } from '../src/render/encode/encoder.ts';
import { equalWorkSource } from './equal-work-scene.tsx';
import { floorOf, writeRaw } from './floor.ts';
import { type Command, HEAD, type Measurement, measure, median, row, table } from './measure.ts';

/**
 * Equal work: one fixed scene for other tools to draw too, every frame different. 10 s, 1920 × 1080, 30
 * frames per second, x264 medium crf 18 yuv420p, no sound; background #0b1020; L(x) = 0.4(x² − 1)² − 0.22x as a 6 px
 * polyline of 400 points over x ∈ [−1.8, 1.8]; a ball of radius 24 from x₀ = −1.55 at rate 0.46, one step every 6
 * frames, linear in between; the cyan tangent at the ball; a fading trail of the last 60 positions; a 64 px title and
 * a 40 px text `step k  loss 0.1234`; a 400 × 250 px loss chart in a corner that draws itself.
 *
 * Whole processes are timed, start-up included, taking turns over several rounds; the table shows the medians.
 */
const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'out/equal-work.mp4' },
    workers: { type: 'string', default: String(Math.max(1, availableParallelism())) },
    rounds: { type: 'string', default: '5' },
    /** Only render, for timing from outside. */
    'render-only': { type: 'boolean', default: false },
  },
});
const out = resolve(values.out);
const workers = Number(values.workers);
const script = fileURLToPath(new URL('./equal-work-render.ts', import.meta.url));
const environment = { ...process.env, NODE_ENV: 'production' };
const native: Command = [process.execPath, '--import', 'tsx', script, out, String(workers)];

if (values['render-only']) {
  await measure([[native]], environment);
} else {
  const folder = await mkdtemp(join(tmpdir(), 'lossreel-bench-'));
  try {
    const source = equalWorkSource();
    const raw = join(folder, 'frames.yuv');
    const range = { start: 0, end: source.frames };
    const floor = floorOf(source.fps, range, raw, await writeRaw(source, range, raw), FINAL, workers, folder);
    const ways: Readonly<Record<string, () => Promise<Measurement>>> = {
      native: () => measure([[native]], environment),
      whole: floor.whole,
      segments: floor.segments,
    };
    const results = new Map<string, Measurement[]>(Object.keys(ways).map((name) => [name, []]));
    // Round 0 warms the page cache and does not count.
    for (let round = 0; round <= Number(values.rounds); round += 1) {
      for (const [name, run] of Object.entries(ways)) {
        const result = await run();
        if (round > 0) results.get(name)?.push(result);
      }
    }
    const [engine, whole, segments] = ['native', 'whole', 'segments'].map((name) =>
      median(results.get(name) ?? []),
    );
    if (engine && whole && segments) {
      const floor = Math.min(whole.wall, segments.wall);
      const { frames } = source;
      console.log(
        table(HEAD, [
          row(`native engine, ${workers} workers`, frames, engine, floor),
          row('encoding only, one FFmpeg, default threads', frames, whole, floor),
          row(`encoding only, same segments, ${workers} at a time`, frames, segments, floor),
        ]),
      );
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
