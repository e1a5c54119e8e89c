import { useCallback, useEffect, useState } from 'react';
import type { XRequest } from '../../../x/state.ts';
import { control } from '../state/control.ts';
import { useChanges, useDesk } from '../state/desk.tsx';
import { clock } from '../time.ts';
import { words } from '../words.ts';

const SHOWN = 5;

/** The create requests that arrived at X, so that anybody can count that each approval sends one. */
export function Requests() {
  const { attempt } = useDesk();
  const [requests, setRequests] = useState<readonly XRequest[]>([]);
  const load = useCallback(async () => {
    const all = await attempt(control.createRequests);
    if (all) setRequests(all);
  }, [attempt]);
  useEffect(() => void load(), [load]);
  useChanges(
    useCallback((change) => {
      if (change.kind !== 'x.request' || change.request.operation !== 'tweets.create') return;
      const { request } = change;
      setRequests((all) => [...all.filter((each) => each.seq !== request.seq), request]);
    }, []),
  );
  return (
    <section className="requests" aria-label={words.requests}>
      <h3>
        {words.requests}（{requests.length}）
      </h3>
      {requests.length === 0 ? (
        <p className="hint">{words.noRequests}</p>
      ) : (
        <ol>
          {requests
            .slice(-SHOWN)
            .toReversed()
            .map((request) => (
              <li key={request.seq}>
                <time>{clock(request.at)}</time>
                <span className="request-text">{request.text ?? '…'}</span>
                <span className={request.status !== null && request.status < 300 ? 'status status-good' : 'status'}>
                  {request.status === null ? words.requestUnanswered : words.requestAnswered(request.status)}
                </span>
              </li>
            ))}
        </ol>
      )}
    </section>
  );
}
