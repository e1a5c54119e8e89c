import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { Ephemeral, Message } from '../state/world.ts';
import { dayName, millisOf, sameDay } from '../time.ts';
import { EphemeralView, MessageView } from './message.tsx';

export type Entry = { readonly ts: string } & (
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'ephemeral'; readonly message: Ephemeral }
);

/** Messages and private ones in the order of time. */
export function entriesOf(messages: readonly Message[], ephemerals: readonly Ephemeral[]): readonly Entry[] {
  return [
    ...messages.map((message): Entry => ({ kind: 'message', ts: message.ts, message })),
    ...ephemerals.map((message): Entry => ({ kind: 'ephemeral', ts: message.ts, message })),
  ].sort((one, other) => Number(one.ts) - Number(other.ts));
}

/** How near to the end somebody reads who wants to see what comes next, in pixels. */
const AT_END = 160;

/**
 * @param listKey changes when another list is shown.
 * @param sent grows when the person before the page sends something, and wants to see what comes of it.
 */
export function MessageList({
  channel,
  entries,
  listKey,
  inThread = false,
  name,
  sent,
}: {
  readonly channel: string;
  readonly entries: readonly Entry[];
  readonly listKey: string;
  readonly inThread?: boolean;
  readonly name: string;
  readonly sent: number;
}) {
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const dismiss = useCallback((ts: string) => setDismissed((all) => new Set(all).add(ts)), []);
  const shown = entries.filter((entry) => !dismissed.has(entry.ts));
  const { box, content } = useKeptAtEnd(listKey, sent);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section ref={box} className="messages" aria-label={name} tabIndex={0}>
      <div ref={content}>
        {shown.map((entry, index) => {
          const before = shown[index - 1];
          const newDay = !before || !sameDay(millisOf(before.ts), millisOf(entry.ts));
          return (
            <div key={entry.ts}>
              {newDay && !inThread && <DayLine ts={entry.ts} />}
              {entry.kind === 'message' ? (
                <MessageView channel={channel} message={entry.message} inThread={inThread} />
              ) : (
                <EphemeralView message={entry.message} onDismiss={dismiss} />
              )}
            </div>
          );
        })}
      </div>
    </section>
  );
}

function DayLine({ ts }: { readonly ts: string }) {
  return (
    <p className="day">
      <span>{dayName(millisOf(ts))}</span>
    </p>
  );
}

/** Keeps the end in view while it grows, unless somebody has scrolled up and sent nothing since. */
function useKeptAtEnd(listKey: string, sent: number) {
  const box = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins at its end, and so does what comes of sending
  useLayoutEffect(() => {
    const outer = box.current;
    const inner = content.current;
    if (!outer || !inner) return;
    let atEnd = true;
    const toEnd = () => {
      if (atEnd) outer.scrollTop = outer.scrollHeight;
    };
    let top = outer.scrollTop;
    const scrolled = () => {
      const left = outer.scrollHeight - outer.scrollTop - outer.clientHeight;
      // What came since the end was scrolled to moves the end away; only who scrolls up leaves it.
      if (left < AT_END) atEnd = true;
      else if (outer.scrollTop < top) atEnd = false;
      top = outer.scrollTop;
    };
    const grown = new ResizeObserver(toEnd);
    grown.observe(inner);
    grown.observe(outer);
    outer.addEventListener('scroll', scrolled);
    toEnd();
    return () => {
      grown.disconnect();
      outer.removeEventListener('scroll', scrolled);
    };
  }, [listKey, sent]);
  return { box, content };
}
