import type { Authority } from '../../src/draft/authority.ts';
import type { DraftCommand } from '../../src/draft/commands.ts';
import { contentHash } from '../../src/draft/content.ts';
import { decide } from '../../src/draft/decide.ts';
import type { DraftEvent, Person } from '../../src/draft/events.ts';
import { replay } from '../../src/draft/evolve.ts';
import type { Refusal } from '../../src/draft/refusal.ts';
import type { Draft } from '../../src/draft/state.ts';
import type { Finding, Level, Review } from '../../src/guideline/types.ts';

export const staffA: Person = { id: 'U0KOHO001', name: '職員A' };
export const staffB: Person = { id: 'U0BOSAI01', name: '職員B' };
export const manager: Person = { id: 'U0KOHO100', name: '戦略広報課長' };
export const secondManager: Person = { id: 'U0KOHO101', name: '戦略広報課長補佐' };

export const authority: Authority = { managers: [manager.id, secondManager.id], selfApproval: false };
export const text = '大井町の図書館は12月5日（土）に再開します。';
export const content = { accountId: 'shinagawa-x', text };
export const at = '2026-11-21T05:00:00.000Z';

export function review(...findings: readonly Finding[]): Review {
  return { edition: 'shinagawa-x-2026-04-01', findings, length: null };
}

export function finding(level: Level, start = 0, ruleId: string = level): Finding {
  return {
    ruleId,
    code: 'found',
    level,
    citations: [{ kind: 'provision', article: '5', paragraph: 2, item: '4' }],
    range: { start, end: start + 1 },
    quote: text.slice(start, start + 1),
    params: {},
  };
}

export const submit = {
  type: 'submit',
  at,
  by: staffA,
  draftId: '20261121-7K2MQ9TB',
  content,
  fields: { department: '戦略広報課' },
  review: review(),
} as const satisfies DraftCommand;

export const approve = {
  type: 'approve',
  at,
  by: manager,
  authority,
  expectedRevision: 1,
  contentHash: contentHash(content),
  review: review(),
  necessities: [],
  acknowledged: [],
} as const satisfies DraftCommand;

export const start = {
  type: 'startPublishing',
  at,
  order: 1,
  contentHash: contentHash(content),
  sinceId: '100',
} as const satisfies DraftCommand;

/** The history that these commands make; each must be accepted. */
export function given(...commands: readonly DraftCommand[]): { readonly events: DraftEvent[]; readonly draft: Draft } {
  const events: DraftEvent[] = [];
  for (const command of commands) {
    const decision = decide(command, replay(events));
    if (!decision.ok) throw new Error(`${command.type} was refused: ${decision.refusal.code}`);
    events.push(...decision.events);
  }
  const draft = replay(events);
  if (draft === undefined) throw new Error('nothing happened');
  return { events, draft };
}

/** What a command makes of a draft: the types of its events, or the refusal. */
export function when(draft: Draft | undefined, command: DraftCommand): readonly DraftEvent['type'][] | Refusal {
  const decision = decide(command, draft);
  return decision.ok ? decision.events.map(({ type }) => type) : decision.refusal;
}
