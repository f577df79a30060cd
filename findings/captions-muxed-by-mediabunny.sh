#!/usr/bin/env bash
# Captions as a track: three captions of WebVTT put into MP4, Matroska and WebM by mediabunny, read by FFmpeg, mp4box.js and mediabunny.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

npm install --silent --no-audit --no-fund --ignore-scripts mediabunny@1.61.0 mp4box@2.4.1 > /dev/null
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check imageio-ffmpeg==0.8.1

echo 'mediabunny 1.61.0 writes; FFmpeg 9.0.2 (imageio-ffmpeg 0.8.1), mp4box 2.4.1 and mediabunny read'
echo 'guess: WebVTT is a subtitle of all three containers, so FFmpeg shows and extracts it'
echo 'seen:  FFmpeg calls the track of MP4 (wvtt) data and that of Matroska and WebM (S_TEXT/WEBVTT) a subtitle of no codec: nothing can be'
echo '       extracted, and what FFmpeg plays shows none. mp4box.js calls it metadata, mediabunny lists no track of captions at all.'
echo

cat > write.mjs <<'JS'
import { writeFileSync } from 'node:fs';
import * as bunny from 'mediabunny';
const captions = 'WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nloss falls\n\n00:00:03.000 --> 00:00:04.000\nand rises\n\n00:00:05.000 --> 00:00:05.500\nthird\n';
for (const [name, format] of [['mp4', new bunny.Mp4OutputFormat()], ['mkv', new bunny.MkvOutputFormat()], ['webm', new bunny.WebMOutputFormat()]]) {
  const output = new bunny.Output({ format, target: new bunny.BufferTarget() });
  const source = new bunny.TextSubtitleSource('webvtt');
  output.addSubtitleTrack(source, { languageCode: 'eng' });
  await output.start();
  await source.add(captions);
  source.close();
  await output.finalize();
  writeFileSync(`captions.${name}`, new Uint8Array(output.target.buffer));
}
JS
cat > read.mjs <<'JS'
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ALL_FORMATS, FilePathSource, Input } from 'mediabunny';
const [ffmpeg] = process.argv.slice(2);
const stderr = (...args) => spawnSync(ffmpeg, ['-hide_banner', ...args], { encoding: 'utf8' });
let still = true;
for (const name of ['mp4', 'mkv', 'webm']) {
  const file = `captions.${name}`;
  const stream = /Stream #0:0.*/.exec(stderr('-i', file).stderr)?.[0] ?? 'none';
  const extracted = stderr('-loglevel', 'error', '-i', file, '-map', '0:0', '-f', 'webvtt', '-').stdout;
  const own = (await new Input({ source: new FilePathSource(file), formats: ALL_FORMATS }).getTracks()).length;
  console.log(name.padEnd(5), '|', stream.replace(/\[0x1\]/, ''), `| extracted: ${JSON.stringify(extracted)} | tracks that mediabunny reads: ${own}`);
  still &&= (name === 'mp4' ? /Data: none \(wvtt/ : /Subtitle: none/).test(stream) && extracted === '' && own === 0;
}
const { createFile } = createRequire(import.meta.url)('mp4box');
const file = createFile();
file.onReady = ({ tracks }) => {
  console.log('mp4box.js |', tracks.map(({ type, codec }) => `${type} ${codec}`).join());
  still &&= tracks.length === 1 && tracks[0].type === 'metadata';
};
const bytes = new Uint8Array(readFileSync('captions.mp4')).buffer;
file.appendBuffer(Object.assign(bytes, { fileStart: 0 }));
file.flush();
if (!still) console.log('CHANGED: captions of mediabunny are read otherwise now');
process.exit(still ? 0 : 1);
JS
node write.mjs
node read.mjs "$(venv/bin/python -c 'import imageio_ffmpeg; print(imageio_ffmpeg.get_ffmpeg_exe())')"
