import { z } from 'zod';
import { runFfmpeg } from '../../render/encode/ffmpeg.ts';
import { type Check, type CheckId, checkThat } from './check.ts';

const probeSchema = z.object({
  streams: z.array(
    z.object({
      index: z.number(),
      codec_type: z.string(),
      width: z.number().optional(),
      height: z.number().optional(),
      r_frame_rate: z.string().optional(),
      duration: z.string().optional(),
    }),
  ),
  packets: z.array(z.object({ stream_index: z.number(), pts_time: z.string().optional() })),
});
/** A stream of an MP4. */
export type Stream = z.infer<typeof probeSchema>['streams'][number] & {
  /** Presentation times of its packets in seconds, in order. */
  readonly times: readonly number[];
};

/** The streams of an MP4. @throws Error, one line, if it is not an MP4 */
export async function probe(file: string): Promise<readonly Stream[]> {
  const entries = 'stream=index,codec_type,width,height,r_frame_rate,duration:packet=stream_index,pts_time';
  const output = await runFfmpeg(['-show_entries', entries, '-of', 'json', file], { tool: 'ffprobe' });
  const { streams, packets } = probeSchema.parse(JSON.parse(output.toString()));
  return streams.map((stream) => ({
    ...stream,
    times: packets
      .filter(({ stream_index }) => stream_index === stream.index)
      .map(({ pts_time }) => Number(pts_time))
      .sort((p, q) => p - q),
  }));
}

/** The expected properties of an MP4. */
export interface Expected {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly frames: number;
  readonly sound: boolean;
}

/** Tolerance in seconds between the durations of sound and picture: two AAC frames. */
const SOUND_TOLERANCE = 2048 / 48_000;

const rateOf = (text: string): number => {
  const [above = 0, below = 1] = text.split('/').map(Number);
  return above / below;
};

/** Checks the streams of an MP4: frame count, size, fps, and the durations of picture and sound. */
export function checkStreams(streams: readonly Stream[], expected: Expected): readonly Check[] {
  const picture = streams.find(({ codec_type }) => codec_type === 'video');
  const sound = streams.find(({ codec_type }) => codec_type === 'audio');
  const { width, height, fps, frames } = expected;
  const seconds = frames / fps;
  if (picture === undefined)
    return [{ id: 'frame-count', file: '.mp4', status: 'failed', says: 'it has no video stream' }];
  const counted = picture.times.length;
  const lasts = Number(picture.duration ?? 0);
  const size = [picture.width ?? 0, picture.height ?? 0] as const;
  const checks = [
    checkThat(
      'frame-count',
      '.mp4',
      counted === frames,
      { ok: `${frames} frames`, failed: `it has ${counted} frames instead of ${frames}` },
      { frames: counted },
    ),
    checkThat(
      'size',
      '.mp4',
      size[0] === width && size[1] === height,
      {
        ok: `${width}×${height} pixels`,
        failed: `its size is ${size.join('×')} instead of ${width}×${height}`,
      },
      { width: size[0], height: size[1] },
    ),
    checkRate(picture, fps),
    checkDuration('picture-duration', 'picture', { lasts, seconds, tolerance: 0.5 / fps }),
  ];
  return [...checks, checkSoundStream(sound, expected.sound, seconds)];
}

/** Fraction of a frame's duration by which it may be early or late. */
const JITTER = 0.1;

/** Checks each frame's time. The stream's average frame rate says less: it may include the decoder's delay. */
function checkRate({ r_frame_rate, times }: Stream, fps: number): Check {
  const rate = rateOf(r_frame_rate ?? '0/1');
  const stray = times.findIndex((time, i) => !(Math.abs(time - i / fps) <= JITTER / fps));
  const failed =
    Math.abs(rate - fps) < 1e-3
      ? `frame ${stray} is shown at ${plain(times[stray] ?? 0)} s instead of ${plain(stray / fps)} s`
      : `it has ${plain(rate)} frames per second instead of ${fps}`;
  const right = Math.abs(rate - fps) < 1e-3 && stray < 0;
  return checkThat('fps', '.mp4', right, { ok: `${fps} frames per second`, failed }, { fps: rate });
}

function checkSoundStream(sound: Stream | undefined, wanted: boolean, seconds: number): Check {
  const about = { id: 'sound-duration', file: '.mp4' } as const;
  if (!wanted && sound === undefined) return { ...about, status: 'skipped', says: 'rendered without sound' };
  if (!wanted) return { ...about, status: 'failed', says: 'it has sound, but was rendered without it' };
  if (sound === undefined) return { ...about, status: 'failed', says: 'it has no sound' };
  const lasts = Number(sound.duration ?? 0);
  return checkDuration(about.id, 'sound', { lasts, seconds, tolerance: SOUND_TOLERANCE });
}

function checkDuration(
  id: CheckId,
  what: string,
  { lasts, seconds, tolerance }: Readonly<Record<'lasts' | 'seconds' | 'tolerance', number>>,
): Check {
  const says = {
    ok: `the ${what} lasts ${plain(lasts)} s`,
    failed: `its ${what} lasts ${plain(lasts)} s instead of ${plain(seconds)} s`,
  };
  return checkThat(id, '.mp4', Math.abs(lasts - seconds) <= tolerance, says, { seconds: lasts });
}

const plain = (value: number): string => String(Number(value.toFixed(3)));
