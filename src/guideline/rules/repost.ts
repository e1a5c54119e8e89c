import { z } from 'zod';
import { Pattern } from '../matching/pattern.ts';
import type { Link } from '../network/links.ts';
import { isWithin } from '../network/links.ts';
import { refusedByNetwork } from '../network/network-terms.ts';
import { targetsIn } from '../network/target.ts';
import type { Subject } from '../subject.ts';
import type { Hit } from './rule-kind.ts';
import { defineKind } from './rule-kind.ts';
import { excuses, isExcused } from './target-excuses.ts';

/** x.com/i/web/status/… names no account; it is taken for somebody else's. */
const STATUS = /^(?:https?:\/\/)?[^/]+\/(?<name>[^/?#]+)(?:\/web)?\/status(?:es)?\/\d+/iu;
const MARK = new Pattern(/(?<![A-Za-z0-9])(?:RT|QT|MT) ?:? ?@[A-Za-z0-9_]{1,15}/gu);
const HOSTS = ['x.com', 'twitter.com', 'mobile.twitter.com', 'www.x.com', 'www.twitter.com', 'mobile.x.com'];
/** Sites that show posts of X under another address; X itself does not make a quote of their links. */
const MIRRORS = [
  'fxtwitter.com',
  'vxtwitter.com',
  'fixupx.com',
  'fixvx.com',
  'twittpr.com',
  'xcancel.com',
  'nitter.net',
];

type Params = Parameters<typeof isExcused>[0];

/** Somebody else's post passed on: the fields, the old mark `RT @…`, or the address of a post. */
export const repost = defineKind({
  codes: ['field', 'as-it-is', 'mark', 'status-url', 'mirror-url'],
  params: z.strictObject({ excuses }),
  detector: (params) => (subject) => [...asked(subject, params), ...marked(subject), ...linked(subject)],
});

function asked({ fields, settings }: Subject, params: Params): readonly Hit[] {
  const wanting = (target: string) => !ownStatus(target, settings.handle) && !isExcused(params, target, settings);
  const hit = (code: string) => (target: string) => ({ code, params: { target, ...refusedByNetwork(settings) } });
  return [
    ...targetsIn(fields, ['quote']).filter(wanting).map(hit('field')),
    ...targetsIn(fields, ['repost']).filter(wanting).map(hit('as-it-is')),
  ];
}

function marked({ normal }: Subject): readonly Hit[] {
  return MARK.matches(normal).map((match) => ({
    code: 'mark',
    at: normal.toWritten(match.index, match.index + match[0].length),
    params: { mark: match[0] },
  }));
}

function linked({ links, settings }: Subject): readonly Hit[] {
  return links.flatMap((link) => {
    const { url, at } = link;
    if (!isStatus(link) || ownStatus(url, settings.handle)) return [];
    return HOSTS.includes(link.host ?? '')
      ? [{ code: 'status-url', at, params: { url, ...refusedByNetwork(settings) } }]
      : [{ code: 'mirror-url', at, params: { url } }];
  });
}

/** True for the address of one post, on X or on a site that shows X's posts. */
export function isStatus({ url, host = '' }: Link): boolean {
  return (HOSTS.includes(host) || MIRRORS.some((mirror) => isWithin(host, mirror))) && STATUS.test(url);
}

function ownStatus(url: string, handle: string | null): boolean {
  const name = STATUS.exec(url)?.groups?.name;
  return name !== undefined && handle !== null && name.toLowerCase() === handle.replace(/^@/u, '').toLowerCase();
}
