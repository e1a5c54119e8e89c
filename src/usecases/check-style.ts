import { currentRevision, isSettled } from '../draft/state.ts';
import { firstOfEach } from '../guideline/steps/first-of-each.ts';
import { order } from '../guideline/steps/order.ts';
import type { Finding } from '../guideline/types.ts';
import type { World } from './act.ts';
import { accountOf, act } from './act.ts';
import { japanDay } from './japan-time.ts';
import type { Account, StyleHit } from './ports.ts';
import { loadDraft } from './read-draft.ts';
import { reviewNow } from './review-now.ts';

/**
 * The second look at the wording, once for each revision and only as 参考. What the office's own rules have said about a
 * spot is not said again.
 */
export async function checkStyle(world: World, draftId: string): Promise<void> {
  if (world.style === null) return;
  const draft = await loadDraft(world, draftId);
  if (draft === undefined || isSettled(draft.status)) return;
  const { number, content, style } = currentRevision(draft);
  if (style !== undefined) return;
  const account = accountOf(world, draft.accountId);
  const hits = await world.style.look(content.text);
  const { findings: known } = await reviewNow(world, draft, account);
  const found = hits
    .filter((hit) => !known.some((finding) => meets(finding, hit)))
    .flatMap((hit) => findingOf(world, account, content.text, hit) ?? []);
  const findings = firstOfEach(order(found));
  await act(world, draftId, () => ({
    type: 'recordStyle',
    at: world.clock.now().toISOString(),
    revision: number,
    findings,
  }));
}

/** Puts on record that the second look at the newest revision was tried and could not be had. */
export async function giveUpStyle(world: World, draftId: string): Promise<void> {
  const draft = await loadDraft(world, draftId);
  if (world.style === null || draft === undefined) return;
  await act(world, draftId, () => ({
    type: 'recordStyleFailed',
    at: world.clock.now().toISOString(),
    revision: currentRevision(draft).number,
  }));
}

/** Also where the rule found so much that it only counted the rest. */
function meets({ ruleId, range, more = 0 }: Finding, hit: StyleHit): boolean {
  if (ruleId === hit.ruleId && more > 0) return true;
  return ruleId === hit.ruleId && range !== undefined && range.start <= hit.range.end && hit.range.start <= range.end;
}

/** Undefined where the edition has no such rule, or the office has switched it off. */
function findingOf(world: World, account: Account, text: string, hit: StyleHit): Finding | undefined {
  const citations = world.guidelines.citationsOf(account, hit.ruleId, japanDay(world.clock.now()));
  const level = account.settings.levels[hit.ruleId] ?? 'notice';
  if (citations === null || level === 'off') return undefined;
  const { ruleId, code, range, params, replacement } = hit;
  const quote = text.slice(range.start, range.end);
  return {
    ruleId,
    code,
    level,
    citations,
    range,
    quote,
    params,
    ...(replacement === undefined ? {} : { replacement }),
  };
}
