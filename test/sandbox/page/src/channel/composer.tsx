import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Chooser, FileList } from '../blocks/files.tsx';
import { control, type GivenFile } from '../state/control.ts';
import { useDesk } from '../state/desk.tsx';
import { COMMAND } from '../state/office.ts';
import { words } from '../words.ts';
import { type Completion, completionsFor } from './completions.ts';

/** What was written and not sent, by place and person; it outlives the page, as the guide's place does. */
const WRITTEN = 'kessai-written';

/** Where commands and messages are written. @param thread whose replies are written, null for the channel. */
export function Composer({
  channel,
  channelName,
  thread,
  onSent,
}: {
  readonly channel: string;
  readonly channelName: string;
  readonly thread: string | null;
  /** Called before it goes, so that whoever shows what comes of it is ready. */
  readonly onSent: () => void;
}) {
  const { me, attempt, say, filling, filled } = useDesk();
  const draft = `${WRITTEN} ${channel} ${thread ?? ''} ${me.id}`;
  const [text, setText] = useState(() => sessionStorage.getItem(draft) ?? '');
  const [closed, setClosed] = useState(false);
  const [active, setActive] = useState(-1);
  const [sending, setSending] = useState(false);
  const [files, setFiles] = useState<readonly GivenFile[]>([]);
  const field = useRef<HTMLTextAreaElement>(null);
  const list = useId();
  const completions = closed || thread !== null ? [] : completionsFor(text);

  useEffect(() => {
    if (filling === null || thread !== null) return;
    setText(filling);
    setClosed(true);
    field.current?.focus();
    filled();
  }, [filling, filled, thread]);
  useEffect(() => sessionStorage.setItem(draft, text), [draft, text]);

  const take = ({ text: completed }: Completion) => {
    setText(completed);
    setClosed(!completed.endsWith(' '));
    setActive(-1);
    field.current?.focus();
  };

  const send = async () => {
    const written = text.trim();
    if (written === '' || sending) return;
    const [first = ''] = written.split(/\s/);
    const command = /^\/[\p{L}\d_-]+$/u.test(first) ? first : null;
    if (command !== null && thread !== null) return say(words.noCommandInThread(command), 'bad');
    if (command !== null && command !== COMMAND) return say(words.unknownCommand(command), 'bad');
    setSending(true);
    onSent();
    const result =
      command === null
        ? await attempt(
            async () =>
              (await control.say(
                me.id,
                channel,
                text,
                thread,
                files.map(({ id }) => id),
              )) ?? true,
          )
        : await attempt(() =>
            control.command(me.id, channel, command, text.trimStart().slice(command.length).trimStart()),
          );
    setSending(false);
    if (result === null) return;
    // What was typed while it was under way is not what was sent.
    setText((now) => (now === text ? '' : now));
    setFiles([]);
    setClosed(false);
    setActive(-1);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // Enter that ends the choosing of characters sends nothing.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const chosen = completions[active];
    if (completions.length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive((at) => (at + step + completions.length) % completions.length);
    } else if (completions.length > 0 && event.key === 'Escape') setClosed(true);
    else if (chosen && (event.key === 'Enter' || event.key === 'Tab')) take(chosen);
    else if (event.key === 'Enter' && !event.shiftKey && hasKeyboard()) void send();
    else return;
    event.preventDefault();
  };

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {files.length > 0 && (
        <div className="composer-files">
          <FileList files={files} onRemove={(id) => setFiles(files.filter((file) => file.id !== id))} />
        </div>
      )}
      {completions.length > 0 && (
        <div id={list} className="completions" role="listbox" aria-label={words.completions}>
          {completions.map((completion, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled where the focus stays, in the text field
            <div
              key={completion.label}
              id={`${list}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => take(completion)}
            >
              <b>{completion.label}</b>
              <span>{completion.explanation}</span>
            </div>
          ))}
        </div>
      )}
      <textarea
        ref={field}
        rows={1}
        value={text}
        aria-label={thread === null ? words.composer(channelName) : words.threadComposer}
        placeholder={thread === null ? words.composerHint : words.threadComposer}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={completions.length > 0}
        aria-controls={list}
        aria-activedescendant={active >= 0 && completions[active] ? `${list}-${active}` : undefined}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setText(event.target.value);
          setClosed(false);
          setActive(-1);
        }}
      />
      <span className="attach" title={words.attach}>
        <span aria-hidden="true">📎</span>
        <Chooser
          attributes={{ 'aria-label': words.attach }}
          accept="image/*"
          many
          full={files.length >= 4}
          onChosen={(chosen) =>
            void attempt(async () => {
              const given = await Promise.all(chosen.map((file) => control.give(me.id, file)));
              setFiles((now) => [...now, ...given]);
              return true;
            })
          }
        />
      </span>
      <button
        type="submit"
        className="button button-primary"
        aria-busy={sending || undefined}
        disabled={text.trim() === ''}
        title={words.sendHint}
      >
        {words.send}
      </button>
    </form>
  );
}

/** On a touch screen Enter is the only way to a new line. */
const hasKeyboard = () => window.matchMedia('(hover: hover) and (pointer: fine)').matches;
