import type { App, BlockAction, ButtonAction, ViewSubmitAction } from '@slack/bolt';
import { ACTIONS, FORMS } from '../src/slack/action-ids.ts';
import { type Heard, tellPrivately, turnPage } from '../src/slack/private-answer.ts';
import { isOutOfReach } from '../src/slack/slack-faults.ts';
import { findText } from '../src/text/find.ts';
import { findDrafts } from '../src/usecases/find-drafts.ts';
import type { Asked, FoundKey } from '../src/usecases/ports.ts';
import type { Reader } from '../src/usecases/sight.ts';
import {
  findForm,
  MOST_WORDS,
  NOTHING_ASKED,
  oneLine,
  readFindChannel,
  readFindForm,
} from '../views/form/find-form.ts';
import {
  FIND_PAGE,
  type FindModel,
  foundMessage,
  foundView,
  readFindButton,
  searchingView,
} from '../views/list/find.ts';
import { type Desk, linked, listReader } from './desk.ts';
import { openForm } from './form.ts';

type WithTrigger = Heard & { readonly trigger: string };

/** `/post 検索 …`: answers with what is found; with nothing to look for, or more than fits, it opens the form. */
export async function answerFind(desk: Desk, typed: string, reader: Reader, heard: WithTrigger): Promise<void> {
  const words = oneLine(typed);
  if (words === '' || words.length > MOST_WORDS) {
    await openFindForm(desk, heard, reader.channel, { ...NOTHING_ASKED, words: words.slice(0, MOST_WORDS) });
    return;
  }
  await tellPrivately(heard, foundMessage(await find(desk, { ...NOTHING_ASKED, words }, reader, [])));
}

/** @param channel where it is asked for, which decides what is seen; null on the Home tab. */
export async function openFindForm(
  desk: Desk,
  heard: WithTrigger,
  channel: string | null,
  asked: Asked = NOTHING_ASKED,
): Promise<void> {
  await openForm(desk, { ...heard, view: findForm(desk.world.office.accounts, asked, channel) });
}

/** 検索: the form, and the buttons under what was found, which turn its page in place. */
export function registerFind(app: App, desk: Desk): void {
  app.view<ViewSubmitAction>(FORMS.find, async ({ ack, body, view, client }) => {
    const answers = readFindForm(view);
    if ('wrong' in answers) {
      await ack({ response_action: 'errors', errors: { [answers.wrong]: findText.monthProblem } });
      return;
    }
    const channel = readFindChannel(view.private_metadata);
    await ack({ response_action: 'update', view: searchingView(channel) });
    const found = await find(desk, answers.asked, { userId: body.user.id, channel }, []);
    await client.views.update({ view_id: view.id, view: foundView(found, channel) }).catch(unlessClosed);
  });

  for (const actionId of [ACTIONS.findNewer, ACTIONS.findOlder]) {
    app.action<BlockAction<ButtonAction>>(actionId, async ({ ack, action, ...heard }) => {
      await ack();
      const { body, client } = heard;
      const { asked, trail } = readFindButton(action.value);
      const reader = listReader(body);
      const found = await find(desk, asked, reader, trail);
      if (body.view === undefined) await turnPage(heard, foundMessage(found));
      else
        await client.views
          .update({ view_id: body.view.id, view: foundView(found, reader.channel) })
          .catch(unlessClosed);
    });
  }

  app.action<BlockAction<ButtonAction>>(ACTIONS.findChange, async ({ ack, action, ...heard }) => {
    await ack();
    const { body, client } = heard;
    const { asked } = readFindButton(action.value);
    const { channel } = listReader(body);
    if (body.view === undefined) await openFindForm(desk, { ...heard, trigger: body.trigger_id }, channel, asked);
    else {
      const view = findForm(desk.world.office.accounts, asked, channel);
      await client.views.update({ view_id: body.view.id, view }).catch(unlessClosed);
    }
  });
}

async function find(desk: Desk, asked: Asked, reader: Reader, trail: readonly FoundKey[]): Promise<FindModel> {
  const before = trail.at(-1) ?? null;
  const { entries, next } = await findDrafts(desk.world, reader, asked, { before, limit: FIND_PAGE });
  const account = desk.world.office.accounts.find(({ id }) => id === asked.accountId) ?? null;
  return { asked, account, entries: linked(desk, entries), trail, next };
}

/** Whoever closed the form does not wait for what was found. */
function unlessClosed(error: unknown): void {
  if (!isOutOfReach(error)) throw error;
}
