import { type ReturnedView, typedInto } from '../views/form/reading.ts';

/**
 * What is typed into the forms that stand open, as the app hears of it. Slack does not say it of a form that is closed, and takes
 * it away with a form that is drawn again.
 */

/** Forms that are remembered; of one that stood open that long, what it was drawn with comes back. */
const MOST = 1_000;

interface Typed {
  /** A form that was drawn again meanwhile holds something else. */
  readonly metadata: string;
  readonly words: string;
}

/** By view. */
const open = new Map<string, Typed>();
const gone = new Set<string>();

type OpenView = Pick<ReturnedView, 'private_metadata'> & { readonly id: string };

/** Somebody has typed. @throws ZodError when it is not our form. */
export function heardTyping(view: ReturnedView & OpenView): void {
  const words = typedInto(view);
  open.delete(view.id);
  open.set(view.id, { metadata: view.private_metadata, words });
  forgetOldest(open);
}

/** What stands in the form as far as was heard, as `typedInto` gives it; undefined where nothing was since it was drawn. */
export function lastTyped({ id, private_metadata: metadata }: OpenView): string | undefined {
  const last = open.get(id);
  return last?.metadata === metadata ? last.words : undefined;
}

/** The form was closed, or is done: whoever saw to that has seen to what stood in it. */
export function formIsGone(viewId: string): void {
  open.delete(viewId);
  gone.add(viewId);
  forgetOldest(gone);
}

export const isFormGone = (viewId: string): boolean => gone.has(viewId);

function forgetOldest(views: Pick<Map<string, unknown>, 'size' | 'delete' | 'keys'>): void {
  const [oldest] = views.keys();
  if (views.size > MOST && oldest !== undefined) views.delete(oldest);
}
