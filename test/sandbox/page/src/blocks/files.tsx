import { useState } from 'react';
import type { Element } from '../../../slack/blocks/elements.ts';
import { control, type GivenFile } from '../state/control.ts';
import { useDesk } from '../state/desk.tsx';
import { words } from '../words.ts';
import { useActing } from './acting.tsx';
import { controlAttributes, type ElementProps } from './element.tsx';

type FileInput = Extract<Element, { type: 'file_input' }>;

/** Files of a form: chosen, listed by name, and taken out again. */
export function Files({ block, element, field }: ElementProps<FileInput>) {
  const { me, attempt } = useDesk();
  const { held, enter } = useActing();
  const value = held(block, element);
  const files = typeof value === 'object' && value !== null && 'files' in value ? value.files.map(named) : [];
  const most = element.max_files ?? 10;
  const keep = (next: readonly GivenFile[]) => enter(block, element, { files: next.map((file) => ({ ...file })) });
  const choose = (chosen: readonly File[]) =>
    void attempt(async () => {
      const given = await Promise.all(chosen.slice(0, most - files.length).map((file) => control.give(me.id, file)));
      keep([...files, ...given]);
      return true;
    });
  return (
    <div className="file">
      <Chooser
        attributes={controlAttributes({ block, element, field })}
        accept={(element.filetypes ?? []).map((type) => `.${type}`).join(',')}
        many={most > 1}
        full={files.length >= most}
        onChosen={choose}
      />
      <FileList files={files} onRemove={(id) => keep(files.filter((file) => file.id !== id))} />
    </div>
  );
}

const named = (file: Readonly<Record<string, unknown>>): GivenFile => ({
  ...file,
  id: String(file.id),
  name: String(file.name),
  mimetype: String(file.mimetype),
});

/** A choice of files that is empty again after each, so that the same file can be chosen once more. */
export function Chooser({
  attributes,
  accept,
  many,
  full,
  onChosen,
}: {
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly accept: string;
  readonly many: boolean;
  readonly full: boolean;
  readonly onChosen: (files: readonly File[]) => void;
}) {
  const [turn, setTurn] = useState(0);
  return (
    <input
      key={turn}
      {...attributes}
      type="file"
      accept={accept}
      multiple={many}
      disabled={full}
      onChange={(event) => {
        onChosen([...(event.target.files ?? [])]);
        setTurn(turn + 1);
      }}
    />
  );
}

export function FileList({
  files,
  onRemove,
}: {
  readonly files: readonly GivenFile[];
  readonly onRemove: (id: string) => void;
}) {
  if (files.length === 0) return null;
  return (
    <ul className="file-list">
      {files.map((file) => (
        <li key={file.id}>
          {file.name}
          <button type="button" className="as-text" onClick={() => onRemove(file.id)}>
            {words.removeFile(file.name)}
          </button>
        </li>
      ))}
    </ul>
  );
}
