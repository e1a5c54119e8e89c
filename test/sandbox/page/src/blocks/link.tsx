import type { ReactNode } from 'react';
import { useDesk } from '../state/desk.tsx';
import { localTarget } from '../state/local-links.ts';

/** A link; what it names in the sandbox is shown on this page, anything else in a new tab. */
export function SmartLink({ url, children }: { readonly url: string; readonly children: ReactNode }) {
  const { world, go } = useDesk();
  const local = localTarget(world, url);
  if (!/^(https?|mailto|tel):/i.test(url)) return <span>{children}</span>;
  return (
    <a
      href={url}
      className="link"
      target="_blank"
      rel="noreferrer"
      onClick={(event) => {
        if (!local) return;
        event.preventDefault();
        go(local.seat);
        if (local.element !== null) highlight(local.element);
      }}
    >
      {children}
    </a>
  );
}

/** Brings it into view and marks it for a moment, once it is on the page. */
function highlight(id: string): void {
  requestAnimationFrame(() => {
    const found = document.getElementById(id);
    found?.scrollIntoView({ block: 'center' });
    found?.classList.remove('found');
    requestAnimationFrame(() => found?.classList.add('found'));
  });
}
