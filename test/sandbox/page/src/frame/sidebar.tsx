import { useDesk } from '../state/desk.tsx';
import { HOME } from '../state/seat.ts';
import { useUnread } from '../state/unread.ts';
import { words } from '../words.ts';
import { People } from './people.tsx';

/** Workspace, channels, the app, and everybody as whom one can act. */
export function Sidebar() {
  const { world, seat, go } = useDesk();
  const unreadIn = useUnread();
  const { connections, mistakes, team } = world.slack;
  return (
    <>
      <header className="workspace">
        <h1>{team.name}</h1>
        <p className={connections > 0 ? 'connected' : 'connected connected-not'}>
          {connections > 0 ? words.appConnected : words.appGone}
        </p>
      </header>
      <nav aria-label={words.channels}>
        <h2>{words.channels}</h2>
        <ul className="channels">
          {world.slack.channels.map((channel) => {
            const { messages, mentions } = unreadIn(channel);
            return (
              <li key={channel.id}>
                <button
                  type="button"
                  className={messages + mentions > 0 ? 'channel-link channel-unread' : 'channel-link'}
                  aria-current={seat.place === channel.id ? 'page' : undefined}
                  onClick={() => go({ place: channel.id, thread: null, side: 'network', pane: 'place' })}
                >
                  <span className="channel-name"># {channel.name}</span>
                  {mentions > 0 ? (
                    <span className="count count-mention" role="img" aria-label={words.mentions(mentions)}>
                      {mentions}
                    </span>
                  ) : (
                    messages > 0 && <span className="dot" role="img" aria-label={words.unread(messages)} />
                  )}
                </button>
              </li>
            );
          })}
        </ul>
        <h2>{words.apps}</h2>
        <ul className="channels">
          <li>
            <button
              type="button"
              className="channel-link"
              aria-current={seat.place === HOME ? 'page' : undefined}
              onClick={() => go({ place: HOME, thread: null, side: 'network', pane: 'place' })}
            >
              <span className="channel-name">{words.appHome}</span>
            </button>
          </li>
        </ul>
      </nav>
      <section aria-label={words.actAs}>
        <h2>{words.actAs}</h2>
        <People />
      </section>
      {mistakes.length > 0 && (
        <details className="mistakes">
          <summary>{words.mistakes(mistakes.length)}</summary>
          <ul>
            {mistakes.map((mistake) => (
              <li key={`${mistake.at} ${mistake.what}`}>{mistake.what}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
