import type { TargetSight } from '../../draft/events.ts';
import type { judgeRead } from './outcome.ts';
import { asWritten } from './returned-text.ts';
import { onePost, writtenIn } from './timeline.ts';

/** What the answer to a look at one post shows. What X will not show it names in `errors`, mostly with a 200. */
export function sightOf(answer: ReturnType<typeof judgeRead>): TargetSight {
  if (!answer.ok) return refused(answer.failure.kind, 'detail' in answer.failure ? answer.failure.detail : '');
  const read = onePost.safeParse(answer.body).data;
  if (read?.data !== undefined) {
    const { author_id: id, created_at: postedAt = null } = read.data;
    const users = read.includes?.users ?? [];
    const author = users.find((user) => user.id === id) ?? users[0];
    const text = asWritten(writtenIn(read.data)).trim();
    return { kind: 'shown', author: author?.username ?? null, name: author?.name ?? null, text, postedAt };
  }
  const type = read?.errors?.[0]?.type ?? '';
  if (type.endsWith('resource-not-found')) return { kind: 'gone' };
  if (type.endsWith('client-forbidden')) return { kind: 'not-allowed' };
  return type === '' ? { kind: 'unreachable' } : { kind: 'hidden' };
}

function refused(kind: string, detail: string): TargetSight {
  if (kind === 'rejected' && /could not find|not found/i.test(detail)) return { kind: 'gone' };
  return { kind: kind === 'unreachable' || kind === 'rate-limited' ? 'unreachable' : 'not-allowed' };
}
