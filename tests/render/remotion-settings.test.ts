import { describe, expect, it } from 'vitest';
import { ffmpegCommand } from '../../src/render/remotion-settings.ts';

const command = (type: string, words: string): string =>
  ffmpegCommand({ type, args: words.split(' ') }).join(' ');

describe("what Remotion calls FFmpeg with, by this project's settings", () => {
  it('takes the 2048 samples off by which AAC comes late, where picture and sound are joined', () => {
    expect(command('stitcher', '-i picture.mp4 -i sound.aac -c:v copy out.mp4')).toBe(
      `-i picture.mp4 -itsoffset ${-2048 / 48_000} -i sound.aac -c:v copy out.mp4`,
    );
  });

  it('leaves a sound alone that has no such lag, and a picture alone', () => {
    for (const words of ['-i picture.mp4 -i sound.wav -c:v copy out.mov', '-i frames -c:v vp8 out.webm']) {
      expect(command('stitcher', words)).toBe(words);
      expect(command('pre-stitcher', words)).toBe(words);
    }
  });

  it('asks x264 for its quick preset, unless another is asked for', () => {
    expect(command('pre-stitcher', '-i - -c:v libx264 -crf 18 out.mp4')).toBe(
      '-i - -c:v libx264 -preset veryfast -crf 18 out.mp4',
    );
    const medium = '-i - -c:v libx264 -preset medium out.mp4';
    expect(command('pre-stitcher', medium)).toBe(medium);
  });
});
