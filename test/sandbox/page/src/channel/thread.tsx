import { useMemo, useState } from 'react';
import { useDesk } from '../state/desk.tsx';
import { words } from '../words.ts';
import { Composer } from './composer.tsx';
import { entriesOf, MessageList } from './message-list.tsx';

/** The chosen card with everything that was said below it. */
export function ThreadPane() {
  const { world, seat, me, go } = useDesk();
  const [sent, setSent] = useState(0);
  const channel = world.slack.channels.find((each) => each.messages.some((message) => message.ts === seat.thread));
  const entries = useMemo(() => {
    if (!channel) return [];
    const messages = channel.messages.filter((each) => each.ts === seat.thread || each.thread_ts === seat.thread);
    const own = channel.ephemerals.filter((each) => each.user === me.id && each.thread_ts === seat.thread);
    return entriesOf(messages, own);
  }, [channel, seat.thread, me.id]);
  return (
    <>
      <header className="pane-head">
        <h2>{words.thread}</h2>
        {channel && <span className="aside"># {channel.name}</span>}
        {channel && (
          <button
            type="button"
            className="icon-button"
            aria-label={words.closeThread}
            onClick={() => go({ thread: null, side: 'network', pane: 'place' })}
          >
            <span aria-hidden="true">×</span>
          </button>
        )}
      </header>
      {channel && seat.thread !== null ? (
        <>
          <MessageList
            channel={channel.id}
            entries={entries}
            listKey={seat.thread}
            inThread
            name={words.thread}
            sent={sent}
          />
          <Composer
            key={`${seat.thread} ${me.id}`}
            channel={channel.id}
            channelName={channel.name}
            thread={seat.thread}
            onSent={() => setSent((count) => count + 1)}
          />
        </>
      ) : (
        <div className="empty">
          <p>{words.noThread}</p>
        </div>
      )}
    </>
  );
}
