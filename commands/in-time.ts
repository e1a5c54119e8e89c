import type { types, ViewResponseAction, webApi } from '@slack/bolt';
import { savedView, savingView } from '../views/slow.ts';

/** Slack shows an error after three seconds without an answer; before that, it gets one even when the disk is slow. */
const ANSWER_WITHIN_MS = 2_000;

/**
 * Answers when the work is done: with the answer, Slack forgets what was typed, so by then it had better be on disk.
 * @returns what the work came to. @throws what the work throws, after the answer.
 */
export async function answerWhenDone<T>(ack: () => Promise<void>, work: Promise<T>): Promise<T> {
  await Promise.race([work.catch(() => undefined), timeUp()]);
  await ack();
  return work;
}

/** What becomes of a submitted form. */
export interface FormAnswer {
  /** Everything is on record. */
  close(): Promise<void>;
  /** Another form takes its place. */
  show(view: types.ModalView): Promise<void>;
}

type Ack = (answer?: ViewResponseAction) => Promise<void>;

/**
 * Answers a submitted form. When that is long in coming, the form turns into a notice that the work goes on, and later
 * into the result; Slack takes no late answers.
 * @returns what the work came to. @throws what it throws: a form that got no answer by then stays as it is, and Slack says that something is wrong.
 */
export async function answerForm<T>(
  { ack, client, viewId }: { readonly ack: Ack; readonly client: webApi.WebClient; readonly viewId: string },
  work: (answer: FormAnswer) => Promise<T>,
): Promise<T> {
  let answered = false;
  let late = false;
  const notice = timeUp().then(async () => {
    if (answered) return;
    answered = true;
    late = true;
    await ack({ response_action: 'update', view: savingView() });
  });
  const answer = async (view: types.ModalView | null): Promise<void> => {
    if (late) {
      await notice;
      await client.views.update({ view_id: viewId, view: view ?? savedView() });
    } else {
      answered = true;
      await (view === null ? ack() : ack({ response_action: 'update', view }));
    }
  };
  try {
    return await work({ close: () => answer(null), show: answer });
  } finally {
    answered = true;
  }
}

function timeUp(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ANSWER_WITHIN_MS).unref();
  });
}
