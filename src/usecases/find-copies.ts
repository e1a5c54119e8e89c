import { type Content, isWordless } from '../draft/content.ts';
import { currentRevision } from '../draft/state.ts';
import { isNearCopy } from '../guideline/text/near-copy.ts';
import type { Copy } from '../guideline/types.ts';
import type { World } from './act.ts';
import { japanDay } from './japan-time.ts';
import type { Summary } from './ports.ts';
import { loadDraft } from './read-draft.ts';

/** A text that comes again after that long is meant to. */
const WITHIN_MS = 30 * 24 * 3_600_000;
/** More than an account publishes in that time and anybody would still compare. */
const MOST_POSTS = 50;
/** Drafts with a like beginning are read in full; of more the reader learns nothing. */
const MOST_READ = 5;

type Reading = Pick<World, 'store' | 'clock'>;

/**
 * What is published or waits with the same text, or nearly the same: the newest post first, then what waits.
 * @param except the draft itself, where it is one already.
 */
export async function findCopies(
  world: Reading,
  content: Content,
  except: string | null = null,
): Promise<readonly Copy[]> {
  // Without words of its own there is nothing to be like anything.
  if (isWordless(content)) return [];
  const { accountId, text } = content;
  const query = { accountId, before: null, limit: MOST_POSTS, takenDown: false };
  const { posts } = await world.store.summaries.published(query);
  const { drafts } = await world.store.summaries.open();
  const since = world.clock.now().getTime() - WITHIN_MS;
  const beginning = [...text.replaceAll(/\s+/gu, ' ').trim()].slice(0, BEGINNING).join('');
  const alike = ({ id, words }: Summary) =>
    id !== except && isNearCopy([...words].slice(0, BEGINNING).join(''), beginning, BEGINNING_ALIKE);
  const published = posts.filter((post) => Date.parse(post.post?.publishedAt ?? '') >= since && alike(post));
  const comes = ({ status, scheduled }: Summary) => status === 'submitted' || scheduled;
  const waiting = drafts.filter((draft) => draft.accountId === accountId && comes(draft) && alike(draft));
  const copies: Copy[] = [];
  for (const summary of [...published, ...waiting].slice(0, MOST_READ)) {
    // One that cannot be read is told where it is looked at, and holds no other up.
    const draft = await loadDraft(world, summary.id).catch(() => undefined);
    if (draft === undefined || !isNearCopy(currentRevision(draft).content.text, text)) continue;
    const { post } = summary;
    copies.push(
      post === null
        ? { state: 'waiting', on: japanDay(new Date(summary.submittedAt)), draftId: summary.id }
        : { state: 'published', on: japanDay(new Date(post.publishedAt)), draftId: summary.id, url: post.url },
    );
  }
  return copies;
}

/** Of a summary's words; a change further on is found when the draft is read. */
const BEGINNING = 40;
const BEGINNING_ALIKE = 0.7;
