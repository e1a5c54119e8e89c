import { z } from 'zod';
import { Pattern } from '../matching/pattern.ts';
import { isOwnHandle } from '../network/handles.ts';
import type { Subject } from '../subject.ts';
import { isNear } from '../text/distance.ts';
import type { Hit } from './rule-kind.ts';
import { defineKind } from './rule-kind.ts';

const CLAIM =
  /公式(?:の)?(?:X|エックス|ツイッター|Twitter|SNS|ピアッツァ|ピアッザ|PIAZZA|アカウント|アカウント名|ユーザー名)(?:アカウント|名)?(?:\(X\))?(?:は|の|名は|:|が|、|「|『|\()?[ 「『(]{0,2}@(?<handle>[A-Za-z0-9_-]{2,30})/giu;
const HANDLE = /(?<![A-Za-z0-9_.])@(?<handle>[A-Za-z0-9_-]{2,30})/gu;
/** Shorter names are too easily near to something else: 品川区公式X and 品川区公式HP. */
const SHORTEST_NAME = 8;
const HEAD = 3;
const OFFICE = /^[\p{Script=Han}]+?(?:課|部|係|室|局)/u;

/** The account called by a name that is not its own. */
export const accountName = defineKind({
  codes: ['handle', 'name'],
  params: z.strictObject({}),
  detector: () => (subject) => [...wrongHandles(subject), ...wrongNames(subject), ...otherOffices(subject)],
});

/** 品川区公式 @… */
function officialOf(office: string): RegExp {
  return new RegExp(`${office}の?公式(?:アカウント)? ?[「『(]?@(?<handle>[A-Za-z0-9_-]{2,30})`, 'gu');
}

function wrongHandles({ normal, settings, account }: Subject): readonly Hit[] {
  if (!normal.text.includes('@')) return [];
  const own = settings.handle?.replace(/^@/u, '').toLowerCase() ?? null;
  const office = /^.{1,8}?[区市町村都道府県]/u.exec(account.name.normalize('NFKC'))?.[0];
  const claims = [CLAIM, ...(office === undefined ? [] : [officialOf(office)])].flatMap((pattern) =>
    [...normal.text.matchAll(pattern)].map((match) => ({ match, claimed: true })),
  );
  const near = [...normal.text.matchAll(HANDLE)].map((match) => ({ match, claimed: false }));
  return [...claims, ...near].flatMap(({ match, claimed }): readonly Hit[] => {
    const handle = match.groups?.handle ?? '';
    if (isOwnHandle(handle, settings)) return [];
    const resembles = own !== null && (isNear(handle.toLowerCase(), own, 2) || plain(handle) === plain(own));
    if (!claimed && !resembles) return [];
    const start = match.index + match[0].lastIndexOf('@');
    const at = normal.toWritten(start, start + handle.length + 1);
    return [{ code: 'handle', at, params: { handle, own } }];
  });
}

function plain(handle: string): string {
  return handle.replace(/[_-]/gu, '').toLowerCase();
}

/** 豊島区区民活動推進部 or 豊島区区民活動課 for 豊島区区民活動推進課: an office's name that begins alike, a slip or two away. */
function wrongNames({ normal, account }: Subject): readonly Hit[] {
  const own = account.name.normalize('NFKC');
  if (own.length < SHORTEST_NAME) return [];
  const head = own.slice(0, HEAD);
  const hits: Hit[] = [];
  for (let at = normal.text.indexOf(head); at >= 0; at = normal.text.indexOf(head, at + HEAD)) {
    const written = OFFICE.exec(normal.text.slice(at, at + own.length + 3))?.[0] ?? '';
    if (written === own || !isNear(written, own, 2)) continue;
    hits.push({
      code: 'name',
      at: normal.toWritten(at, at + written.length),
      params: { written, own },
      replacement: account.name,
    });
  }
  return hits;
}

/** 豊島区町会支援課の公式ピアッツァです: a department that is not the account's introduces the account as its own. */
const INTRODUCTION = new Pattern(
  /(?<![\p{Script=Han}])(?<office>\p{Script=Han}{2,14}(?:課|部|係|室|局))の?公式の?(?:X|エックス|ピアッツァ|PIAZZA|アカウント|SNS)(?:アカウント)?(?:です|でございます)/giu,
);

function otherOffices({ normal, settings, account }: Subject): readonly Hit[] {
  const own = account.name.normalize('NFKC');
  return INTRODUCTION.matches(normal).flatMap((match): readonly Hit[] => {
    const written = match.groups?.office ?? '';
    if (own.includes(written) || settings.departments.some((name) => written.endsWith(name.normalize('NFKC'))))
      return [];
    // A slip or two away: found already.
    if (own.length >= SHORTEST_NAME && isNear(written, own, 2)) return [];
    const at = normal.toWritten(match.index, match.index + written.length);
    return [{ code: 'name', at, params: { written, own } }];
  });
}
