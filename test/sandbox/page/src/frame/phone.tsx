import { useEffect, useRef, useState } from 'react';
import { handedOver } from '../side/handed-over.ts';
import { useDesk } from '../state/desk.tsx';
import { accountsAt } from '../state/office.ts';
import type { Seat } from '../state/seat.ts';
import { words } from '../words.ts';
import { Avatar } from './avatar.tsx';
import { People } from './people.tsx';

/** On a phone: who one is, always in view, and a sheet to change it. */
export function PhoneTop() {
  const { me } = useDesk();
  const [open, setOpen] = useState(false);
  const sheet = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) sheet.current?.showModal();
    else sheet.current?.close();
  }, [open]);
  return (
    <div className="phone-top">
      <Avatar of={me} />
      <span className="phone-me">
        <b>{me.displayName}</b>
        <small>{me.title}</small>
      </span>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        {words.change}
      </button>
      <dialog ref={sheet} className="dialog sheet" aria-label={words.actAs} onClose={() => setOpen(false)}>
        <header className="dialog-head">
          <h2>{words.actAs}</h2>
          <button type="button" className="icon-button" aria-label={words.close} onClick={() => setOpen(false)}>
            <span aria-hidden="true">×</span>
          </button>
        </header>
        {open && <People onChosen={() => setOpen(false)} />}
      </dialog>
    </div>
  );
}

const PANES: readonly Seat['pane'][] = ['menu', 'place', 'thread', 'network'];

/** On a phone: one pane at a time. */
export function PhonePanes() {
  const { world, seat, go } = useDesk();
  const [account, another] = accountsAt(world, seat.place);
  const network = account && !another ? account.network : words.network;
  const fresh = useFreshPosts();
  return (
    <nav className="phone-panes" aria-label={words.panes}>
      {PANES.map((pane) => (
        <button
          key={pane}
          type="button"
          aria-current={seat.pane === pane ? 'page' : undefined}
          onClick={() => go({ pane })}
        >
          {pane === 'network' ? network : words.pane[pane]}
          {pane === 'network' && fresh && <span className="dot" role="img" aria-label={words.fresh} />}
        </button>
      ))}
    </nav>
  );
}

/** Something was published since the network was last looked at. */
function useFreshPosts(): boolean {
  const { world, seat } = useDesk();
  const count =
    world.x.posts.length + world.office.accounts.reduce((sum, account) => sum + handedOver(world, account).length, 0);
  const [seen, setSeen] = useState(count);
  useEffect(() => {
    if (seat.pane === 'network') setSeen(count);
  }, [seat.pane, count]);
  return count > seen && seat.pane !== 'network';
}
