import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { DraftEvent } from '../draft/events.ts';
import type { Asked, Recorded } from './observe.ts';
import type { Vitals } from './vitals.ts';

export interface Metrics {
  /** Counts an event that was made durable. */
  recorded(recorded: Recorded): void;
  /** Counts what a network was asked. */
  asked(account: string, asked: Asked): void;
  /** The page in Prometheus' text format. */
  page(
    vitals: Vitals,
    slack: { readonly connected: boolean; readonly silentMs: number },
    checksPending: number,
  ): Promise<string>;
  readonly contentType: string;
}

/** How a publication ended, by the event that says so. */
const OUTCOMES: Partial<Record<DraftEvent['type'], string>> = {
  PostPublished: 'published',
  HandedOver: 'handed_over',
  PublishFailed: 'failed',
  OutcomeUnknown: 'unknown',
  PostTakenDown: 'taken_down',
};

/** All figures of the app and of its process, the delay of the event loop among them. Made once a process. */
export function makeMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const drafts = new Gauge({
    name: 'kessai_drafts',
    help: 'Unfinished drafts by account and status',
    labelNames: ['account', 'status'],
    registers,
  });
  const oldest = new Gauge({
    name: 'kessai_oldest_waiting_seconds',
    help: 'How long the oldest draft of the account has waited for a decision',
    labelNames: ['account'],
    registers,
  });
  const behind = new Gauge({
    name: 'kessai_thread_behind_drafts',
    help: 'Drafts whose thread does not yet tell all of the record',
    registers,
  });
  const lag = new Gauge({
    name: 'kessai_thread_lag_seconds',
    help: 'Age of the oldest event that is not yet in its thread',
    registers,
  });
  const unreadable = new Gauge({
    name: 'kessai_unreadable_drafts',
    help: 'Open drafts that could not be read',
    registers,
  });
  const checks = new Gauge({
    name: 'kessai_later_checks_pending',
    help: 'Drafts whose links and wording are yet to be looked at',
    registers,
  });
  const connected = new Gauge({
    name: 'kessai_slack_connected',
    help: '1 while the app is connected to Slack (always in HTTP mode)',
    registers,
  });
  const down = new Gauge({
    name: 'kessai_slack_disconnected_seconds',
    help: 'For how long there has been no connection to Slack',
    registers,
  });
  const events = new Counter({
    name: 'kessai_events_total',
    help: 'Events recorded since the start, by type',
    labelNames: ['event'],
    registers,
  });
  const publications = new Counter({
    name: 'kessai_publications_total',
    help: 'Publications since the start, by outcome',
    labelNames: ['outcome'],
    registers,
  });
  for (const outcome of Object.values(OUTCOMES)) publications.inc({ outcome }, 0);
  const requests = new Counter({
    name: 'kessai_network_requests_total',
    help: 'Questions to the networks since the start, by account, request and outcome',
    labelNames: ['account', 'request', 'outcome'],
    registers,
  });

  return {
    recorded({ event }) {
      events.inc({ event });
      const outcome = OUTCOMES[event];
      if (outcome !== undefined) publications.inc({ outcome });
    },
    asked: (account, { request, outcome }) => requests.inc({ account, request, outcome }),
    page(vitals, slack, checksPending) {
      drafts.reset();
      for (const { account, status, count } of vitals.drafts) drafts.set({ account, status }, count);
      oldest.reset();
      for (const [account, seconds] of vitals.oldestWaiting) oldest.set({ account }, seconds);
      behind.set(vitals.behind);
      lag.set(vitals.lag);
      unreadable.set(vitals.unreadable);
      checks.set(checksPending);
      connected.set(slack.connected ? 1 : 0);
      down.set(slack.silentMs / 1_000);
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}
