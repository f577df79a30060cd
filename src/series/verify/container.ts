import { z } from 'zod';
import { runFfmpeg } from '../../render/ffmpeg.ts';
import { type Check, judge } from './check.ts';

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
  /** Seconds at which its packets are presented, in order. */
  readonly times: readonly number[];
};

/** The streams of an MP4. @throws Error, one line, when it is not one */
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

/** What an MP4 should be. */
export interface Expected {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly frames: number;
  readonly sound: boolean;
}

/** Seconds by which a sound may be longer or shorter than the picture: two blocks of AAC. */
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
    return [{ id: 'frame-count', file: '.mp4', status: 'failed', says: 'it has no picture' }];
  const counted = picture.times.length;
  const lasts = Number(picture.duration ?? 0);
  const checks = [
    judge(
      'frame-count',
      '.mp4',
      counted === frames,
      { ok: `${frames} frames`, failed: `it has ${counted} frames instead of ${frames}` },
      { frames: counted },
    ),
    judge(
      'size',
      '.mp4',
      picture.width === width && picture.height === height,
      {
        ok: `${width}×${height} pixels`,
        failed: `its size is ${picture.width}×${picture.height} instead of ${width}×${height}`,
      },
      { width: picture.width ?? 0, height: picture.height ?? 0 },
    ),
    checkRate(picture, fps),
    judge(
      'picture-duration',
      '.mp4',
      Math.abs(lasts - seconds) < 0.5 / fps,
      {
        ok: `the picture lasts ${plain(lasts)} s`,
        failed: `its picture lasts ${plain(lasts)} s instead of ${plain(seconds)} s`,
      },
      { seconds: lasts },
    ),
  ];
  return [...checks, checkSoundStream(sound, expected.sound, seconds)];
}

/** Share of a frame's time by which it may be early or late. */
const JITTER = 0.1;

/** Each frame at its time. An average over the stream says less: it may count how long the decoder waits. */
function checkRate({ r_frame_rate, times }: Stream, fps: number): Check {
  const rate = rateOf(r_frame_rate ?? '0/1');
  const stray = times.findIndex((time, i) => !(Math.abs(time - i / fps) <= JITTER / fps));
  const failed =
    Math.abs(rate - fps) < 1e-3
      ? `frame ${stray} is shown at ${plain(times[stray] ?? 0)} s instead of ${plain(stray / fps)} s`
      : `it has ${plain(rate)} frames a second instead of ${fps}`;
  const right = Math.abs(rate - fps) < 1e-3 && stray < 0;
  return judge('fps', '.mp4', right, { ok: `${fps} frames a second`, failed }, { fps: rate });
}

function checkSoundStream(sound: Stream | undefined, wanted: boolean, seconds: number): Check {
  const about = { id: 'sound-duration', file: '.mp4' } as const;
  if (!wanted && sound === undefined)
    return { ...about, status: 'skipped', says: 'rendered without sound (--mute)' };
  if (!wanted) return { ...about, status: 'failed', says: 'it has a sound, but was rendered without one' };
  if (sound === undefined) return { ...about, status: 'failed', says: 'it has no sound' };
  const lasts = Number(sound.duration ?? 0);
  return judge(
    about.id,
    about.file,
    Math.abs(lasts - seconds) <= SOUND_TOLERANCE,
    {
      ok: `the sound lasts ${plain(lasts)} s`,
      failed: `its sound lasts ${plain(lasts)} s instead of ${plain(seconds)} s`,
    },
    { seconds: lasts },
  );
}

const plain = (value: number): string => String(Number(value.toFixed(3)));
