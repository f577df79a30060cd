import { describe, expect, it } from 'vitest';
import { ffmpegCommand } from '../../compositions/remotion/ffmpeg-command.ts';

const command = (type: string, words: string): string =>
  ffmpegCommand({ type, args: words.split(' ') }).join(' ');

describe("Remotion's FFmpeg calls with this project's settings", () => {
  it('compensates the 2048 samples by which AAC is late, where picture and sound are joined', () => {
    expect(command('stitcher', '-i picture.mp4 -i sound.aac -c:v copy out.mp4')).toBe(
      `-i picture.mp4 -itsoffset ${-2048 / 48_000} -i sound.aac -c:v copy out.mp4`,
    );
  });

  it('leaves sound without such a lag alone, and video too', () => {
    for (const words of ['-i picture.mp4 -i sound.wav -c:v copy out.mov', '-i frames -c:v vp8 out.webm']) {
      expect(command('stitcher', words)).toBe(words);
      expect(command('pre-stitcher', words)).toBe(words);
    }
  });

  it('selects a fast x264 preset, unless another is requested', () => {
    expect(command('pre-stitcher', '-i - -c:v libx264 -crf 18 out.mp4')).toBe(
      '-i - -c:v libx264 -preset veryfast -crf 18 out.mp4',
    );
    const medium = '-i - -c:v libx264 -preset medium out.mp4';
    expect(command('pre-stitcher', medium)).toBe(medium);
  });
});
