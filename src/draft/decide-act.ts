import { ACTS, asksAnew, isPlain, isPossible, wasPossible } from '../acts/index.ts';
import { mayDecide, NOBODY } from './authority.ts';
import type { DraftCommand, PlainCommand } from './commands.ts';
import { contentHash } from './content.ts';
import {
  contentProblem,
  type Decision,
  noRight,
  notDrafter,
  record,
  refuse,
  stale,
  stamp,
  standsAlready,
  unanswered,
  wrongStatus,
} from './decision.ts';
import { type DraftEvent, draftEventSchema } from './events.ts';
import type { Refusal } from './refusal.ts';
import { currentRevision, type Draft, newSinceApproval, stageOf } from './state.ts';

export function isPlainCommand(command: DraftCommand): command is PlainCommand {
  return isPlain(command.type);
}

/** An act as its definition has it: by whom, from which state, about what they saw, with what was asked. */
export function actOn(command: PlainCommand, draft: Draft): Decision {
  const { type: action, by } = command;
  const notByThem = rightful(command, draft);
  if (notByThem !== null) return notByThem;
  const sawThis = command.expectedStage === undefined || command.expectedStage === stageOf(draft);
  // What was possible when they looked, and is not because another order has been given since, is no slip of theirs.
  if (!sawThis && wasPossible(action, draft))
    return standsAlready(action, by, draft)
      ? wrongStatus(action, draft, by)
      : refuse({ code: 'stale-stage', last: draft.last });
  if (!isPossible(action, draft)) return wrongStatus(action, draft, by);
  const { expects } = ACTS[action];
  if (expects === 'revision' && command.expectedRevision !== currentRevision(draft).number) return stale(draft);
  const { expectedDrafter = draft.drafter.id } = command;
  if (expectedDrafter !== draft.drafter.id) return refuse({ code: 'taken-over', drafter: draft.drafter.id });
  const news = asksAnew(action) ? newSinceApproval(command.review?.findings ?? [], draft) : [];
  const lacking = lacks(command, draft) ?? unanswered(news, command);
  return lacking === null ? record(eventOf(command, draft, news.length > 0)) : refuse(lacking);
}

function rightful({ type, by, authority = NOBODY, colleague = false }: PlainCommand, draft: Draft): Decision | null {
  const { who } = ACTS[type];
  const isDrafter = by.id === draft.drafter.id;
  if (who === 'anyone') return null;
  if (who === 'drafter') return isDrafter ? null : notDrafter(type, draft);
  if (who === 'colleague') {
    if (isDrafter) return refuse({ code: 'own-draft' });
    return colleague ? null : refuse({ code: 'not-colleague', action: type });
  }
  if (who === 'either' && isDrafter) return null;
  const right = mayDecide(by, authority);
  return right === 'yes' ? null : noRight(type, right, authority);
}

/** What was asked and not answered. */
function lacks(command: PlainCommand, draft: Draft): Refusal | null {
  const { type, reason = '', labels = [], post = null } = command;
  const act = ACTS[type];
  if (act.asks === 'text') {
    const { content = { accountId: draft.accountId, text: '' }, beyond } = command;
    const same = contentHash(content) === contentHash(currentRevision(draft).content);
    return contentProblem(content, command.at, beyond) ?? (same ? { code: 'text-unchanged' } : null);
  }
  if (act.asks === 'reason') {
    const enough = reason.trim() !== '' || (act.form.labels !== undefined && labels.length > 0);
    return enough ? null : { code: 'reason-missing' };
  }
  if (act.asks !== 'url') return null;
  if (typeof post === 'string') return { code: post === 'another' ? 'url-of-another' : `url-${post}` };
  return post === null ? { code: 'url-invalid' } : null;
}

/**
 * The act's event, each of its fields filled from the answers, else from the draft.
 * @throws ZodError for a field that neither knows: the definition is wrong.
 */
function eventOf(command: PlainCommand, draft: Draft, checkedAnew: boolean): DraftEvent {
  const { asks, event } = ACTS[command.type];
  const { type, fields } = event;
  const post = typeof command.post === 'string' ? null : (command.post ?? null);
  const known: Readonly<Record<string, unknown>> = {
    reason: asks === 'reason' || asks === 'text' ? (command.reason ?? '') : reasonOf(draft),
    revision: currentRevision(draft).number,
    content: command.content,
    from: draft.drafter,
    department: command.department,
    labels: command.labels ?? [],
    attempt: draft.attempts,
    // A check that found nothing new says no more than the approval's does.
    ...(asksAnew(command.type) && !checkedAnew ? {} : { seen: command.seen, review: command.review }),
    necessities: command.necessities,
    acknowledged: command.acknowledged,
    ...(post === null ? {} : { postId: post.id, url: post.url, via: 'person' }),
  };
  const filled = Object.fromEntries(
    Object.keys(fields).flatMap((name) => (known[name] === undefined ? [] : [[name, known[name]]])),
  );
  return draftEventSchema.parse({ ...stamp(command), type, ...filled });
}

const reasonOf = (draft: Draft): string | undefined => ('removal' in draft ? draft.removal.reason : undefined);
