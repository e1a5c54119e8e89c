import type { types, webApi } from '@slack/bolt';
import { picturesIn, viewWithoutPictures } from '../../views/kit/pictures.ts';
import { isPressedInModal } from './deliveries.ts';
import { isOutOfReach } from './slack-faults.ts';

/** Forms on people's screens. A picture that Slack does not take yet never costs anybody the form that shows it. */

/** A form on somebody's screen, as it was last drawn. */
export interface FormPlace {
  readonly id: string;
  /** Absent: whatever it shows now is drawn over. */
  readonly hash?: string;
}

/**
 * Shows a form: above the one that something was pressed in, else by itself.
 * @returns where; null where Slack does not say. @throws what Slack says to it.
 */
export async function showForm(
  { client, body }: { readonly client: webApi.WebClient; readonly body: object },
  trigger: string,
  view: types.ModalView,
): Promise<FormPlace | null> {
  // The trigger works once, and only for some seconds: what is shown with it must be taken.
  const { view: shown } = await client.views[isPressedInModal(body) ? 'push' : 'open']({
    trigger_id: trigger,
    view: viewWithoutPictures(view),
  });
  if (shown?.id === undefined || shown.hash === undefined) return null;
  const place = { id: shown.id, hash: shown.hash };
  return picturesIn(view.blocks).length === 0 ? place : addPictures(client, place, view);
}

/** Forms to which pictures are being added, or were: the hash before stands for the one after. */
const added = new Map<string, Promise<FormPlace>>();
const MOST_ADDED = 1_000;

/** The same form with its pictures. Whoever has acted in it meanwhile acted in this one as well. */
function addPictures(client: webApi.WebClient, place: FormPlace, view: types.ModalView): Promise<FormPlace> {
  const { id, hash } = place;
  const adding = client.views.update({ view_id: id, ...(hash === undefined ? {} : { hash }), view }).then(
    (drawn) => (drawn.view?.hash === undefined ? place : { id, hash: drawn.view.hash }),
    () => place,
  );
  added.set(keyOf(place), adding);
  const [oldest] = added.keys();
  if (added.size > MOST_ADDED && oldest !== undefined) added.delete(oldest);
  return adding;
}

const keyOf = ({ id, hash = '' }: FormPlace): string => `${id} ${hash}`;

/** Draws a form anew. @param place as it was answered to, so that no newer form is overwritten. @throws what Slack says to it. */
export async function drawForm(client: webApi.WebClient, place: FormPlace, view: types.ModalView): Promise<void> {
  const { id, hash } = (await added.get(keyOf(place))) ?? place;
  const where = { view_id: id, ...(hash === undefined ? {} : { hash }) };
  try {
    await client.views.update({ ...where, view });
  } catch (error) {
    if (isOutOfReach(error) || picturesIn(view.blocks).length === 0) throw error;
    await client.views.update({ ...where, view: viewWithoutPictures(view) });
  }
}
