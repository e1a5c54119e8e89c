import type { LinkResult, LinkTrouble } from '../draft/events.ts';

const TROUBLE: Readonly<Record<LinkTrouble, string>> = {
  certificate: '証明書が正しくないため、読む人に警告が出ます',
  unreachable: 'つながりません。アドレスを確かめてください',
  timeout: '時間内に答えがなく、確かめられませんでした。開いて確かめてください',
  login: 'ログインの画面になります。だれでも読めるページか確かめてください',
  elsewhere: '公式サイトの外に転送されるため、その先は確かめていません',
  private: '庁内だけのアドレスのようです。外から読めるか確かめてください',
  'too-many-redirects': '転送が続き、ページに着きません',
  'no-way-out':
    'アプリから公式サイトを開けないため、リンクを確かめていません。開いて確かめてください（情報システム担当へ: npm run doctor）',
};

/** How many stand on the card itself. */
const ON_CARD = 2;

export const linkText = {
  /** On the card, in small print. */
  summary: (all: readonly LinkResult[]): string => {
    const results = told(all);
    const shown = results.slice(0, ON_CARD).map((result) => `${mark(result)} ${name(result)}`);
    const rest = results.length - shown.length;
    return `${shown.join('／')}${rest > 0 ? `／ほか${rest}件はスレッドにあります` : ''}`;
  },
  /** Whether there is nothing to tell of in the thread. */
  allOpen: (results: readonly LinkResult[]): boolean => results.every(isThere),
  /** In the thread, a line a link. */
  line: (result: LinkResult): string => `${mark(result)} ${shorten(result.url)}　${name(result)}`,
};

/** That nothing could be looked at is said once, however many links there are. */
const told = (results: readonly LinkResult[]): readonly LinkResult[] =>
  results.filter(
    ({ status }, index) => status !== 'no-way-out' || results.findIndex((each) => each.status === status) === index,
  );

const isThere = ({ status }: LinkResult): boolean => typeof status === 'number' && status < 400;

const mark = (result: LinkResult): string => (isThere(result) ? '✅' : '⚠️');

function name(result: LinkResult): string {
  const moved = result.movedTo === null ? '' : `（転送先：${shorten(result.movedTo)}）`;
  const { status, title } = result;
  if (typeof status !== 'number') return `${TROUBLE[status]}${moved}`;
  if (status >= 400) return `${answer(status)}（${status}）${moved}`;
  return `${title === null ? '開けました' : `「${shorten(inBrackets(title))}」`}${moved}`;
}

function answer(status: number): string {
  if (status === 404 || status === 410) return 'ページがありません';
  if (status === 401 || status === 403) return '読むことを断られます';
  return status >= 500 ? 'サイトの側の誤りで開けません' : '開けません';
}

/** A page's own words must not look like the app's: neither as if its brackets ended there, nor like its marks. */
const inBrackets = (title: string): string =>
  title
    .replaceAll('「', '『')
    .replaceAll('」', '』')
    .replaceAll(/[✅⚠]\uFE0F?/gu, '');

function shorten(text: string): string {
  const characters = [...text];
  return characters.length <= 60 ? text : `${characters.slice(0, 60).join('')}…`;
}
