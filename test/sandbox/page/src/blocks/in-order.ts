import { createElement, Fragment, type ReactNode } from 'react';

/** Parts that have no identity beside their place: given one by one, React asks for no keys. */
export function inOrder<T>(items: readonly T[], show: (item: T, index: number) => ReactNode): ReactNode {
  return createElement(Fragment, null, ...items.map(show));
}
