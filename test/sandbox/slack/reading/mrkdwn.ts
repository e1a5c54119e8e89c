import { unescaped } from '../blocks/stored.ts';
import type { Channel, User, Usergroup } from '../state.ts';
import { withEmoji } from './emoji.ts';

/** Who is behind the ids. */
export interface Names {
  readonly users: ReadonlyMap<string, User>;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly usergroups: ReadonlyMap<string, Usergroup>;
}

export function userName(names: Names, id: string): string {
  return names.users.get(id)?.displayName ?? id;
}

/** What a person sees of a mrkdwn text: marks gone, links and mentions by name, entities as characters. */
export function readMrkdwn(text: string, names: Names): string {
  return text
    .split(/(```[\s\S]+?```|`[^`\n]+`)/)
    .map((part, index) => (index % 2 === 1 ? unescaped(part.replace(/^`+\n?|`+$/g, '')) : readFormatted(part, names)))
    .join('');
}

/** Plain text knows emoji names, but no marks and no mentions. */
export function readPlain(text: string, emojiShown = true): string {
  return unescaped(emojiShown ? withEmoji(text) : text);
}

/** Private-use characters stand for what is put in later. */
const HELD = /\uE000(\d+)\uE001/g;

function readFormatted(text: string, names: Names): string {
  const lines = text.split('\n').map((line) => line.replace(/^(?:&gt;|>)\s?/, '┃ '));
  const parts = lines.join('\n').split(/(<[^<>\n]+>)/);
  // Marks may enclose a link, so that links are put in after the marks are gone.
  const controls: string[] = [];
  const held = parts
    .map((part, index) => {
      if (index % 2 === 0) return part;
      controls.push(readControl(part.slice(1, -1), names));
      return `\uE000${controls.length - 1}\uE001`;
    })
    .join('');
  const bare = ['*', '_', '~'].reduce(withoutMark, held);
  return unescaped(withEmoji(bare)).replace(HELD, (_, number: string) => controls[Number(number)] ?? '');
}

/** Slack formats what stands between two equal marks, if they do not touch letters or digits on their outer side. */
function withoutMark(text: string, mark: string): string {
  const m = mark === '*' ? '\\*' : mark;
  return text.replace(
    new RegExp(`(^|[^\\p{L}\\p{N}${m}])${m}(?!\\s)([^${m}\\n]+?)(?<!\\s)${m}(?![\\p{L}\\p{N}${m}])`, 'gu'),
    '$1$2',
  );
}

function readControl(inner: string, names: Names): string {
  const [target = '', label] = inner.split('|');
  if (target.startsWith('@')) return `@${userName(names, target.slice(1))}`;
  if (target.startsWith('#')) return `#${names.channels.get(target.slice(1))?.name ?? target.slice(1)}`;
  if (target.startsWith('!subteam^')) {
    const id = target.slice('!subteam^'.length);
    return `@${names.usergroups.get(id)?.handle ?? id}`;
  }
  if (target.startsWith('!date^')) return label ?? '';
  if (target.startsWith('!')) return `@${target.slice(1)}`;
  return label === undefined ? unescaped(target) : `${unescaped(label)} (${unescaped(target)})`;
}
