import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import type { ActionResult } from '../../../slack/people/stage.ts';
import { words } from '../words.ts';
import { Refused } from './control.ts';
import { HOME, readSeat, type Seat, writeSeat } from './seat.ts';
import type { Store } from './store.ts';
import type { Person, World } from './world.ts';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'plain' | 'bad';
}

export interface Desk {
  readonly world: World;
  readonly store: Store;
  readonly online: boolean;
  readonly seat: Seat;
  readonly me: Person;
  readonly go: (to: Partial<Seat>) => void;
  /** What the guide wants in the composer, until the composer has taken it. */
  readonly filling: string | null;
  readonly fillComposer: (text: string, at: Partial<Seat>) => void;
  readonly filled: () => void;
  readonly toasts: readonly Toast[];
  readonly say: (text: string, tone?: Toast['tone']) => void;
  readonly dismiss: (id: number) => void;
  /** Does it; what goes wrong is told in a toast. @returns null when it was refused. */
  readonly attempt: <T>(act: () => Promise<T>) => Promise<T | null>;
}

const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('Nothing of the page stands outside of the desk');
  return desk;
}

/** Calls the listener with everything that happens from now on. */
export function useChanges(listener: Parameters<Store['hear']>[0]): void {
  const { store } = useDesk();
  useEffect(() => store.hear(listener), [store, listener]);
}

export function DeskProvider({ store, children }: { readonly store: Store; readonly children: ReactNode }) {
  const { world, online } = useSyncExternalStore(store.subscribe, store.read);
  const { seat: asked, go } = useSeat();
  const { toasts, say, dismiss } = useToasts();
  const [filling, setFilling] = useState<string | null>(null);
  const me = world?.slack.users.find((user) => user.id === asked.person) ?? world?.slack.users[0];
  const known = asked.place === HOME || world?.slack.channels.some(({ id }) => id === asked.place);
  const place = known ? asked.place : (world?.slack.channels[0]?.id ?? HOME);
  const seat = useMemo(() => ({ ...asked, place }), [asked, place]);

  const attempt = useCallback(
    async <T,>(act: () => Promise<T>): Promise<T | null> => {
      try {
        return await act();
      } catch (error) {
        say(error instanceof Refused ? words.refused : words.unreachable, 'bad');
        await store.refresh();
        return null;
      }
    },
    [say, store],
  );
  const fillComposer = useCallback(
    (text: string, at: Partial<Seat>) => {
      go({ thread: null, side: 'network', pane: 'place', ...at });
      setFilling(text);
    },
    [go],
  );

  const filled = useCallback(() => setFilling(null), []);
  const desk = useMemo(
    () =>
      world && me
        ? { world, store, online, seat, me, go, filling, fillComposer, filled, toasts, say, dismiss, attempt }
        : null,
    [world, store, online, seat, me, go, filling, fillComposer, filled, toasts, say, dismiss, attempt],
  );
  if (!desk) return <p className="waiting">{online ? words.loading : words.unreachable}</p>;
  return <DeskContext value={desk}>{children}</DeskContext>;
}

function useSeat(): Pick<Desk, 'seat' | 'go'> {
  const hash = useSyncExternalStore(
    (changed) => {
      window.addEventListener('hashchange', changed);
      return () => window.removeEventListener('hashchange', changed);
    },
    () => window.location.hash,
  );
  const seat = useMemo(() => readSeat(hash), [hash]);
  const go = useCallback((to: Partial<Seat>) => {
    const next = writeSeat({ ...readSeat(window.location.hash), ...to });
    if (next !== window.location.hash) window.location.hash = next;
  }, []);
  return { seat, go };
}

const TOAST_MS = { plain: 6_000, bad: 12_000 } as const;
let toastNumber = 0;

function useToasts(): Pick<Desk, 'toasts' | 'say' | 'dismiss'> {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const dismiss = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), []);
  const say = useCallback(
    (text: string, tone: Toast['tone'] = 'plain') => {
      toastNumber += 1;
      const toast = { id: toastNumber, text, tone };
      setToasts((all) => [...all.filter((each) => each.text !== text), toast]);
      setTimeout(() => dismiss(toast.id), TOAST_MS[tone]);
    },
    [dismiss],
  );
  return { toasts, say, dismiss };
}

/** Outcomes that the person must hear of beside what Slack itself tells. */
export function isTrouble(result: ActionResult | null): boolean {
  return result?.outcome === 'timeout' || result?.outcome === 'failed';
}
