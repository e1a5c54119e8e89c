import { memo } from 'react';
import { ActingAt } from '../blocks/acting.tsx';
import { Blocks } from '../blocks/blocks.tsx';
import { Mrkdwn } from '../blocks/text.tsx';
import { Avatar } from '../frame/avatar.tsx';
import { Menu } from '../frame/menu.tsx';
import { control, fileAddress } from '../state/control.ts';
import { useDesk } from '../state/desk.tsx';
import { messageElement } from '../state/local-links.ts';
import { MESSAGE_SHORTCUTS } from '../state/office.ts';
import type { Ephemeral, Message } from '../state/world.ts';
import { clock, millisOf } from '../time.ts';
import { words } from '../words.ts';

export interface MessageProps {
  readonly channel: string;
  readonly message: Message;
  /** In a thread there is no way into the thread. */
  readonly inThread?: boolean;
}

export const MessageView = memo(function MessageView({ channel, message, inThread = false }: MessageProps) {
  const { world, me, go, seat, attempt } = useDesk();
  const author = world.slack.users.find((user) => user.id === message.user);
  const time = clock(millisOf(message.ts));
  const name = author?.displayName ?? 'Slack';
  if (message.subtype === 'tombstone') return <p className="tombstone">{words.deletedMessage}</p>;
  const openThread = () =>
    go({ place: channel, thread: message.thread_ts ?? message.ts, side: 'thread', pane: 'thread' });
  const replies = message.reply_count ?? 0;
  const open = !inThread && seat.side === 'thread' && seat.thread === message.ts;
  return (
    <article
      id={inThread ? undefined : messageElement(message.ts)}
      className={open ? 'message message-open' : 'message'}
      aria-label={words.messageBy(name, time)}
    >
      <Avatar of={author} />
      <div className="message-main">
        <header className="message-head">
          <b className="name">{name}</b>
          {message.bot_id !== undefined && <span className="badge">{words.app}</span>}
          <time>{time}</time>
          {message.edited && <span className="edited">{words.edited}</span>}
          <Menu
            name={words.messageMenu(name, time)}
            items={[
              ...MESSAGE_SHORTCUTS.map(({ name: text, callbackId }) => ({
                key: callbackId,
                text,
                run: () => void attempt(() => control.shortcut(me.id, channel, message.ts, callbackId)),
              })),
              ...(inThread ? [] : [{ key: 'thread', text: words.replyInThread, run: openThread }]),
            ]}
          />
        </header>
        <Body channel={channel} message={message} />
        <GivenFiles files={message.files ?? []} />
        {!inThread && replies > 0 && (
          <button type="button" className="replies" onClick={openThread}>
            <b>{words.replies(replies)}</b>
            {message.latest_reply !== undefined && (
              <span>{words.lastReply(clock(millisOf(message.latest_reply)))}</span>
            )}
          </button>
        )}
      </div>
    </article>
  );
});

export const EphemeralView = memo(function EphemeralView({
  message,
  onDismiss,
}: {
  readonly message: Ephemeral;
  readonly onDismiss: (ts: string) => void;
}) {
  const { world } = useDesk();
  const app = world.slack.users.find((user) => user.isBot);
  const time = clock(millisOf(message.ts));
  const name = app?.displayName ?? 'Slack';
  return (
    <article id={messageElement(message.ts)} className="message message-ephemeral" aria-label={words.onlyYou}>
      <Avatar of={app} />
      <div className="message-main">
        <p className="only-you">
          {words.onlyYou}
          <button type="button" className="as-text" onClick={() => onDismiss(message.ts)}>
            {words.dismiss}
          </button>
        </p>
        <header className="message-head">
          <b className="name">{name}</b>
          <span className="badge">{words.app}</span>
          <time>{time}</time>
        </header>
        <Body channel={message.channel} message={message} />
      </div>
    </article>
  );
});

/** What is attached to a message. */
function GivenFiles({ files }: { readonly files: NonNullable<Message['files']> }) {
  return files.map((file) => (
    <figure key={String(file.id)} className="block-image">
      <figcaption>{String(file.name)}</figcaption>
      {String(file.mimetype).startsWith('image/') && (
        <img src={fileAddress(String(file.id))} alt={words.attached(String(file.name))} />
      )}
    </figure>
  ));
}

function Body({ channel, message }: { readonly channel: string; readonly message: Message | Ephemeral }) {
  if (!message.blocks || message.blocks.length === 0) {
    return (
      <div className="prose">
        <Mrkdwn text={message.text} />
      </div>
    );
  }
  return (
    <ActingAt place={placeOf(channel, message.ts)}>
      <Blocks blocks={message.blocks} />
    </ActingAt>
  );
}

const places = new Map<string, { readonly channel: string; readonly ts: string }>();

/** The same object for the same place, so that nothing is drawn anew for it. */
function placeOf(channel: string, ts: string) {
  const key = `${channel} ${ts}`;
  const known = places.get(key) ?? { channel, ts };
  places.set(key, known);
  return known;
}
