import { useState } from 'react';
import { useDesk } from '../state/desk.tsx';
import { accountsAt } from '../state/office.ts';
import { words } from '../words.ts';
import { BoardPane } from './board.tsx';
import { XPane } from './x.tsx';

/** The network to which the posts of the channel go, as the citizens see it; where there are several, one at a time. */
export function NetworkPane() {
  const { world, seat } = useDesk();
  const accounts = accountsAt(world, seat.place);
  const [chosen, setChosen] = useState<string | null>(null);
  const account = accounts.find(({ name }) => name === chosen) ?? accounts[0];
  if (!account) return null;
  return (
    <>
      {accounts.length > 1 && (
        <nav className="accounts" aria-label={words.accounts}>
          {accounts.map(({ name }) => (
            <button
              key={name}
              type="button"
              className="button"
              aria-pressed={name === account.name}
              onClick={() => setChosen(name)}
            >
              {name}
            </button>
          ))}
        </nav>
      )}
      {account.username === null ? (
        <BoardPane key={account.name} account={account} />
      ) : (
        <XPane username={account.username} />
      )}
    </>
  );
}
