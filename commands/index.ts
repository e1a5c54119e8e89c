import type { App } from '@slack/bolt';
import { registerAppHome } from './app-home.ts';
import { registerApprove } from './approve.ts';
import { registerConfirmManualPost } from './confirm-manual-post.ts';
import type { Desk } from './desk.ts';
import { registerDraftForm } from './draft-form.ts';
import { registerDraftFromMessage } from './draft-from-message.ts';
import { registerEdit } from './edit.ts';
import { registerGuideline } from './guideline.ts';
import { registerHistory } from './history.ts';
import { registerPost } from './post.ts';
import { registerReject } from './reject.ts';
import { registerResolveRemoval } from './resolve-removal.ts';
import { registerResolveUnknown } from './resolve-unknown.ts';
import { registerRetry } from './retry.ts';
import { registerReturn } from './return.ts';
import { registerRevoke } from './revoke.ts';
import { registerTakeDown } from './take-down.ts';
import { registerUnknownButton } from './unknown-button.ts';
import { registerWithdraw } from './withdraw.ts';

/** Everything people can do in Slack, one file each. */
export function registerCommands(app: App, desk: Desk): void {
  // Drafting
  registerPost(app, desk); //                /post …, the way in
  registerDraftFromMessage(app, desk); //    message shortcut 「この文を起案する」
  registerDraftForm(app, desk); //           チェック, 起案する in the form
  registerEdit(app, desk); //                編集
  registerWithdraw(app, desk); //            取下げ
  // Deciding
  registerApprove(app, desk); //             承認する → form → 公開
  registerReturn(app, desk); //              差戻し
  registerReject(app, desk); //              却下
  registerRevoke(app, desk); //              承認の取消し
  // After the approval
  registerConfirmManualPost(app, desk); //   掲載しました, 掲載できません
  registerResolveUnknown(app, desk); //      公開されていました, 公開されていませんでした
  registerRetry(app, desk); //               もう一度公開する
  registerTakeDown(app, desk); //            削除する
  registerResolveRemoval(app, desk); //      もう一度削除する, 削除されていました, まだ残っていました, 削除しました, 取りやめる
  // Reading
  registerHistory(app, desk); //             履歴, page by page
  registerGuideline(app, desk); //           要領, page by page
  registerAppHome(app, desk); //             ホーム
  registerUnknownButton(app); //             a button of another version
}
