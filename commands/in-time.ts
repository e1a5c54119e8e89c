import type { types, ViewResponseAction } from '@slack/bolt';
import { answerWasLost } from '../src/slack/answers.ts';
import { drawForm } from '../src/slack/form-views.ts';
import { giveBack, type Heard } from '../src/slack/private-answer.ts';
import { isOutOfReach } from '../src/slack/slack-faults.ts';
import type { Kept } from '../src/usecases/ports.ts';
import { insteadOfForm, savedMessage } from '../views/answer/fault.ts';
import { savedView, savingView } from '../views/answer/slow.ts';
import { viewWithoutPictures } from '../views/kit/pictures.ts';
import type { Desk } from './desk.ts';
import { formIsGone } from './typed.ts';

/** Slack shows an error after three seconds without an answer; before that, it gets one even when the disk is slow. */
const ANSWER_WITHIN_MS = 2_000;
/** From then on an answer may come too late to be heard. */
const HEARD_WITHIN_MS = 2_800;

/**
 * Answers when the work is done, or in time when what was typed is safe meanwhile: with the answer, Slack forgets it.
 * @returns what the work came to. @throws what the work throws, after the answer.
 */
export async function answerWhenDone<T>(ack: () => Promise<void>, kept: Kept, work: Promise<T>): Promise<T> {
  const done = work.catch(() => undefined);
  const inTime = Promise.all([after(ANSWER_WITHIN_MS), kept.safe]).then(([, safe]) => (safe ? undefined : done));
  await Promise.race([done, inTime]);
  await ack();
  return work;
}

/** What becomes of a submitted form. */
export interface FormAnswer {
  /** Everything is on record. @param next form in the place of this one. */
  close(next?: types.ModalView | null): Promise<void>;
  /**
   * Not done: another form takes its place. Where none can be shown, or it does not hold all that was typed, `said` and
   * what was typed reach the person otherwise.
   */
  refuse(view: types.ModalView, said: string, holdsAll?: boolean): Promise<void>;
  /** After a fault: the form comes back if it can; else whoever tells of the fault gives back what was typed. */
  reopen(view: types.ModalView): Promise<void>;
}

type Ack = (answer?: ViewResponseAction) => Promise<void>;

/** Forms that were sent and are not answered yet, by view. */
const underWay = new Set<string>();

/** Was this form sent? Then whoever answers it sees to what was typed, also when it is closed meanwhile. */
export const isUnderWay = (viewId: string): boolean => underWay.has(viewId);

interface Submission extends Heard {
  readonly ack: Ack;
  readonly viewId: string;
  readonly kept: Kept;
}

/**
 * Answers a submitted form. When that is long in coming and what was typed is safe, the form turns into a notice that the
 * work goes on, and later into the result; Slack takes no late answers. While it is not safe, the form keeps it: Slack then
 * says that something is wrong. An answer counts as heard when Slack still has the form to show it in.
 * @returns what the work came to. @throws what it throws.
 */
export async function answerForm<T>(
  desk: Desk,
  { ack, viewId, kept, ...heard }: Submission,
  work: (answer: FormAnswer) => Promise<T>,
): Promise<T> {
  underWay.add(viewId);
  let answered = false;
  let late = false;
  let notice: Promise<void> | undefined;
  const report = (error: unknown): void => desk.world.report?.(`form ${viewId}`, error);
  void Promise.all([after(ANSWER_WITHIN_MS), kept.safe]).then(([, safe]) => {
    if (answered || !safe) return;
    answered = true;
    late = true;
    notice = ack({ response_action: 'update', view: savingView() }).catch(report);
  });
  void after(HEARD_WITHIN_MS).then(() => {
    late = true;
  });

  const shown = async (view: types.ModalView): Promise<boolean> => {
    try {
      await drawForm(heard.client, { id: viewId }, view);
      return true;
    } catch (error) {
      if (!isOutOfReach(error)) report(error);
      return false;
    }
  };
  /** @returns whether it may have been heard. */
  const answer = async (view: types.ModalView | null): Promise<boolean> => {
    if (answered) await notice;
    else {
      answered = true;
      // What Slack would not take in the answer, nobody hears of: its pictures come with the next drawing.
      await (view === null ? ack() : ack({ response_action: 'update', view: viewWithoutPictures(view) }));
    }
    return !late && !answerWasLost(heard.body);
  };
  const show = async (view: types.ModalView): Promise<boolean> => {
    await answer(view);
    // Slack takes an answer for a form that was closed meanwhile, and throws it away; asked once more, it says so.
    return shown(view);
  };

  try {
    return await work({
      async close(next = null) {
        if (next === null) formIsGone(viewId);
        // The answer does not wait for it.
        const released = kept.release();
        const heardOf = (await answer(next)) || (await shown(next ?? savedView()));
        await released;
        if (!heardOf) await giveBack(heard, savedMessage(), '', desk.world.pause);
      },
      async refuse(view, said, holdsAll = true) {
        if (!(await show(view)) || !holdsAll)
          await giveBack(heard, insteadOfForm(said, kept.arrival.text), kept.arrival.text, desk.world.pause);
        await kept.release();
      },
      async reopen(view) {
        if (await show(view)) await kept.release();
      },
    });
  } finally {
    underWay.delete(viewId);
    answered = true;
  }
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
