import { useDesk } from '../state/desk.tsx';
import { words } from '../words.ts';
import { Requests } from './requests.tsx';
import { Troubles } from './troubles.tsx';
import { XPost } from './x-post.tsx';

/** The timeline of the account, as X shows it, with the switches for trouble. */
export function XPane({ username }: { readonly username: string }) {
  const { world } = useDesk();
  const account = world.x.accounts.find((each) => each.username === username);
  const newest = world.x.posts.toReversed();
  const own = newest.filter((post) => post.username === username);
  const others = newest.filter((post) => world.office.accounts.every((each) => each.username !== post.username));
  const living = own.filter((post) => post.deletedAt === null).length;
  return (
    <>
      <header className="pane-head pane-head-x">
        <h2>
          <span className="x-mark" aria-hidden="true">
            𝕏
          </span>
          {account?.name ?? username}
        </h2>
        <span className="aside">
          @{username}・{words.posts(living)}
        </span>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="timeline" aria-label={words.timelineOf(account?.name ?? username)} tabIndex={0}>
        <Troubles />
        {own.length === 0 ? (
          <div className="empty">
            <p>{words.emptyTimeline}</p>
            <p>{words.emptyTimelineHint}</p>
          </div>
        ) : (
          <ol className="posts">
            {own.map((post) => (
              <li key={post.id}>
                <XPost post={post} />
              </li>
            ))}
          </ol>
        )}
        {others.length > 0 && (
          <>
            <h3 className="others">{words.otherAccount}</h3>
            <ol className="posts">
              {others.map((post) => (
                <li key={post.id}>
                  <XPost post={post} />
                </li>
              ))}
            </ol>
          </>
        )}
        <Requests />
      </section>
    </>
  );
}
