import { z } from 'zod';
import { handle, keyPrefix, strict, webPage } from '../config/shapes.ts';
import type { Content } from '../draft/content.ts';
import type { CheckSettings } from '../guideline/types.ts';

/**
 * The kinds of publisher: what office.yaml says of each, described for whoever writes it, and what is true of it whoever
 * asks. How each sends is in a folder of its own, and make-publishers.ts makes it. Whoever adds a kind to the schema is
 * asked by the compiler for the rest (docs/changing.md).
 */
export const publisherSchema = z.discriminatedUnion('kind', [
  strict({
    kind: z.literal('x'),
    username: handle.describe('name of the account, without @; with keys of another account nothing is sent'),
    credentials: keyPrefix.describe('beginning of the names of its keys in the environment'),
    replies: z
      .enum(['self-serve', 'allowed'])
      .nullish()
      .describe(
        'allowed where the contract with X lets the app answer, quote and repost; else a person does that by hand',
      ),
  }),
  strict({
    kind: z.literal('manual'),
    pageUrl: webPage.nullable().default(null).describe('where posts are made by hand; the thread then leads there'),
  }),
]);

export type PublisherConfig = z.output<typeof publisherSchema>;
export type PublisherKind = PublisherConfig['kind'];

/**
 * What a service calls its keys: in the environment each stands behind the account's `credentials` and `_`.
 * Null where nothing is sent, so that there is nothing to prove.
 */
export const KEYS = {
  x: { service: 'X', names: ['API_KEY', 'API_SECRET', 'ACCESS_TOKEN', 'ACCESS_SECRET'] },
  manual: null,
} as const satisfies Record<PublisherKind, { readonly service: string; readonly names: readonly string[] } | null>;

export type KeyedKind = Extract<PublisherConfig, { credentials: string }>['kind'];
export type Keys<K extends KeyedKind> = Readonly<Record<(typeof KEYS)[K]['names'][number], string>>;

export interface Traits {
  /** False: an approval hands every text over to a person. Of one content, see `sendsItself`. */
  readonly sendsByItself: boolean;
  /** Where people find the account's posts; null where it is not known. */
  readonly page: string | null;
  /** What the rules have to know of the network. */
  readonly checks: Pick<CheckSettings, 'handle' | 'replies' | 'maxWeightedLength'> &
    Required<Pick<CheckSettings, 'counting'>>;
}

export function traitsOf(publisher: PublisherConfig): Traits {
  switch (publisher.kind) {
    case 'x': {
      const { username, replies } = publisher;
      return {
        sendsByItself: true,
        page: `https://x.com/${encodeURIComponent(username)}`,
        // Of the two kinds of access only the narrow one can be had without a contract of one's own.
        checks: { handle: username, maxWeightedLength: 280, counting: 'weighted', replies: replies ?? 'self-serve' },
      };
    }
    case 'manual':
      return {
        sendsByItself: false,
        page: publisher.pageUrl,
        checks: { handle: null, maxWeightedLength: null, counting: 'weighted' },
      };
  }
}

/** Does the app send this content, or does an approval hand it over to a person? */
export function sendsItself(publisher: PublisherConfig, { target }: Pick<Content, 'target'>): boolean {
  switch (publisher.kind) {
    case 'x':
      // Follows and likes are acts of people on X; the rest of what is about another's post X takes from few.
      if (target === undefined) return true;
      return publisher.replies === 'allowed' && target.kind !== 'like' && target.kind !== 'follow';
    case 'manual':
      return false;
  }
}
