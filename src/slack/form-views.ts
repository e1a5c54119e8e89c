import type { types, webApi } from '@slack/bolt';
import { picturesIn, viewWithoutPictures } from '../../views/kit/pictures.ts';
import { isPressedInModal } from './deliveries.ts';
import { isOutOfReach } from './slack-faults.ts';

/** Forms on people's screens. A picture that Slack does not take yet never costs anybody the form that shows it. */

/** Shows a form: above the one that something was pressed in, else by itself. @throws what Slack says to it. */
export async function showForm(
  { client, body }: { readonly client: webApi.WebClient; readonly body: object },
  trigger: string,
  view: types.ModalView,
): Promise<void> {
  // The trigger works once, and only for some seconds: what is shown with it must be taken.
  const { view: shown } = await client.views[isPressedInModal(body) ? 'push' : 'open']({
    trigger_id: trigger,
    view: viewWithoutPictures(view),
  });
  if (picturesIn(view.blocks).length === 0 || shown?.id === undefined || shown.hash === undefined) return;
  await client.views.update({ view_id: shown.id, hash: shown.hash, view }).catch(() => undefined);
}

/** Draws a form anew. @param hash of the view that was answered to, so that no newer one is overwritten. @throws as above. */
export async function drawForm(
  client: webApi.WebClient,
  { id, hash }: { readonly id: string; readonly hash?: string },
  view: types.ModalView,
): Promise<void> {
  const where = { view_id: id, ...(hash === undefined ? {} : { hash }) };
  try {
    await client.views.update({ ...where, view });
  } catch (error) {
    if (isOutOfReach(error) || picturesIn(view.blocks).length === 0) throw error;
    await client.views.update({ ...where, view: viewWithoutPictures(view) });
  }
}
