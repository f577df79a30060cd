#!/usr/bin/env bash
# The same soft ground under a curve by two builds of Skia on the CPU: CanvasKit (WebAssembly) and @napi-rs/canvas (native).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

npm install --silent --no-audit --no-fund canvaskit-wasm@0.42.0 @napi-rs/canvas@1.1.1 > /dev/null

echo 'canvaskit-wasm 0.42.0, software surface, and @napi-rs/canvas 1.1.1: a rectangle of 1920 × 600 in one colour, with a'
echo 'vertical gradient of two colours, and the gradient as 600 rectangles one pixel high'
echo 'guess: the gradient takes a few times as long as one colour, as in native Skia, and 600 rectangles longer than that'
echo 'seen:  in WebAssembly it takes tens of times as long as natively: Skia works out each pixel in its portable stages, one'
echo '       number at a time. The same picture in rows of one colour, equal to the bit, takes a twentieth of that.'
echo

cat > run.mjs <<'JS'
import { createCanvas } from '@napi-rs/canvas';
import initialise from 'canvaskit-wasm';

const [WIDTH, HEIGHT] = [1920, 600];
const [TOP, BOTTOM] = [[40, 60, 110], [11, 16, 32]];
const rowColour = (y) => TOP.map((from, c) => Math.round(from + ((BOTTOM[c] - from) * (y + 0.5)) / HEIGHT));
const css = (colour) => `rgb(${colour.join(' ')})`;
const median = (draw) => {
  const times = Array.from({ length: 9 }, () => {
    const begin = process.cpuUsage();
    draw();
    const { user, system } = process.cpuUsage(begin);
    return (user + system) / 1000;
  });
  return times.sort((a, b) => a - b)[4];
};

const ck = await initialise();
const surface = ck.MakeSurface(WIDTH, HEIGHT);
const canvas = surface.getCanvas();
const paint = new ck.Paint();
const info = { width: WIDTH, height: HEIGHT, colorType: ck.ColorType.RGBA_8888, alphaType: ck.AlphaType.Premul, colorSpace: ck.ColorSpace.SRGB };
const pixels = () => canvas.readPixels(0, 0, info).slice();
const fill = (y0, y1) => canvas.drawRect(ck.LTRBRect(0, y0, WIDTH, y1), paint);
const wasm = {
  flat: () => { paint.setShader(null); paint.setColor(ck.Color(...TOP, 1)); fill(0, HEIGHT); surface.flush(); },
  gradient: () => {
    const colours = [TOP, BOTTOM].map((colour) => ck.Color(...colour, 1));
    const shader = ck.Shader.MakeLinearGradient([0, 0], [0, HEIGHT], colours, null, ck.TileMode.Clamp);
    paint.setShader(shader); fill(0, HEIGHT); surface.flush(); shader.delete();
  },
  rows: () => {
    paint.setShader(null);
    for (let y = 0; y < HEIGHT; y += 1) { paint.setColor(ck.Color(...rowColour(y), 1)); fill(y, y + 1); }
    surface.flush();
  },
};
const plain = createCanvas(WIDTH, HEIGHT);
const context = plain.getContext('2d');
const settle = () => context.getImageData(0, 0, 1, 1);
const native = {
  flat: () => { context.fillStyle = css(TOP); context.fillRect(0, 0, WIDTH, HEIGHT); settle(); },
  gradient: () => {
    const shade = context.createLinearGradient(0, 0, 0, HEIGHT);
    shade.addColorStop(0, css(TOP)); shade.addColorStop(1, css(BOTTOM));
    context.fillStyle = shade; context.fillRect(0, 0, WIDTH, HEIGHT); settle();
  },
};
wasm.gradient(); const shaded = pixels();
wasm.rows(); const banded = pixels();
const apart = shaded.reduce((most, value, i) => Math.max(most, Math.abs(value - banded[i])), 0);
const told = (name, times) => console.log(name.padEnd(24), Object.entries(times).map(([what, ms]) => `${what} ${ms.toFixed(1)} ms`).join(', '));
const timed = (draws) => Object.fromEntries(Object.entries(draws).map(([what, draw]) => [what, median(draw)]));
const [inWasm, inNative] = [timed(wasm), timed(native)];
told('canvaskit-wasm', inWasm);
told('@napi-rs/canvas', inNative);
console.log(`gradient of rows, in rows: apart by ${apart} of 255`);
const slow = inWasm.gradient / inWasm.rows;
console.log(`gradient in WebAssembly: ${slow.toFixed(0)} times its rows, ${(inWasm.gradient / inNative.gradient).toFixed(0)} times native`);
const holds = slow > 5 && inWasm.gradient / inNative.gradient > 5 && apart === 0;
if (!holds) console.log('CHANGED: gradients are drawn otherwise now');
process.exit(holds ? 0 : 1);
JS
node run.mjs
