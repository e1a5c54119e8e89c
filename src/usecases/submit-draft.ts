import { createHash } from 'node:crypto';
import type { Person } from '../draft/events.ts';
import { currentRevision, type Draft } from '../draft/state.ts';
import type { DraftFields } from '../guideline/types.ts';
import type { Outcome, World } from './act.ts';
import { accountOf, act, isConfigured } from './act.ts';
import { addressed } from './address-target.ts';
import { checkWithinBound } from './check-within-bound.ts';
import { draftIds } from './draft-id.ts';
import { japanDay } from './japan-time.ts';
import { mediaProblem } from './keep-media.ts';
import { written } from './written.ts';

export interface SubmitDraft {
  readonly accountId: string;
  readonly text: string;
  /** `department` is taken from the office's register where it knows the author. */
  readonly fields: DraftFields;
  readonly by: Person;
  readonly delivery: string;
  /** Instant in ISO 8601 at which it came; now, where it is not given. */
  readonly at?: string;
}

/** Makes a draft of the text and checks it. The same delivery makes it once. */
export async function submitDraft(world: World, input: SubmitDraft): Promise<Outcome> {
  const account = accountOf(world, input.accountId);
  if (!(await mayDraft(world, input.accountId, input.by)))
    return { ok: false, refusal: { code: 'not-allowed-to-draft', accountId: account.id }, draft: undefined };

  const now = input.at === undefined ? world.clock.now() : new Date(input.at);
  const [id, yesterdays] = draftIds(input.delivery, now);
  const earlier = yesterdays === undefined ? undefined : await world.store.load(yesterdays);
  const theirs = ownFields(world, input.by, input.fields);
  const { content, fields, problem } = addressed(world, written(account.id, input.text, theirs));
  const missing = problem ?? (await mediaProblem(world, content, fields));
  if (missing !== null) return { ok: false, refusal: missing, draft: undefined };
  const checked = await checkWithinBound(world, content, fields, japanDay(now));
  const submit = (draftId: string) =>
    act(world, draftId, () => ({
      type: 'submit',
      at: now.toISOString(),
      by: input.by,
      delivery: input.delivery,
      draftId,
      content,
      fields,
      ...checked,
    }));

  const outcome = await submit(earlier === undefined ? id : earlier.id);
  // Two deliveries that hash alike are one in 10^12 a day; the second must still not lose its text.
  return isOthers(outcome, input.delivery) ? submit(`${id}-${digestOf(input.delivery)}`) : outcome;
}

/** Fails closed: when the drafters cannot be read, nobody may draft. */
export async function mayDraft(
  world: World,
  accountId: string,
  person: Person,
  when: 'now' | 'recent' = 'recent',
): Promise<boolean> {
  const { drafters } = accountOf(world, accountId);
  if (drafters === null) return true;
  return (await world.roster.members(drafters, when))?.includes(person.id) ?? false;
}

/**
 * May this person take the draft over? Where the account names who drafts, one of those may; elsewhere those whom the register
 * has in the section for which it was written. Fails closed.
 */
export async function isColleague(
  world: World,
  draft: Draft | undefined,
  person: Person,
  when: 'now' | 'recent',
): Promise<boolean> {
  if (draft === undefined || !isConfigured(world, draft.accountId)) return false;
  if (accountOf(world, draft.accountId).drafters !== null) return mayDraft(world, draft.accountId, person, when);
  const { department } = currentRevision(draft).fields;
  return department !== undefined && departmentsOf(world, person).includes(department);
}

/** The sections that the office's register knows the person in; none for somebody it does not know. */
export function departmentsOf(world: World, person: Person): readonly string[] {
  return world.office.departments.filter(({ members }) => members.includes(person.id)).map(({ name }) => name);
}

/**
 * What the author answered, with the section from the register. Who belongs to one section cannot write as another
 * (第5条第1項・第6条第1項); who belongs to two chooses, and who is not in the register is taken at their word.
 */
export function ownFields(world: World, person: Person, { department: chosen, ...others }: DraftFields): DraftFields {
  const registered = departmentsOf(world, person);
  const department = chosen !== undefined && registered.includes(chosen) ? chosen : (registered[0] ?? chosen);
  return { ...others, ...(department === undefined ? {} : { department }) };
}

function isOthers(outcome: Outcome, delivery: string): boolean {
  const draft: Draft | undefined = outcome.draft;
  return !outcome.ok && draft !== undefined && !draft.deliveries.has(delivery);
}

function digestOf(delivery: string): string {
  return createHash('sha256').update(delivery, 'utf8').digest('hex').slice(16, 32).toUpperCase();
}
