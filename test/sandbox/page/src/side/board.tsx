import { useRef, useState } from 'react';
import { control } from '../state/control.ts';
import { useDesk } from '../state/desk.tsx';
import { boardElement } from '../state/local-links.ts';
import type { Account } from '../state/office.ts';
import { clock, dayName } from '../time.ts';
import { words } from '../words.ts';
import { handedOver } from './handed-over.ts';

/** What a person does who posts by hand: take the text, post it, copy the address. */
export function BoardPane({ account }: { readonly account: Account }) {
  const { world, say, attempt } = useDesk();
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const waiting = handedOver(world, account);
  const posts = world.piazza.filter((posted) => posted.account === account.name);

  const take = (handed: string) => {
    setText(handed);
    field.current?.focus();
  };
  const post = async () => {
    if (text.trim() === '') return;
    const posted = await attempt(() => control.postByHand(account.name, text));
    if (!posted) return;
    setText('');
  };
  const copy = async (url: string) => {
    await navigator.clipboard.writeText(url).catch(() => undefined);
    say(words.copied);
  };

  return (
    <>
      <header className="pane-head pane-head-piazza">
        <h2>{account.network}</h2>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="board" aria-label={account.network} tabIndex={0}>
        <p className="hint">{words.boardHint(account.network)}</p>
        <h3>{words.handedOver}</h3>
        {waiting.length === 0 && <p className="nothing">{words.noneHandedOver}</p>}
        {waiting.map((handed) => (
          <div key={handed.ts} className="handed">
            <pre className="pre">{handed.text}</pre>
            <button type="button" className="button" onClick={() => take(handed.text)}>
              {words.take}
            </button>
          </div>
        ))}
        <form
          className="board-form"
          onSubmit={(event) => {
            event.preventDefault();
            void post();
          }}
        >
          <label htmlFor="piazza-text">{words.boardText(account.network)}</label>
          <textarea
            id="piazza-text"
            ref={field}
            className="control"
            rows={4}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <button type="submit" className="button button-primary" disabled={text.trim() === ''}>
            {words.boardPost}
          </button>
        </form>
        <h3>{words.board}</h3>
        {posts.length === 0 ? (
          <p className="nothing">{words.noBoard}</p>
        ) : (
          <ol className="posts">
            {posts.toReversed().map((posted) => (
              <li key={posted.url} id={boardElement(posted.url)} className="board-post">
                <time>
                  {dayName(posted.createdAt)} {clock(posted.createdAt)}
                </time>
                <p className="post-text">{posted.text}</p>
                <p className="board-url">
                  <code>{posted.url}</code>
                  <button type="button" className="button" onClick={() => void copy(posted.url)}>
                    {words.copyUrl}
                  </button>
                </p>
              </li>
            ))}
          </ol>
        )}
      </section>
    </>
  );
}
