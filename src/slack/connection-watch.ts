/** How long the connection may be away. Slack replaces it every few hours, which takes seconds. */
const DEAD_AFTER_MS = 120_000;
const LOOK_EVERY_MS = 5_000;

interface Watched {
  /** Is there a connection on which deliveries can come? */
  readonly isConnected: () => boolean;
  /** Milliseconds on a clock that nobody sets; a wall clock that jumps would end a healthy app. */
  readonly elapsed: () => number;
  /** Called once, with the milliseconds for which there has been no connection. */
  readonly onDead: (silentMs: number) => void;
}

export interface ConnectionWatch {
  /** As it is now; `silentMs` is for how long there has been no connection, to within some seconds, and 0 while there is one. */
  look(): { readonly connected: boolean; readonly silentMs: number };
  end(): void;
}

/** The library tries to connect again by itself; this notices when it no longer succeeds. */
export function watchConnection({ isConnected, elapsed, onDead }: Watched): ConnectionWatch {
  let seenAt = elapsed();
  function look() {
    const connected = isConnected();
    const now = elapsed();
    if (connected) seenAt = now;
    return { connected, silentMs: now - seenAt };
  }
  const timer = setInterval(() => {
    const { silentMs } = look();
    if (silentMs < DEAD_AFTER_MS) return;
    clearInterval(timer);
    onDead(silentMs);
  }, LOOK_EVERY_MS);
  return { look, end: () => clearInterval(timer) };
}
