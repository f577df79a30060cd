#!/usr/bin/env bash
# A loss of exactly 0 (trackers and mixed precision write it) on a logarithmic axis: d3 makes the path, four painters draw it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

npm install --silent --no-audit --no-fund --ignore-scripts d3-scale@4.0.3 d3-shape@3.2.1 canvaskit-wasm@0.42.0 @resvg/resvg-js@2.6.2 sharp@0.35.5 @napi-rs/canvas@1.1.1 > /dev/null

echo 'canvaskit-wasm 0.42.0 against @resvg/resvg-js 2.6.2, sharp 0.35.5 (librsvg) and @napi-rs/canvas 1.1.1; paths by d3-scale 4.0.3, d3-shape 3.2.1'
echo 'guess: as SVG says, each draws the curve up to the point that is no number; dots (zero-length strokes) look alike in all'
echo 'seen:  CanvasKit draws NOTHING of the curve: MakeFromSVGString gives an empty path, neither null nor an error. @napi-rs/canvas, Skia as well,'
echo '       draws the beginning. Besides: a square dot is missing in librsvg, a dashed round one in resvg (a canvas draws none, by its own standard).'
echo

cat > run.mjs <<'JS'
import NapiCanvas from '@napi-rs/canvas';
import { Resvg } from '@resvg/resvg-js';
import CanvasKitInit from 'canvaskit-wasm';
import { scaleLog } from 'd3-scale';
import { line } from 'd3-shape';
import sharp from 'sharp';

const [WIDTH, HEIGHT] = [100, 40];
const ck = await CanvasKitInit();
const ink = (rgba) => Math.round(rgba.reduce((sum, value, i) => (i % 4 === 3 ? sum + value : sum), 0) / 255);

const canvasKit = ({ d, width, cap, dash }) => {
  const path = ck.Path.MakeFromSVGString(d);
  if (path === null) return 'null';
  const surface = ck.MakeSurface(WIDTH, HEIGHT);
  const paint = new ck.Paint();
  paint.setAntiAlias(true);
  paint.setStyle(ck.PaintStyle.Stroke);
  paint.setStrokeWidth(width);
  paint.setStrokeCap({ butt: ck.StrokeCap.Butt, round: ck.StrokeCap.Round, square: ck.StrokeCap.Square }[cap]);
  if (dash) paint.setPathEffect(ck.PathEffect.MakeDash(dash));
  surface.getCanvas().drawPath(path, paint);
  surface.flush();
  const info = { width: WIDTH, height: HEIGHT, colorType: ck.ColorType.RGBA_8888, alphaType: ck.AlphaType.Unpremul, colorSpace: ck.ColorSpace.SRGB };
  return ink(surface.getCanvas().readPixels(0, 0, info));
};
const svg = ({ d, width, cap, dash }) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><path d="${d}" fill="none" stroke="#000" stroke-width="${width}" stroke-linecap="${cap}"${dash ? ` stroke-dasharray="${dash}"` : ''}/></svg>`;
const canvas = ({ d, width, cap, dash }) => {
  const context = NapiCanvas.createCanvas(WIDTH, HEIGHT).getContext('2d');
  context.lineWidth = width;
  context.lineCap = cap;
  context.setLineDash(dash ?? []);
  context.stroke(new NapiCanvas.Path2D(d));
  return ink(context.getImageData(0, 0, WIDTH, HEIGHT).data);
};

const y = scaleLog([0.01, 1], [35, 5]);
const curve = (losses) => line((_, i) => 5 + i * 22, (loss) => y(loss))(losses);
const shapes = {
  'curve 1, 0.5, 0.2, 0.1': { d: curve([1, 0.5, 0.2, 0.1]), width: 4, cap: 'butt' },
  'curve 1, 0.5, 0, 0.1': { d: curve([1, 0.5, 0, 0.1]), width: 4, cap: 'butt' },
  'square dot': { d: 'M50,20h0', width: 10, cap: 'square' },
  'round dot, dashed': { d: 'M50,20h0', width: 10, cap: 'round', dash: [4, 4] },
};
console.log(shapes['curve 1, 0.5, 0, 0.1'].d, '\n');
console.log('pixels inked'.padEnd(24), 'CanvasKit'.padEnd(10), 'resvg'.padEnd(8), 'librsvg'.padEnd(8), '@napi-rs/canvas');
const seen = {};
for (const [name, shape] of Object.entries(shapes)) {
  const markup = svg(shape);
  const librsvg = ink(await sharp(Buffer.from(markup)).ensureAlpha().raw().toBuffer());
  seen[name] = [canvasKit(shape), ink(new Resvg(markup).render().pixels), librsvg, canvas(shape)];
  console.log(name.padEnd(24), String(seen[name][0]).padEnd(10), String(seen[name][1]).padEnd(8), String(librsvg).padEnd(8), seen[name][3]);
}
const [whole, broken, square, dashed] = Object.values(seen);
const still =
  whole.every((n) => n > 200) && broken[0] === 0 && broken.slice(1).every((n) => n > 50 && n < 130) &&
  square[0] === 100 && square[1] === 100 && square[2] === 0 &&
  dashed[0] > 70 && dashed[1] === 0 && dashed[2] > 70;
if (!still) console.log('CHANGED: the painters differ in another way now');
process.exit(still ? 0 : 1);
JS
node run.mjs
