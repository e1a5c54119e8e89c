/** What a piece of Slack's mrkdwn shows. */
export type Mark =
  | { readonly type: 'text' | 'code' | 'pre'; readonly text: string }
  | { readonly type: 'bold' | 'italic' | 'strike' | 'quote'; readonly content: readonly Mark[] }
  | { readonly type: 'link'; readonly url: string; readonly content: readonly Mark[] }
  | { readonly type: 'user' | 'channel' | 'usergroup'; readonly id: string }
  | { readonly type: 'broadcast'; readonly range: string }
  | { readonly type: 'emoji'; readonly name: string };

const STYLES = { '*': 'bold', _: 'italic', '~': 'strike' } as const;

export interface MrkdwnOptions {
  /** Bare addresses become links, unless the text is verbatim. */
  readonly verbatim?: boolean;
}

/** @param text as Slack stores it: `&`, `<`, `>` of the author as entities. */
export function parseMrkdwn(text: string, { verbatim = false }: MrkdwnOptions = {}): Mark[] {
  return text.split(/(```[\s\S]+?```)/).flatMap((part, index): Mark[] => {
    if (index % 2 === 1) return [{ type: 'pre', text: characters(part.slice(3, -3).replace(/^\n/, '')) }];
    return quotes(part).flatMap(({ quoted, lines }): Mark[] => {
      const content = inline(lines.join('\n'), verbatim);
      return quoted ? [{ type: 'quote', content }] : content;
    });
  });
}

/** The characters a person sees for Slack's three entities. */
export function characters(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** Lines in groups: those that begin with `>` and those that do not. */
function quotes(text: string): { quoted: boolean; lines: string[] }[] {
  const groups: { quoted: boolean; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const found = /^(?:&gt;|>) ?(.*)$/.exec(line);
    const last = groups.at(-1);
    const item = found?.[1] ?? line;
    if (last && last.quoted === (found !== null)) last.lines.push(item);
    else groups.push({ quoted: found !== null, lines: [item] });
  }
  return groups;
}

/** Code, `<…>`, emoji names and, if wanted, bare addresses: what no other mark reaches into. */
const ATOM = /`([^`\n]+)`|<([^<>\n]+)>|:([a-z0-9_+'-]+):|(https?:\/\/[^\s<>|]+)/g;

function inline(text: string, verbatim: boolean): Mark[] {
  const styled = firstStyled(text);
  if (styled) {
    const { before, mark, inside, behind } = styled;
    return [
      ...atoms(before, verbatim),
      { type: STYLES[mark], content: inline(inside, verbatim) },
      ...inline(behind, verbatim),
    ];
  }
  return atoms(text, verbatim);
}

interface Styled {
  readonly before: string;
  readonly mark: keyof typeof STYLES;
  readonly inside: string;
  readonly behind: string;
}

/** A pair of marks counts when it touches no letter or digit outside and no blank inside, on one line, outside of atoms. */
const PAIR = /(?<![\p{L}\p{N}*_~])([*_~])(?!\s|\1)([^\n]*?)(?<![\s])\1(?![\p{L}\p{N}*_~])/gu;

function firstStyled(text: string): Styled | null {
  const held = [...text.matchAll(ATOM)].map((atom) => ({ start: atom.index, end: atom.index + atom[0].length }));
  const inAtom = (at: number) => held.some(({ start, end }) => at >= start && at < end);
  for (const pair of text.matchAll(PAIR)) {
    const [whole, mark, inside = ''] = pair;
    const end = pair.index + whole.length;
    if (inside === '' || inAtom(pair.index) || inAtom(end - 1)) continue;
    if (mark !== '*' && mark !== '_' && mark !== '~') continue;
    return { before: text.slice(0, pair.index), mark, inside, behind: text.slice(end) };
  }
  return null;
}

function atoms(text: string, verbatim: boolean): Mark[] {
  const marks: Mark[] = [];
  let done = 0;
  const plain = (until: number) => {
    if (until > done) marks.push({ type: 'text', text: characters(text.slice(done, until)) });
  };
  for (const atom of text.matchAll(ATOM)) {
    const [whole, code, control, emoji, url] = atom;
    if (url !== undefined && verbatim) continue;
    plain(atom.index);
    done = atom.index + whole.length;
    if (code !== undefined) marks.push({ type: 'code', text: characters(code) });
    else if (control !== undefined) marks.push(controlled(control));
    else if (emoji !== undefined) marks.push({ type: 'emoji', name: emoji });
    else if (url !== undefined) marks.push(linked(url, undefined));
  }
  plain(text.length);
  return marks;
}

function controlled(control: string): Mark {
  const [target = '', label] = control.split('|');
  if (target.startsWith('@')) return { type: 'user', id: target.slice(1) };
  if (target.startsWith('#')) return { type: 'channel', id: target.slice(1) };
  if (target.startsWith('!subteam^')) return { type: 'usergroup', id: target.slice('!subteam^'.length) };
  if (target.startsWith('!date^')) return { type: 'text', text: characters(label ?? '') };
  if (target.startsWith('!')) return { type: 'broadcast', range: target.slice(1) };
  return linked(target, label);
}

function linked(url: string, label: string | undefined): Mark {
  const shown = characters(label ?? url.replace(/^(mailto|tel):/, ''));
  return { type: 'link', url: characters(url), content: [{ type: 'text', text: shown }] };
}
