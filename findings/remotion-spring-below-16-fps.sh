#!/usr/bin/env bash
# The same spring at the same second, in compositions of different frame rates.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

npm install --silent --no-audit --no-fund --ignore-scripts remotion@4.0.529 react@19.3.1 react-dom@19.3.1 > /dev/null

echo 'remotion 4.0.529, spring() and measureSpring()'
echo 'guess: a spring is a function of time: at t = 0.5 s it has one value, whatever the fps'
echo 'seen:  from 16 fps up, yes. Below, each frame advances the spring by 64 ms at most, so that it runs in slow motion: at 8 fps twice as slow.'
echo '       And with durationInFrames the curve depends on the fps at any rate, since the natural length is rounded up to a whole frame before it is stretched.'
echo

cat > run.cjs <<'JS'
const { measureSpring, spring } = require('remotion');
const rates = [8, 10, 12, 15, 16, 24, 30, 60];
const rows = rates.map((fps) => ({
  fps,
  half: spring({ frame: fps / 2, fps }),
  settled: measureSpring({ fps }) / fps,
  stretched: spring({ frame: fps / 2, fps, durationInFrames: fps }),
}));
console.log('fps   t = 0.5 s   settled after   t = 0.5 s, durationInFrames = 1 s');
for (const { fps, half, settled, stretched } of rows) {
  console.log(String(fps).padEnd(5), half.toFixed(6).padEnd(11), `${settled.toFixed(3)} s`.padEnd(15), stretched.toFixed(6));
}
const at = (fps) => rows.find((row) => row.fps === fps);
const near = (a, b, within) => Math.abs(a - b) < within;
// 64 ms a frame: at 10 fps half a second of film is 5 × 64 ms of spring.
const slow = spring({ frame: 19.2, fps: 60 });
console.log(`\n10 fps at 0.5 s: ${at(10).half.toFixed(6)}; 60 fps at 0.32 s (5 × 64 ms): ${slow.toFixed(6)}`);
const still =
  [16, 24, 30].every((fps) => near(at(fps).half, at(60).half, 1e-9)) &&
  [8, 10, 12].every((fps) => !near(at(fps).half, at(60).half, 0.02)) &&
  near(at(10).half, slow, 1e-9) &&
  at(8).settled > 1.8 * at(60).settled &&
  near(at(30).stretched, at(60).stretched, 1e-9) && !near(at(24).stretched, at(60).stretched, 0.005);
if (!still) console.log('CHANGED: springs do not follow the 64 ms rule any more');
process.exit(still ? 0 : 1);
JS
node run.cjs
