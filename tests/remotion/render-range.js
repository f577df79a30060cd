// A worker of a render farm: draws a range of frames of a deployed site, knowing only its URL.
import { renderFrames, selectComposition } from '@remotion/renderer';

const [serveUrl, id, props, first, last, outputDir, browserExecutable, chromeMode] = process.argv.slice(2);
const options = {
  serveUrl,
  inputProps: JSON.parse(props),
  browserExecutable,
  chromeMode,
  logLevel: 'error',
};
await renderFrames({
  ...options,
  composition: await selectComposition({ ...options, id }),
  frameRange: [Number(first), Number(last)],
  imageFormat: 'png',
  scale: 0.1,
  concurrency: 1,
  muted: true,
  envVariables: { LOSSREEL_MUTED: 'yes' },
  outputDir,
  onStart: () => {},
  onFrameUpdate: () => {},
});
