import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { following } from '../../../src/render/encode/following.ts';

describe('a following controller', () => {
  it('stops with the signal it follows, and for its reason', () => {
    const whole = new AbortController();
    const { controller } = following(whole.signal);
    whole.abort('enough');
    expect(controller.signal.reason).toBe('enough');
  });

  it('is stopped where the signal has stopped already', () => {
    expect(following(AbortSignal.abort('before')).controller.signal.reason).toBe('before');
  });

  it('can stop on its own without stopping the whole', () => {
    const whole = new AbortController();
    following(whole.signal).controller.abort();
    expect(whole.signal.aborted).toBe(false);
  });

  it('leaves nothing on the signal when released, and no longer follows it', () => {
    const whole = new AbortController();
    const { controller, release } = following(whole.signal);
    release();
    expect(getEventListeners(whole.signal, 'abort')).toEqual([]);
    whole.abort();
    expect(controller.signal.aborted).toBe(false);
  });
});
