import { useCallback } from 'react';
import { useChanges, useDesk } from '../state/desk.tsx';
import { words } from '../words.ts';

/** What happened, said in passing: by the page, and by Slack itself when the app failed. */
export function Toasts() {
  const { toasts, dismiss, say, me } = useDesk();
  useChanges(
    useCallback(
      (change) => {
        if (change.kind === 'notice' && change.notice.user === me.id) say(change.notice.text, 'bad');
      },
      [me.id, say],
    ),
  );
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <p key={toast.id} className={`toast toast-${toast.tone}`}>
          <span>{toast.text}</span>
          <button type="button" className="icon-button" aria-label={words.close} onClick={() => dismiss(toast.id)}>
            <span aria-hidden="true">×</span>
          </button>
        </p>
      ))}
    </div>
  );
}
