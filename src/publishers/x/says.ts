import type { Content, TargetKind } from '../../draft/content.ts';
import { postAt } from './addresses.ts';
import { isSameText, type ReturnedText } from './returned-text.ts';
import { isWhole, type TimelinePost, writtenIn } from './timeline.ts';

/** What X calls a post's being about another. The word for a repost may be renamed as others were. */
const TYPES: Readonly<Partial<Record<TargetKind, readonly string[]>>> = {
  reply: ['replied_to'],
  quote: ['quoted'],
  repost: ['retweeted', 'reposted'],
};

/** Is this post of the account what was to be sent? `unclear` where X does not show enough of it to tell. */
export function says(content: Content, post: TimelinePost): 'yes' | 'no' | 'unclear' {
  const { target, text } = content;
  const written = writtenIn(post);
  if (target === undefined) return judged(isSameText(text, written), content, post);
  const types = TYPES[target.kind] ?? [];
  const wanted = postAt(target.url)?.id;
  if (post.about === null) return 'unclear';
  if (!post.about.some(({ type, id }) => types.includes(type) && id === wanted)) return 'no';
  if (target.kind === 'repost') return 'yes';
  const readings = target.kind === 'reply' ? withoutNames(written) : [withoutQuoted(written, wanted)];
  const same = readings.some((reading) => isSameText(text, reading));
  return judged(same, content, post);
}

function judged(sameText: boolean, content: Content, post: TimelinePost): ReturnType<typeof says> {
  if (sameText) return hasAsMany(post, content) ? 'yes' : 'no';
  return isWhole(writtenIn(post)) ? 'no' : 'unclear';
}

/** As many pictures as were sent; where X takes no name of a field, the text alone decides. */
function hasAsMany({ about, attachments }: TimelinePost, { media = [] }: Content): boolean {
  return about === null || (attachments?.media_keys?.length ?? 0) === media.length;
}

/** X puts the names of those who are answered in front; how many of them were written nobody can tell. */
function withoutNames({ text, urls }: ReturnedText): readonly ReturnedText[] {
  const readings = [text];
  for (let rest = text; /^@\w{1,15}\s+/u.test(rest); ) {
    rest = rest.replace(/^@\w{1,15}\s+/u, '');
    readings.push(rest);
  }
  return readings.map((reading) => ({ text: reading, urls }));
}

/** X appends the address of what is quoted; nobody wrote it. */
function withoutQuoted({ text, urls }: ReturnedText, id: string | undefined): ReturnedText {
  return {
    text,
    urls: urls.map((each) => ({ ...each, media: each.media || postAt(each.expandedUrl ?? '')?.id === id })),
  };
}
