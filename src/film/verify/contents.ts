import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { z } from 'zod';
import { runFfmpeg } from '../../render/encode/ffmpeg.ts';
import { type Check, checkThat } from './check.ts';

const contentsSchema = z.object({
  streams: z.array(
    z.object({
      codec_type: z.string(),
      codec_name: z.string().optional(),
      pix_fmt: z.string().optional(),
      sample_aspect_ratio: z.string().optional(),
      color_range: z.string().optional(),
      color_space: z.string().optional(),
      color_transfer: z.string().optional(),
      color_primaries: z.string().optional(),
      sample_rate: z.string().optional(),
      channels: z.number().optional(),
      tags: z.record(z.string(), z.string()).optional(),
      side_data_list: z.array(z.unknown()).optional(),
    }),
  ),
  chapters: z.array(z.unknown()).optional(),
  format: z.object({ tags: z.record(z.string(), z.string()).optional() }),
});
type Contents = z.infer<typeof contentsSchema>;

/** What FFprobe tells of an MP4 that has nothing to do with its pictures and samples. */
const ENTRIES = [
  'stream=codec_type,codec_name,pix_fmt,sample_aspect_ratio,color_range,color_space,color_transfer,color_primaries,sample_rate,channels',
  'stream_tags',
  'stream_side_data',
  'format_tags',
  'chapter=id',
].join(':');

/** What lossreel writes of a picture and of a sound, by FFprobe's names. The browser's engine leaves some of it out. */
const PICTURE = {
  codec_name: 'h264',
  pix_fmt: 'yuv420p',
  sample_aspect_ratio: '1:1',
  color_range: 'tv',
  color_space: 'bt709',
  color_transfer: 'bt709',
  color_primaries: 'bt709',
} as const;
const SOUND = { codec_name: 'aac', sample_rate: '48000', channels: 2 } as const;
const UNKNOWN: ReadonlySet<unknown> = new Set([undefined, 'unknown', 'N/A', '0:1']);

/** The tags of an MP4 as FFmpeg writes it when it is told of none. */
const TAGS: ReadonlySet<string> = new Set(['major_brand', 'minor_version', 'compatible_brands']);
const STREAM_TAGS: ReadonlySet<string> = new Set(['language', 'handler_name', 'vendor_id']);

const extra = (tags: Readonly<Record<string, string>> = {}, known: ReadonlySet<string>): readonly string[] =>
  Object.entries(tags).flatMap(([name, value]) =>
    known.has(name) && !(name === 'language' && value !== 'und') ? [] : [`${name} "${value.slice(0, 60)}"`],
  );

/** What the streams and the tags of an MP4 have that no film of lossreel has, in words. */
function foreign({ streams, chapters = [], format }: Contents): readonly string[] {
  const seen = new Map<string, number>();
  const found = streams.flatMap((stream) => {
    const { codec_type: kind, tags, side_data_list: beside = [] } = stream;
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
    if (kind !== 'video' && kind !== 'audio') return [`a ${kind} track`];
    const [wanted, what] = kind === 'video' ? [PICTURE, 'picture'] : [SOUND, 'sound'];
    const others = Object.entries(wanted).flatMap(([name, value]) => {
      const given = stream[name as keyof typeof stream];
      return given === value || UNKNOWN.has(given) ? [] : [`${name} ${given} instead of ${value}`];
    });
    return [
      ...others,
      ...extra(tags, STREAM_TAGS).map((tag) => `the ${what}'s tag ${tag}`),
      ...(beside.length > 0 ? [`data beside the ${what}: a turn, a display or other colours`] : []),
    ];
  });
  const twice = [...seen].flatMap(([kind, count]) => (count > 1 ? [`${count} ${kind} tracks`] : []));
  return [
    ...twice,
    ...found,
    ...(chapters.length > 0 ? ['chapters'] : []),
    ...extra(format.tags, TAGS).map((tag) => `the tag ${tag}`),
  ];
}

/** The boxes of an MP4 as FFmpeg writes it for players that begin before they have all of it. */
const BOXES = ['ftyp', 'moov', 'free', 'mdat'];
const HEADER = 8;

/** What is wrong with the boxes of an MP4; `undefined` if they are lossreel's and reach to its end. ISO/IEC 14496-12, 4.2. */
function strayBytes(path: string): string | undefined {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const header = Buffer.alloc(2 * HEADER);
    const names: string[] = [];
    for (let at = 0; at < size; ) {
      const read = readSync(file, header, 0, header.length, at);
      const name = header.toString('latin1', 4, HEADER);
      if (read < HEADER || !BOXES.includes(name))
        return `${size - at} bytes at its end are no part of an MP4`;
      const short = header.readUInt32BE(0);
      const length = short === 1 ? Number(header.readBigUInt64BE(HEADER)) : short;
      if (length < HEADER || at + length > size) return `its box ${name} is not whole`;
      names.push(name);
      at += length;
    }
    const order = names.join(' ');
    return order === BOXES.join(' ') ? undefined : `it consists of ${order} instead of ${BOXES.join(' ')}`;
  } finally {
    closeSync(file);
  }
}

/**
 * Checks that an MP4 holds the picture and the sound of its film and nothing else: no other track, tag, chapter, side data,
 * colour space, shape of pixels, channels, or bytes.
 *
 * @throws Error, one line, if it is no MP4
 */
export async function checkContents(file: string): Promise<Check> {
  const output = await runFfmpeg(['-show_entries', ENTRIES, '-of', 'json', file], { tool: 'ffprobe' });
  const stray = strayBytes(file);
  const found = [...foreign(contentsSchema.parse(JSON.parse(output.toString()))), ...(stray ? [stray] : [])];
  return checkThat('contents', '.mp4', found.length === 0, {
    ok: 'it holds nothing but the film',
    failed: `it holds what is not the film's: ${found.join('; ')}`,
  });
}
