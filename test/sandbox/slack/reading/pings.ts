import type { Block } from '../blocks/blocks.ts';

/** Whom a message notifies. */
export interface Pings {
  readonly users: readonly string[];
  readonly usergroups: readonly string[];
  /** `here`, `channel`, `everyone` */
  readonly broadcasts: readonly string[];
}

/**
 * Whom this content would notify: mentions in mrkdwn (the text beside blocks counts too, because it is what a notification
 * shows), and the mention elements of rich text. Plain text never notifies.
 */
export function pingsOf(message: { readonly text?: string; readonly blocks?: readonly Block[] }): Pings {
  const found = { users: new Set<string>(), usergroups: new Set<string>(), broadcasts: new Set<string>() };
  const inMrkdwn = (text: string) => {
    for (const [, id] of text.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g)) if (id) found.users.add(id);
    for (const [, id] of text.matchAll(/<!subteam\^(S[A-Z0-9]+)(?:\|[^>]*)?>/g)) if (id) found.usergroups.add(id);
    for (const [, range] of text.matchAll(/<!(here|channel|everyone|group)(?:\|[^>]*)?>/g))
      if (range) found.broadcasts.add(range);
  };
  const look = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(look);
    if (typeof value !== 'object' || value === null) return;
    if ('type' in value) {
      if ((value.type === 'mrkdwn' || value.type === 'markdown') && 'text' in value) inMrkdwn(String(value.text));
      if (value.type === 'user' && 'user_id' in value) found.users.add(String(value.user_id));
      if (value.type === 'usergroup' && 'usergroup_id' in value) found.usergroups.add(String(value.usergroup_id));
      if (value.type === 'broadcast' && 'range' in value) found.broadcasts.add(String(value.range));
    }
    Object.values(value).forEach(look);
  };
  inMrkdwn(message.text ?? '');
  look(message.blocks ?? []);
  return { users: [...found.users], usergroups: [...found.usergroups], broadcasts: [...found.broadcasts] };
}
