import { useLayoutEffect } from 'react';
import { useRemotionEnvironment } from 'remotion';

/** Larger than any picture; nothing of it is drawn. */
const EVERYWHERE = 'M-1e6-1e6H1e6V1e6H-1e6Z';

function cover(group: Element): void {
  if (group.firstElementChild?.getAttribute('d') === EVERYWHERE) return;
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', EVERYWHERE);
  path.setAttribute('fill', 'none');
  group.prepend(path);
}

/**
 * Keeps the picture in one layer of the browser while a film is rendered.
 *
 * Chromium (156) gives the children of a translucent group layers of their own if more than 10,000 square pixels
 * of a common one would be empty. Such a layer is aligned to pixels or not depending on whether another picture happened
 * to be composed before the screenshot, so the same frame came out in two versions, a fraction of a pixel apart. A group
 * that covers the whole picture has nothing empty to save.
 */
export function useOneLayer(): void {
  const { isRendering } = useRemotionEnvironment();
  useLayoutEffect(() => {
    if (isRendering) for (const group of document.querySelectorAll('g[opacity]')) cover(group);
  });
}
