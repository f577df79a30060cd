import initialise, { type CanvasKit } from 'canvaskit-wasm';

let loading: Promise<CanvasKit> | undefined;

/** CanvasKit (Skia as WebAssembly), loaded once per thread. */
export function loadCanvasKit(): Promise<CanvasKit> {
  loading ??= initialise();
  return loading;
}
