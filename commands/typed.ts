import { readNonce } from '../views/form/metadata.ts';
import { type ReturnedView, typedInto } from '../views/form/reading.ts';

/**
 * What is typed into the forms that stand open, as the app hears of it. Slack does not say it of a form that is closed, and takes
 * it away with a form that is drawn again.
 */

/** Forms that are remembered; of one that stood open that long, what it was drawn with comes back. */
const MOST = 1_000;

interface Typed {
  /** A form that was drawn again meanwhile may hold something else. */
  readonly nonce: string;
  /** By block; also of fields that the form does not show now. */
  readonly values: object;
}

/** By view. */
const open = new Map<string, Typed>();
const gone = new Set<string>();

type OpenView = Pick<ReturnedView, 'private_metadata'> & { readonly id: string };

/** Somebody has typed. */
export function heardTyping(view: ReturnedView & OpenView): void {
  const { state } = withHeard(view);
  open.delete(view.id);
  open.set(view.id, { nonce: readNonce(view.private_metadata), values: state.values });
  forgetOldest(open);
}

/** The form as it stands, and with what was heard in fields that it does not show any more. */
export function withHeard(
  view: ReturnedView & OpenView,
): ReturnedView & { readonly state: { readonly values: object } } {
  const { private_metadata: metadata, state } = view;
  const shown = typeof state.values === 'object' ? state.values : null;
  return { private_metadata: metadata, state: { values: { ...heardIn(view)?.values, ...shown } } };
}

/** The form as it was heard last; undefined where nothing was heard since it was drawn. */
export function lastHeard(view: OpenView): ReturnedView | undefined {
  const heard = heardIn(view);
  return heard && { private_metadata: view.private_metadata, state: heard };
}

/** What stands in the form as far as was heard, as `typedInto` gives it; undefined where nothing was since it was drawn. */
export function lastTyped(view: OpenView): string | undefined {
  const heard = lastHeard(view);
  return heard && typedInto(heard);
}

function heardIn({ id, private_metadata: metadata }: OpenView): Typed | undefined {
  const last = open.get(id);
  return last?.nonce === readNonce(metadata) ? last : undefined;
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
