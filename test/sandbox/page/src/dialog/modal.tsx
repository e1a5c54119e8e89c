import { type FormEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { ActingAt } from '../blocks/acting.tsx';
import { Blocks } from '../blocks/blocks.tsx';
import { plainText } from '../blocks/text.tsx';
import { control } from '../state/control.ts';
import { isTrouble, useDesk } from '../state/desk.tsx';
import type { View } from '../state/world.ts';
import { words } from '../words.ts';
import { useForm } from './use-form.ts';

/** The topmost form that is open for the person before the page. */
export function Modal() {
  const { world, me } = useDesk();
  const stack = world.slack.views.filter((view) => view.user === me.id);
  const top = stack.at(-1);
  return top ? <OpenModal key={top.id} view={top} below={stack.length > 1} /> : null;
}

function OpenModal({ view, below }: { readonly view: View; readonly below: boolean }) {
  const { me, attempt, store } = useDesk();
  const form = useForm(view);
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const [sending, setSending] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);

  // A layout effect, because a dialog gives the focus back only while it is still on the page.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    shown?.querySelector<HTMLElement>('.dialog-body :is(input, textarea, select):not(:disabled)')?.focus();
    return () => shown?.close();
  }, []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (sending) return;
    setSending(true);
    setTrouble(null);
    store.forgetErrors(view.id);
    const result = await attempt(() => control.submit(me.id, form.untold()));
    setSending(false);
    form.setProblems(result?.problems ?? []);
    if (isTrouble(result)) setTrouble(result?.outcome === 'timeout' ? words.formTimeout : words.formTrouble);
    if (result?.outcome === 'incomplete' || result?.outcome === 'errors') showFirstWrong(dialog.current);
  };
  const close = () =>
    void attempt(async () => {
      await form.flush();
      return control.close(me.id);
    });

  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={title}
      onCancel={(event) => {
        event.preventDefault();
        if (event.target === event.currentTarget) close();
      }}
    >
      <form noValidate onSubmit={(event) => void submit(event)}>
        <header className="dialog-head">
          <h2 id={title}>{view.title && plainText(view.title)}</h2>
          <button type="button" className="icon-button" aria-label={below ? words.back : words.close} onClick={close}>
            <span aria-hidden="true">{below ? '←' : '×'}</span>
          </button>
        </header>
        <div className="dialog-body" inert={sending}>
          {trouble !== null && (
            <p className="block-alert block-alert-error" role="alert">
              {trouble}
            </p>
          )}
          <ActingAt place="modal" fields={form}>
            <Blocks blocks={view.blocks} />
          </ActingAt>
        </div>
        <footer className="dialog-foot">
          <button type="button" className="button" onClick={close}>
            {view.close ? plainText(view.close) : words.close}
          </button>
          {view.submit && (
            <button type="submit" className="button button-primary" aria-busy={sending || undefined}>
              {sending ? words.sending : plainText(view.submit)}
            </button>
          )}
        </footer>
      </form>
    </dialog>
  );
}

/** Once the marks are drawn: the first wrong field in view, with the focus on it. */
function showFirstWrong(dialog: HTMLDialogElement | null): void {
  setTimeout(() => {
    const wrong = dialog?.querySelector<HTMLElement>('.block-input-wrong');
    wrong?.scrollIntoView({ block: 'center' });
    wrong?.querySelector<HTMLElement>('input, textarea, select')?.focus();
  }, 50);
}
