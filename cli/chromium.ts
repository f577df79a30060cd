import type { RenderTask } from './render.ts';

export async function renderChromium(
  _task: RenderTask,
  _wav: string | undefined,
  _out: string,
  _onProgress: (done: number, total: number) => void,
  _signal: AbortSignal,
): Promise<void> {
  throw new Error('chromium: later');
}
