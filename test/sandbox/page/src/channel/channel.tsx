import { useMemo, useState } from 'react';
import { Guide } from '../guide/guide.tsx';
import { useDesk } from '../state/desk.tsx';
import type { Channel } from '../state/world.ts';
import { words } from '../words.ts';
import { Composer } from './composer.tsx';
import { entriesOf, MessageList } from './message-list.tsx';

export function ChannelPane({ channel }: { readonly channel: Channel }) {
  const { world, me } = useDesk();
  const [sent, setSent] = useState(0);
  const accounts = world.office.accounts.filter((account) => account.channel === channel.id);
  const entries = useMemo(() => {
    const top = channel.messages.filter((message) => !message.thread_ts || message.thread_ts === message.ts);
    const own = channel.ephemerals.filter((each) => each.user === me.id && each.thread_ts === undefined);
    return entriesOf(top, own);
  }, [channel, me.id]);
  return (
    <>
      <header className="pane-head">
        <h2># {channel.name}</h2>
        <span className="aside">{words.members(channel.members.length)}</span>
        {accounts.length > 0 && <span className="aside">{words.leadsTo(accounts)}</span>}
      </header>
      <Guide />
      {entries.length === 0 ? (
        <div className="empty">
          <p>{words.emptyChannel}</p>
          <p>{words.emptyChannelHint}</p>
        </div>
      ) : (
        <MessageList
          channel={channel.id}
          entries={entries}
          listKey={`${channel.id} ${me.id}`}
          name={words.messages(channel.name)}
          sent={sent}
        />
      )}
      <Composer
        key={`${channel.id} ${me.id}`}
        channel={channel.id}
        channelName={channel.name}
        thread={null}
        onSent={() => setSent((count) => count + 1)}
      />
    </>
  );
}
