import { createElement, Fragment, type ReactElement, type ReactNode } from 'react';

/** An element for every item, in order. They are identified by position, so no item needs a key. */
export const each = <T,>(items: Iterable<T>, draw: (item: T, index: number) => ReactNode): ReactElement =>
  createElement(Fragment, null, ...Array.from(items, draw));
