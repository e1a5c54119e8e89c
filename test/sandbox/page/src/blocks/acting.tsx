import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';
import type { Block } from '../../../slack/blocks/blocks.ts';
import type { Confirm } from '../../../slack/blocks/composition.ts';
import type { Element } from '../../../slack/blocks/elements.ts';
import type { FieldValue } from '../../../slack/form-values.ts';
import type { Place } from '../../../slack/people/stage.ts';
import { ConfirmDialog } from '../dialog/confirm.tsx';
import { control } from '../state/control.ts';
import { useDesk } from '../state/desk.tsx';
import { fieldKey, initialOf } from './held.ts';

/** What a person can do with the elements of a message, form or Home tab. */
export interface Acting {
  readonly held: (block: Block, element: Element) => FieldValue;
  readonly enter: (block: Block, element: Element, value: FieldValue) => void;
  readonly press: (block: Block, element: Element) => void;
  readonly choose: (block: Block, element: Element, value: FieldValue) => void;
  /** The element whose act the app has not answered yet. */
  readonly busy: string | null;
  /** What is wrong with the input of this block. */
  readonly problemOf: (block: Block) => string | null;
}

const ActingContext = createContext<Acting | null>(null);

export function useActing(): Acting {
  const acting = useContext(ActingContext);
  if (!acting) throw new Error('Blocks stand in a message, a form or on the Home tab');
  return acting;
}

export interface Fields {
  readonly held: Acting['held'];
  readonly enter: Acting['enter'];
  readonly problemOf: Acting['problemOf'];
  /** Called before an act, so that what was typed goes with it. */
  readonly flush: () => Promise<void>;
}

interface Asked {
  readonly confirm: Confirm;
  readonly act: () => Promise<void>;
}

/** @param fields of a form; elsewhere what is chosen is told at once. */
export function ActingAt({
  place,
  fields,
  children,
}: {
  readonly place: Place;
  readonly fields?: Fields;
  readonly children: ReactNode;
}) {
  const { me, attempt } = useDesk();
  const [busy, setBusy] = useState<string | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [chosen, setChosen] = useState<ReadonlyMap<string, FieldValue>>(new Map());
  const running = useRef(false);

  const run = useCallback(
    (block: Block, element: Element, act: () => Promise<unknown>) => {
      const go = async () => {
        // A second click before the answer is the same click.
        if (running.current) return;
        running.current = true;
        setBusy(fieldKey(block, element));
        await attempt(async () => {
          await fields?.flush();
          await act();
        });
        running.current = false;
        setBusy(null);
      };
      const confirm = 'confirm' in element ? element.confirm : undefined;
      if (confirm) setAsked({ confirm, act: go });
      else void go();
    },
    [attempt, fields],
  );

  const acting = useMemo((): Acting => {
    const choose = (block: Block, element: Element, value: FieldValue) => {
      setChosen((before) => new Map(before).set(fieldKey(block, element), value));
      run(block, element, () => control.choose(me.id, place, actionIdOf(element), block.block_id, value));
    };
    return {
      busy,
      choose,
      press: (block, element) =>
        run(block, element, () => control.click(me.id, place, actionIdOf(element), block.block_id)),
      held: fields?.held ?? ((block, element) => chosen.get(fieldKey(block, element)) ?? initialOf(element)),
      enter: fields?.enter ?? choose,
      problemOf: fields?.problemOf ?? (() => null),
    };
  }, [busy, chosen, fields, me.id, place, run]);

  return (
    <ActingContext value={acting}>
      {children}
      {asked && (
        <ConfirmDialog
          confirm={asked.confirm}
          onAnswer={(yes) => {
            setAsked(null);
            if (yes) void asked.act();
          }}
        />
      )}
    </ActingContext>
  );
}

const actionIdOf = (element: Element): string => ('action_id' in element ? (element.action_id ?? '') : '');
