/** A controller that stops when something else does, and what ends that. */
export interface Following {
  readonly controller: AbortController;
  readonly release: () => void;
}

/**
 * A controller of one piece of work that is also stopped by the signal of the whole. Released, it leaves nothing behind:
 * a signal of `AbortSignal.any` that was listened to is kept alive by Node 20 with all that its listeners know, film
 * after film.
 */
export function following(signal: AbortSignal | undefined): Following {
  const controller = new AbortController();
  const stop = (): void => controller.abort(signal?.reason);
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop, { once: true });
  return { controller, release: () => signal?.removeEventListener('abort', stop) };
}
