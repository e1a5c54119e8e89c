import { emoji } from '../../../slack/reading/emoji.ts';
import { useDesk } from '../state/desk.tsx';
import { inOrder } from './in-order.ts';
import { SmartLink } from './link.tsx';
import { characters, type Mark, parseMrkdwn } from './mrkdwn.ts';

export interface TextObject {
  readonly type: 'plain_text' | 'mrkdwn';
  readonly text: string;
  readonly emoji?: boolean | undefined;
  readonly verbatim?: boolean | undefined;
}

/** A text object as Slack shows it. */
export function Text({ of }: { readonly of: TextObject }) {
  if (of.type === 'mrkdwn') return <Mrkdwn text={of.text} verbatim={of.verbatim ?? false} />;
  return <>{plainText(of)}</>;
}

/** A plain text as characters, for labels and options too. */
export function plainText({ text, emoji: named }: Pick<TextObject, 'text' | 'emoji'>): string {
  return characters(named === false ? text : withEmoji(text));
}

/** `:tada:` as the character; unknown names stay. */
function withEmoji(text: string): string {
  return text.replace(/:([a-z0-9_+'-]+):/g, (whole, name: string) => emoji(name) ?? whole);
}

export function Mrkdwn({ text, verbatim = false }: { readonly text: string; readonly verbatim?: boolean }) {
  return <Marks of={parseMrkdwn(text, { verbatim })} />;
}

function Marks({ of }: { readonly of: readonly Mark[] }) {
  return inOrder(of, shown);
}

function shown(mark: Mark) {
  switch (mark.type) {
    case 'text':
      return mark.text;
    case 'code':
      return <code className="code">{mark.text}</code>;
    case 'pre':
      return <pre className="pre">{mark.text}</pre>;
    case 'bold':
      return (
        <b>
          <Marks of={mark.content} />
        </b>
      );
    case 'italic':
      return (
        <i>
          <Marks of={mark.content} />
        </i>
      );
    case 'strike':
      return (
        <s>
          <Marks of={mark.content} />
        </s>
      );
    case 'quote':
      return (
        <blockquote className="quote">
          <Marks of={mark.content} />
        </blockquote>
      );
    case 'link':
      return (
        <SmartLink url={mark.url}>
          <Marks of={mark.content} />
        </SmartLink>
      );
    case 'user':
      return <UserMention id={mark.id} />;
    case 'channel':
      return <ChannelMention id={mark.id} />;
    case 'usergroup':
      return <GroupMention id={mark.id} />;
    case 'broadcast':
      return <span className="mention mention-me">@{mark.range}</span>;
    case 'emoji':
      return emoji(mark.name) ?? `:${mark.name}:`;
    default: {
      const never: never = mark;
      throw new Error(`Unknown mark ${JSON.stringify(never)}`);
    }
  }
}

export function UserMention({ id }: { readonly id: string }) {
  const { world, me } = useDesk();
  const name = world.slack.users.find((user) => user.id === id)?.displayName ?? id;
  return <span className={id === me.id ? 'mention mention-me' : 'mention'}>@{name}</span>;
}

export function GroupMention({ id }: { readonly id: string }) {
  const { world, me } = useDesk();
  const group = world.slack.usergroups.find((each) => each.id === id);
  const mine = group?.users.includes(me.id) ?? false;
  return <span className={mine ? 'mention mention-me' : 'mention'}>@{group?.handle ?? id}</span>;
}

export function ChannelMention({ id }: { readonly id: string }) {
  const { world, go } = useDesk();
  const channel = world.slack.channels.find((each) => each.id === id);
  if (!channel) return <span className="mention">#{id}</span>;
  return (
    <button type="button" className="mention as-text" onClick={() => go({ place: id, thread: null, pane: 'place' })}>
      #{channel.name}
    </button>
  );
}
