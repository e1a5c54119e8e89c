import { z } from 'zod';
import type { Subject } from '../subject.ts';
import type { Hit } from './rule-kind.ts';
import { defineKind } from './rule-kind.ts';

const STATUS = /^(?:https?:\/\/)?[^/]+\/(?<name>[^/?#]+)\/status(?:es)?\/\d+/iu;
const MARK = /(?<![A-Za-z0-9])(?:RT|QT|MT) ?:? ?@[A-Za-z0-9_]{1,15}/gu;
const HOSTS = ['x.com', 'twitter.com', 'mobile.twitter.com', 'www.x.com', 'www.twitter.com', 'mobile.x.com'];

/** Somebody else's post passed on: the field, the old mark `RT @…`, or the address of a post. */
export const repost = defineKind({
  codes: ['field', 'mark', 'status-url'],
  params: z.strictObject({}),
  detector: () => (subject) => [...quoted(subject), ...marked(subject), ...linked(subject)],
});

function quoted({ fields, settings }: Subject): readonly Hit[] {
  const target = fields.quoteOf?.trim() ?? '';
  if (target === '' || ownStatus(target, settings.handle)) return [];
  return [{ code: 'field', params: { target } }];
}

function marked({ normal }: Subject): readonly Hit[] {
  return [...normal.text.matchAll(MARK)].map((match) => ({
    code: 'mark',
    at: normal.toWritten(match.index, match.index + match[0].length),
    params: { mark: match[0] },
  }));
}

function linked({ links, settings }: Subject): readonly Hit[] {
  return links
    .filter(({ url, host = '' }) => HOSTS.includes(host) && STATUS.test(url) && !ownStatus(url, settings.handle))
    .map(({ url, at }) => ({ code: 'status-url', at, params: { url } }));
}

function ownStatus(url: string, handle: string | null): boolean {
  const name = STATUS.exec(url)?.groups?.name;
  return name !== undefined && handle !== null && name.toLowerCase() === handle.replace(/^@/u, '').toLowerCase();
}
