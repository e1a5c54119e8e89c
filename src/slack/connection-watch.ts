/** How long the connection may be away. Slack replaces it every few hours, which takes seconds. */
const DEAD_AFTER_MS = 120_000;
const LOOK_EVERY_MS = 5_000;

interface Watched {
  readonly isConnected: () => boolean;
  /** Milliseconds on a clock that nobody sets; a wall clock that jumps would end a healthy app. */
  readonly elapsed: () => number;
  /** Called once, with the milliseconds for which there has been no connection. */
  readonly onDead: (silentMs: number) => void;
}

/** The library tries to connect again by itself; this notices when it no longer succeeds. @returns what ends the watch. */
export function watchConnection({ isConnected, elapsed, onDead }: Watched): () => void {
  let seenAt = elapsed();
  const timer = setInterval(() => {
    if (isConnected()) seenAt = elapsed();
    const silent = elapsed() - seenAt;
    if (silent < DEAD_AFTER_MS) return;
    clearInterval(timer);
    onDead(silent);
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}
