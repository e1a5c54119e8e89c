import { decodeHTMLStrict } from 'entities';
import { z } from 'zod';
import { allMatches } from '../matching/pattern.ts';
import { linkedAt } from '../network/links.ts';
import type { Hit } from './rule-kind.ts';
import { defineKind } from './rule-kind.ts';

type Code = 'entity' | 'tag' | 'markdown' | 'slack' | 'escape' | 'office' | 'mojibake' | 'missing' | 'emoji-name';

interface Residue {
  readonly code: Code;
  /** One of these stands in each match: a quick look, since most texts have none. */
  readonly signs: readonly string[];
  readonly pattern: RegExp;
  /** What is plainly meant; undefined where a person has to say. Absent where that is always so. */
  readonly mend?: (match: RegExpExecArray, text: string) => string | undefined;
  /** False for what only looks like it. */
  readonly counts?: (match: RegExpExecArray, text: string) => boolean;
}

const inner = ({ 1: words }: RegExpExecArray): string | undefined => words;
const wordsThenAddress = ({ groups }: RegExpExecArray): string | undefined =>
  groups === undefined ? undefined : `${groups.words ?? ''} ${groups.url ?? ''}`.trim();

/** Tags that end a line. */
const ENDS_LINE = /^<(?:br|\/(?:p|div|li|tr|h\d|table|ul|ol|blockquote))\b/iu;
const KEEPS_SOMETHING = /^<(?:a|img)\s/iu;

