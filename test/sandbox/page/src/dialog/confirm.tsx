import { useId, useLayoutEffect, useRef } from 'react';
import type { Confirm } from '../../../slack/blocks/composition.ts';
import { plainText, Text } from '../blocks/text.tsx';

/** Slack's question before an act. */
export function ConfirmDialog({
  confirm,
  onAnswer,
}: {
  readonly confirm: Confirm;
  readonly onAnswer: (yes: boolean) => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  // A layout effect, because a dialog gives the focus back only while it is still on the page.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="dialog dialog-small"
      aria-labelledby={title}
      onCancel={(event) => {
        event.preventDefault();
        onAnswer(false);
      }}
    >
      <header className="dialog-head">
        <h2 id={title}>{plainText(confirm.title)}</h2>
      </header>
      <div className="dialog-body prose">
        <Text of={confirm.text} />
      </div>
      <footer className="dialog-foot">
        <button type="button" className="button" onClick={() => onAnswer(false)}>
          {plainText(confirm.deny)}
        </button>
        <button
          type="button"
          className={confirm.style === 'danger' ? 'button button-danger' : 'button button-primary'}
          onClick={() => onAnswer(true)}
        >
          {plainText(confirm.confirm)}
        </button>
      </footer>
    </dialog>
  );
}
