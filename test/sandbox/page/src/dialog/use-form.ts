import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Block } from '../../../slack/blocks/blocks.ts';
import type { Element } from '../../../slack/blocks/elements.ts';
import type { FieldProblem, FieldValue } from '../../../slack/form-values.ts';
import type { Fields } from '../blocks/acting.tsx';
import { fieldKey, heldIn, sameValue } from '../blocks/held.ts';
import { control } from '../state/control.ts';
import { useDesk } from '../state/desk.tsx';
import type { View } from '../state/world.ts';
import { words } from '../words.ts';

/** What is typed goes to Slack's side after this pause, so that a reload of the page loses nothing. */
const PAUSE_MS = 500;

interface Typed {
  readonly block: Block;
  readonly element: Element;
  readonly value: FieldValue;
}

export interface Form extends Fields {
  /** Values that have not been told yet, by block. */
  readonly untold: () => Readonly<Record<string, FieldValue>>;
  readonly setProblems: (problems: readonly FieldProblem[]) => void;
}

/** What a person types into a view, ahead of what Slack's side holds. */
export function useForm(view: View): Form {
  const { attempt, me, world } = useDesk();
  const [typed, setTyped] = useState<ReadonlyMap<string, Typed>>(new Map());
  const latest = useRef(typed);
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const values = view.state.values;
  const change = useCallback((next: ReadonlyMap<string, Typed>) => {
    latest.current = next;
    setTyped(next);
  }, []);

  // What Slack's side now holds need not be kept here.
  useEffect(() => {
    const left = [...latest.current].filter(
      ([, { block, element, value }]) => !sameValue(heldIn(values, block, element), value),
    );
    if (left.length < latest.current.size) change(new Map(left));
  }, [values, change]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const untold = useCallback(
    () => Object.fromEntries([...latest.current.values()].map(({ block, value }) => [block.block_id ?? '', value])),
    [],
  );
  const flush = useCallback(async () => {
    clearTimeout(timer.current);
    const entries = untold();
    if (Object.keys(entries).length > 0) await control.fill(me.id, entries);
  }, [me.id, untold]);

  const enter = useCallback(
    (block: Block, element: Element, value: FieldValue) => {
      setProblems((all) => all.filter(({ field }) => field !== block.block_id));
      clearTimeout(timer.current);
      if (block.type !== 'input' || (block.dispatch_action && !('multiline' in element))) {
        // The app is told of it at once; what was typed before goes first.
        void attempt(async () => {
          await flush();
          await control.choose(
            me.id,
            'modal',
            'action_id' in element ? (element.action_id ?? '') : '',
            block.block_id,
            value,
          );
        });
        return;
      }
      change(new Map(latest.current).set(fieldKey(block, element), { block, element, value }));
      timer.current = setTimeout(() => void flush().catch(() => undefined), PAUSE_MS);
    },
    [attempt, change, flush, me.id],
  );

  const errors = world.formErrors[view.id];
  return useMemo(
    (): Form => ({
      untold,
      flush,
      enter,
      setProblems,
      held: (block, element) => {
        const ahead = typed.get(fieldKey(block, element));
        return ahead ? ahead.value : heldIn(values, block, element);
      },
      problemOf: ({ block_id: id = '' }) => {
        const problem = problems.find(({ field }) => field === id);
        return problem ? words.problem[problem.problem] : (errors?.[id] ?? null);
      },
    }),
    [untold, flush, enter, typed, values, problems, errors],
  );
}