/** What other programs leave in a text that was copied from them. Each pattern takes time linear in the text's length. */
const RESIDUES: readonly Residue[] = [
  {
    code: 'entity',
    signs: ['&'],
    pattern: /&(?:#\d{2,7}|#x[0-9a-f]{2,6}|[a-z][a-z0-9]{1,30});/giu,
    counts: ([written]) => decodeHTMLStrict(written) !== written,
    mend: ([written]) =>
      decodeHTMLStrict(written)
        .replaceAll(/[\u00a0\u2002-\u200a]/gu, ' ')
        .replaceAll(/[\u00ad\u200b-\u200f]/gu, ''),
  },
  {
    code: 'tag',
    signs: ['<'],
    pattern:
      /<\/?(?:br|p|div|span|strong|em|ul|ol|li|h[1-6]|table|thead|tbody|tr|td|th|font|img|blockquote|hr|small|center|ruby|rt|rp|sup|sub|style|script|[abiu])(?:\s[^<>\n]{0,300})?\/?>/giu,
    // 「<A>会場」 is no tag; <b> with its </b> is one.
    counts: ([tag], text) => {
      const single = /^<\/?([abiu])\/?>$/iu.exec(tag)?.[1];
      return single === undefined || new RegExp(`</${single}>`, 'iu').test(text);
    },
    mend: ({ 0: tag, index }, text) => {
      if (KEEPS_SOMETHING.test(tag)) return undefined;
      const next = text.charAt(index + tag.length);
      return ENDS_LINE.test(tag) && next !== '\n' && next !== '' ? '\n' : '';
    },
  },
  { code: 'markdown', signs: ['*'], pattern: /\*\*(?=[^\s*])([^*\n]{1,80})(?<=[^\s*])\*\*/gu, mend: inner },
  {
    code: 'markdown',
    signs: ['*'],
    pattern:
      /(?<![\p{L}\p{N}*(（])\*(?=[^\s*\d])(?=[^*\n]{0,60}[\p{Script=Han}ぁ-んァ-ヶA-Za-z]{2})([^*\n]{1,60})(?<=[^\s*])\*(?![\p{L}\p{N}*])/gu,
    mend: inner,
  },
  {
    code: 'markdown',
    signs: ['_'],
    pattern: /(?<![\w_])__(?=[^\s_])([^_\n]{1,80})(?<=[^\s_])__(?![\w_])/gu,
    mend: inner,
  },
  { code: 'markdown', signs: ['~'], pattern: /~~(?=[^\s~])([^~\n]{1,80})~~/gu, mend: inner },
  { code: 'markdown', signs: ['`'], pattern: /`{1,3}([^`\n]{1,200})`{1,3}/gu, mend: inner },
  { code: 'markdown', signs: ['#'], pattern: /(?<=^|\n)#{2,6}[ \t\u3000]{1,3}(?=\S)/gu, mend: () => '' },
  {
    code: 'markdown',
    signs: ['|'],
    pattern: /(?<=^|\n)\|?(?:[ \t]{0,3}:?-{3,20}:?[ \t]{0,3}\|){1,12}[-: \t]{0,24}(?=\n|$)/gu,
  },
  {
    code: 'markdown',
    signs: ['['],
    pattern: /!?\[(?<words>[^[\]\n]{0,80})\]\((?<url>https?:\/\/[^\s()]{1,300})\)/gu,
    mend: wordsThenAddress,
  },
  {
    code: 'slack',
    signs: ['<'],
    pattern: /<(?<url>(?:https?:\/\/|mailto:|tel:)[^|<>\s]{1,300})\|(?<words>[^<>\n]{1,80})>/gu,
    mend: (match) => (match.groups?.url?.startsWith('http') === true ? wordsThenAddress(match) : match.groups?.words),
  },
  {
    code: 'slack',
    signs: ['<'],
    pattern: /<(?:!(?:channel|here|everyone|subteam|date)[^<>\n]{0,80}|[@#][A-Z][A-Z0-9]{6,14}(?:\|[^<>\n]{0,80})?)>/gu,
  },
  {
    code: 'slack',
    signs: ['#', '@'],
    pattern: /(?<![A-Za-z0-9])[#@](?=[A-Z0-9]{0,10}\d)[CGUWS]0[A-Z0-9]{7,10}(?![A-Za-z0-9])/gu,
  },
  {
    code: 'escape',
    signs: ['\\', '¥'],
    // Not C:\news and no folder of another machine.
    pattern: /(?<![A-Za-z0-9_:\\¥])[\\¥](?:r[\\¥]n|[nrt])(?:[\\¥](?:r[\\¥]n|n))?(?![A-Za-z_])/gu,
    mend: ([written]) => (/t$/u.test(written) ? ' ' : '\n'.repeat(Math.max(1, (written.match(/n/gu) ?? []).length))),
  },
  {
    code: 'escape',
    signs: ['\\'],
    pattern: /(?:\\u[0-9a-f]{4}){1,60}/giu,
    mend: ([written]) =>
      written.replaceAll(/\\u([0-9a-f]{4})/giu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  },
  { code: 'escape', signs: ['_'], pattern: /_x000[AD]_/giu, mend: () => '' },
  {
    code: 'escape',
    signs: ['%'],
    pattern: /(?:%E[3-9](?:%[89AB][0-9A-F]){2}){2,60}/giu,
    mend: ([written]) => decodeURIComponent(written),
  },
  {
    code: 'escape',
    signs: ['='],
    pattern: /(?:=E[3-9](?:=[89AB][0-9A-F]){2}){2,60}|=\?(?:utf-8|iso-2022-jp)\?[bq]\?[^?\s]{1,200}\?=/giu,
  },
  { code: 'office', signs: ['#'], pattern: /#(?:REF!|N\/A(?![A-Za-z])|NAME\?|VALUE!|DIV\/0!|NUM!|NULL!|SPILL!)/gu },
  {
    code: 'office',
    signs: ['エ'],
    pattern:
      /エラー[!！][ \u3000]{0,2}(?:参照元|ブックマーク|リンク|スタイル|目次|索引)[^\n]{0,24}(?:ません|無効です)。?/gu,
  },
  {
    code: 'office',
    signs: ['[', '{'],
    pattern:
      /\[object Object\]|\[cid:[^\]\n]{1,80}\]|\{ ?(?:HYPERLINK|MERGEFIELD|PAGEREF|EMBED|INCLUDEPICTURE)\b[^{}\n]{0,200}\}/gu,
  },
  // UTF-8 read as Shift_JIS, as Latin letters, Shift_JIS read as Latin letters, and what is left of ISO-2022-JP.
  {
    code: 'mojibake',
    signs: ['縺', '繧', '繝'],
    pattern: /(?:[縺繧繝][\uff61-\uff9f\u4e00-\u9fff\u2010-\u2027・]){1,200}/gu,
  },
  {
    code: 'mojibake',
    signs: ['ã', 'å', 'æ', 'ç', 'è', 'é', 'ä', 'ï', 'â', 'Â'],
    pattern: /(?:[ãåæçèéäïâÂ][\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u2122]{1,2}){2,100}/gu,
  },
  {
    code: 'mojibake',
    signs: ['‚', 'ƒ'],
    pattern: /(?:[‚ƒ][\u0021-\u007e\u00a0-\u00ff\u0152-\u0178\u02c6\u02dc\u2013-\u2122]){3,100}/gu,
  },
  { code: 'mojibake', signs: ['$'], pattern: /\$[B@](?:[!-~]{2}){2,100}\([BJ]/gu },
  {
    code: 'missing',
    signs: ['〓'],
    pattern: /(?<!〓)〓{1,4}(?!〓)/gu,
    // 〓〓〓お知らせ〓〓〓 is a frame.
    counts: ({ index, 0: run }, text) => {
      const line =
        text.slice(text.lastIndexOf('\n', index) + 1, index) + text.slice(index + run.length).split('\n', 1)[0];
      return !line.includes('〓') && /\p{L}/u.test(line);
    },
  },
  { code: 'missing', signs: ['?'], pattern: /(?<![\p{L}\p{N}?!])\?{2,6}(?=[\p{Script=Han}ァ-ヶ])/gu },
  {
    code: 'emoji-name',
    signs: [':'],
    pattern:
      /(?<![A-Za-z0-9:/]):(?=[a-z0-9_+'-]*[a-z])[a-z0-9_+'-]{2,60}:(?::skin-tone-\d(?:-\d)?:)?(?![A-Za-z0-9/])/gu,
  },
  {
    code: 'emoji-name',
    signs: [':'],
    pattern: /(?<=^|[\s。！!？?）)」]):(?=[^\s:]*\p{L})[\p{L}\p{N}_-]{2,20}:(?=$|[\s。！!、])/gu,
  },
];

/** Where nothing of this stands, there is no residue: most texts. */
const ANY = /[&<*_~`|[{\\¥%=縺繧繝ãåæçèéäïâÂ‚ƒ$〓]|エラー|##|#[A-Z]|[#@][CGUWS]0|\?\?|:[^\s:]{2,60}:/u;

/** Marks, codes and broken letters that a text keeps from the program it was copied from. */
export const pasteResidue = defineKind({
  codes: ['entity', 'tag', 'markdown', 'slack', 'escape', 'office', 'mojibake', 'missing', 'emoji-name'],
  params: z.strictObject({}),
  detector:
    () =>
    (subject): readonly Hit[] => {
      const { text } = subject;
      if (!ANY.test(text)) return [];
      const linked = linkedAt(subject.links);
      const taken: { start: number; end: number }[] = [];
      return RESIDUES.flatMap(({ code, signs, pattern, mend, counts }): readonly Hit[] => {
        if (!signs.some((sign) => text.includes(sign))) return [];
        return allMatches(pattern, text).flatMap((match): readonly Hit[] => {
          const at = { start: match.index, end: match.index + match[0].length };
          if (counts?.(match, text) === false) return [];
          // An address is nobody's to change: of what stands in one, only what can never be meant is told.
          const inLink = linked(at.start);
          if (inLink && code !== 'entity') return [];
          if (taken.some(({ start, end }) => start < at.end && at.start < end)) return [];
          taken.push(at);
          const mended = inLink ? undefined : mend?.(match, text);
          return [{ code, at, ...(mended === undefined ? {} : { replacement: mended }) }];
        });
      });
    },
});
