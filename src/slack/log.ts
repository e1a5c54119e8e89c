import type { Logger as BoltLogger, LogLevel } from '@slack/bolt';
import { type Logger as PinoLogger, pino } from 'pino';
import { currentReference } from './reference.ts';

export type Log = PinoLogger;

/**
 * Structured logs, one JSON object a line on standard output. Nobody hands it a draft's text; of an error only the
 * fields below are written, because libraries hang requests, and with them texts and tokens, onto their errors.
 * Every line that a delivery causes carries its reference.
 */
export function makeLog(level: string): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: () => {
      const reference = currentReference();
      return reference === null ? {} : { reference };
    },
    serializers: { err: (error: unknown) => describeError(error) },
  });
}

interface ErrorFacts {
  readonly type: string;
  readonly message: string;
  readonly stack?: string | undefined;
  readonly code?: string | number;
  readonly cause?: ErrorFacts;
}

function describeError(error: unknown): ErrorFacts {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const code =
    'code' in error && (typeof error.code === 'string' || typeof error.code === 'number') ? error.code : null;
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...(code === null ? {} : { code }),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}

/** Bolt's and the socket's own messages. Their debug level prints whole payloads, so it is never let through. */
export function boltLogger(log: Log): BoltLogger {
  const name = { from: 'bolt' };
  const line = (parts: readonly unknown[]) =>
    parts.map((part) => (part instanceof Error ? `${part.name}: ${part.message}` : String(part))).join(' ');
  return {
    debug: () => undefined,
    info: (...parts: unknown[]) => log.debug(name, line(parts)),
    warn: (...parts: unknown[]) => log.warn(name, line(parts)),
    error: (...parts: unknown[]) => log.error(name, line(parts)),
    setLevel: () => undefined,
    getLevel: () => 'info' as LogLevel,
    setName: () => undefined,
  };
}
