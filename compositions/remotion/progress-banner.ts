import { getRemotionEnvironment } from 'remotion';
import type { ProgressReporter } from '../../src/film/film.ts';

/** Simulations that finish sooner show no banner. */
const PATIENCE = 300;

const STYLE =
  'position:fixed;left:50%;bottom:40%;transform:translateX(-50%);z-index:1000;padding:14px 22px;border-radius:8px;' +
  'background:#0b1020;color:#fff;font:16px sans-serif;box-shadow:0 2px 16px #000a;pointer-events:none';

/** A banner over the preview that shows a simulation's progress; never in a render. */
export function showProgress(film: string): { readonly report: ProgressReporter; readonly done: () => void } {
  if (getRemotionEnvironment().isRendering) return { report: () => {}, done: () => {} };
  const banner = document.createElement('div');
  banner.setAttribute('role', 'status');
  banner.style.cssText = STYLE;
  const label = banner.appendChild(document.createElement('div'));
  label.textContent = `${film}: simulating`;
  const bar = banner.appendChild(document.createElement('progress'));
  bar.style.cssText = 'display:block;width:320px;margin-top:8px';
  const timer = setTimeout(() => document.body.append(banner), PATIENCE);
  return {
    report: (done, total) => {
      label.textContent = `${film}: training ${done} / ${total}`;
      bar.max = total;
      bar.value = done;
    },
    done: () => {
      clearTimeout(timer);
      banner.remove();
    },
  };
}
