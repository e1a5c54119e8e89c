/** The sandbox's time: the machine's, moved by hand, so that a test can let three seconds or a day pass without waiting. */
export class SandboxClock {
  #offsetMs = 0;
  #lastTsMicros = 0;

  now(): Date {
    return new Date(Date.now() + this.#offsetMs);
  }

  /** @param ms milliseconds, negative to go back. */
  advance(ms: number): void {
    this.#offsetMs += ms;
  }

  reset(): void {
    this.#offsetMs = 0;
  }

  /** A Slack timestamp (`seconds.micros`). Never the same twice and never older than the last, as in a real channel. */
  slackTs(): string {
    this.#lastTsMicros = Math.max(this.now().getTime() * 1000, this.#lastTsMicros + 1);
    const micros = String(this.#lastTsMicros).padStart(16, '0');
    return `${micros.slice(0, -6)}.${micros.slice(-6)}`;
  }
}
