import type { App } from '@slack/bolt';
import { registerActs } from './acts.ts';
import { registerAppHome } from './app-home.ts';
import { makeCard } from './card.ts';
import { registerClosing } from './closing.ts';
import { registerDecide } from './decide.ts';
import type { Desk } from './desk.ts';
import { registerDraftForm } from './draft-form.ts';
import { registerDraftFromMessage } from './draft-from-message.ts';
import { registerEdit } from './edit.ts';
import { registerFind } from './find.ts';
import { registerGuideline } from './guideline.ts';
import { registerHistory } from './history.ts';
import { registerPost } from './post.ts';
import { registerQueue } from './queue.ts';
import { registerUnknownButton } from './unknown-button.ts';

/** Everything people can do in Slack. */
export function registerCommands(app: App, desk: Desk): void {
  // Drafting
  registerPost(app, desk); //                /post …, the way in
  registerDraftFromMessage(app, desk); //    message shortcut 「この文を起案する」
  registerDraftForm(app, desk); //           チェック, 起案する in the form
  registerClosing(app, desk); //             what was typed into a form that is closed
  // The card
  const card = makeCard(app);
  registerEdit(card, desk); //               編集, 修正案のとおりにする
  registerDecide(app, card, desk); //        承認する, 差戻し, 却下, 決裁する → one form
  registerActs(app, card, desk); //          all others: src/acts
  // Reading
  registerQueue(app, desk); //               承認待ち, page by page
  registerFind(app, desk); //                検索
  registerHistory(app, desk); //             履歴, page by page
  registerGuideline(app, desk); //           要領, page by page
  registerAppHome(app, desk); //             ホーム
  registerUnknownButton(app); //             a button of another version
}
