import { ACT_EVENTS, ACTS, type ToldEvent } from '../acts/index.ts';
import { RETURN_LABELS } from '../acts/return.ts';
import type { Content } from '../draft/content.ts';
import type { DraftEvent, ReturnLabel } from '../draft/events.ts';
import { countByLevel, countFindings } from '../guideline/count-findings.ts';
import type { DraftFields, Finding, GuidelineForm } from '../guideline/types.ts';
import { cardText } from './card.ts';
import { excerpt } from './lists.ts';
import { reviewText } from './review.ts';
import { targetText } from './target.ts';
import { japanTime, minutesUntil, plannedTime } from './time.ts';
import { actorName, revisionWord, said } from './words.ts';

type Of<T extends DraftEvent['type']> = Extract<DraftEvent, { type: T }>;

/** As much of a text, or of a reason, as a phone shows in the line that calls somebody. */
const FIRST_WORDS = 40;
const FIRST_REASON = 80;

interface ToDecide {
  readonly account: string;
  readonly drafter: string;
  readonly revision: number;
  readonly text: string;
  readonly slot: string | undefined;
  readonly findings: readonly Finding[];
}

/** The lines of the thread: who, what, when. Reasons follow as quotes and are not in here. */
export const threadText = {
  when: (at: string): string => japanTime(at),

  submitted: (event: Of<'DraftSubmitted'>): string =>
    `${actorName(event.by)}が起案しました（${revisionWord(1)}、起案課：${event.fields.department ?? '記入なし'}）。`,
  /** @param voids the version before was approved, and would have gone out. */
  revised: ({ by, revision, proposedBy }: Of<'DraftRevised'>, voids: boolean): string =>
    `${
      proposedBy === undefined
        ? `${actorName(by)}が${revisionWord(revision)}に直しました。`
        : `${actorName(by)}が、${proposedBy.name}の修正案のとおり、${revisionWord(revision)}にしました。`
    }${voids ? '前の版の承認は、なくなりました。' : ''}`,
  takenOver: ({ by, from }: Of<'DraftTakenOver'>): string =>
    `${actorName(by)}が、${from.name}の起案を引き継ぎました。これからの起案者は${actorName(by)}です。`,
  linksChecked: (event: Of<'LinksChecked'>): string => `本文のリンク${event.results.length}件を開いて確かめました。`,
  styleChecked: (event: Of<'StyleChecked'>): string =>
    `書き方を確かめました。指摘が${countFindings(event.findings)}件あります。`,
  styleCheckFailed: said(
    '書き方の再確認（textlint）を何度か試しましたが、できませんでした。',
    '表記は人の目で確かめてください。',
    'アプリを起動し直したときに、もう一度試します。',
  ),
  /** An act as its definition tells it. */
  act: (event: Of<ToldEvent>): string => `${actorName(event.by)}${ACT_EVENTS[event.type].told}`,
  labels: (labels: readonly ReturnLabel[]): string =>
    `差戻しの点：${labels.map((label) => RETURN_LABELS[label]).join('、')}`,
  /** @param slot for which it was approved. */
  approved: (event: Of<'DraftApproved'>, slot: string | undefined): string =>
    `${actorName(event.by)}が承認しました（${revisionWord(event.revision)}）。${slot === undefined ? '' : `${plannedTime(slot)}に公開の予約をしました。`}`,
  selfApproval: 'この起案を書いたか、引き継いだことのある人による承認です（このアカウントの設定で認められています）。',
  ownProposal: '承認した人が送った修正案を、起案者が受け入れた版です。',
  necessity: (title: string): string => `必要と認める理由：${title}`,
  acknowledged: '確認した指摘：',
  publishStarted: (event: Of<'PublishStarted'>, manual: boolean): string => {
    const what = manual ? '手動掲載の準備を始めました' : `公開を始めました（${event.attempt}回目）`;
    return event.by === 'system' ? `${what}。` : `${event.by.name}の操作で、${what}。`;
  },
  handedOver: (network: string, messages: number): string =>
    messages === 1
      ? `承認されました。次の文をコピーして${network}に掲載し、「掲載しました」を押してください。`
      : `承認されました。次の${messages}通の文を順に続けてコピーして${network}に掲載し、「掲載しました」を押してください。`,
  copyText: '掲載する文',
  published: (event: Of<'PostPublished'>, manual: boolean): string => {
    switch (event.via) {
      case 'answer':
        return '公開しました。';
      case 'timeline':
        return 'アカウントの投稿一覧に見つかりました。公開されています。';
      case 'person':
        return manual
          ? `${actorName(event.by)}が、掲載したと報告しました。`
          : `${actorName(event.by)}が、公開されていることを確かめました。`;
    }
  },
  notFound: (event: Of<'NotFoundOnTimeline'>, network: string): string =>
    event.looked
      ? said(
          'アカウントの投稿一覧には見つかりませんでした。',
          `遅れて現れることもあるため、${network}を開いて確かめ、カードのボタンで答えてください。`,
        )
      : `アカウントの投稿一覧を読めませんでした。${network}を開いて確かめ、カードのボタンで答えてください。`,
  failed: '公開できませんでした。まだ出ていません。',
  unknown: '公開を頼みましたが、出たかどうか分かりません。',
  unexpected: (event: Of<'UnexpectedPost'>): string =>
    event.via === 'answer'
      ? `${event.attempt}回目の送信への返事が、あとから届きました。次の投稿が公開されています。`
      : `${event.attempt}回目の送信でできたとみられる投稿が、アカウントの投稿一覧に見つかりました。`,
  unexpectedNext: (network: string): string =>
    `同じ投稿が二重に公開されているおそれがあります。${network}を開いて確かめ、余分な投稿を削除してください。`,
  removalHandedOver: (network: string): string =>
    `アプリからは削除できません。${network}を開いて投稿を手で削除し、終わったら、カードの「削除しました」を押してください。`,
  removedPress: 'カードの「削除しました」を押してください。',
  removalFailed: '削除できませんでした。投稿はまだ公開されています。',
  removalUnknown: '削除の結果が分かりません。',
  removalUnconfirmed: (network: string): string =>
    `何度か削除を頼みましたが、削除できたかどうかを確かめられませんでした。${network}を開いて確かめ、カードのボタンで答えてください。`,
  takenDown: (event: Of<'PostTakenDown'>): string =>
    event.by === 'system' ? '公開した投稿を削除しました。' : `${actorName(event.by)}が、公開した投稿を削除しました。`,
  reviewRenewed: ({ review }: Of<'ReviewRenewed'>): string =>
    `起案者が替わったか、訂正する元の投稿が削除されたため、確かめ直しました。${reviewText.counts(countByLevel(review.findings)) || cardText.clean([])}`,
  correctionDrafted: ({ by, correction }: Of<'CorrectionDrafted'>): string =>
    `${actorName(by)}が、この投稿の訂正を起案しました（番号：${correction}）。`,
  errorReported:
    'カードの投稿を確かめてください。誤っていたら、「削除する」で消してから、「訂正を起案」で正しい文を起案できます。',
  correctAfter: '正しい文を出すときは、カードの「訂正を起案」を押してください。',
  slotNear: ({ at, slot }: Of<'SlotNear'>): string =>
    said(
      `${plannedTime(slot)}の公開の予約まで、あと${minutesUntil(slot, at)}分です。`,
      'まだ承認されていません。',
      'このまま時刻になると、公開せずに終わります。',
    ),
  expired: ({ slot, late }: Of<'DraftExpired'>): string =>
    late === true
      ? said(
          `${plannedTime(slot)}の公開の予約の時刻に送れなかったため、公開せずに終わりました。`,
          'あとから出すことはありません。',
          '出すときは、カードの「この文で起案」を押してください。',
        )
      : said(
          `${plannedTime(slot)}の公開の予約までに承認されなかったため、公開せずに終わりました。`,
          '出すときは、カードの「この文で起案」を押してください。',
        ),
  refused: (event: Of<'AttemptRefused'>): string => {
    const tried = `${actorName(event.by)}が「${ACTS[event.action].button}」を押しましたが、`;
    switch (event.code) {
      case 'not-manager':
        return `${tried}権限がないため受け付けませんでした。`;
      case 'self-approval':
        return `${tried}自分の起案は承認できないため受け付けませんでした。`;
      case 'not-drafter':
        return `${tried}起案者ではないため受け付けませんでした。`;
      case 'not-colleague':
        return `${tried}同じ課の職員ではないため受け付けませんでした。`;
      case 'authority-unavailable':
        return `${tried}だれに権限があるかを確かめられなかったため受け付けませんでした。`;
    }
  },

  nobodyCanDecide: ({ why }: Of<'NobodyCanDecide'>, title: string): string => {
    switch (why) {
      case 'only-author':
        return said(
          `${title}が起案者本人で、自分の起案は承認できないため、いま決裁できる人がいません。`,
          '「取下げ」にして、別の職員が同じ文で起案し直してください。',
        );
      case 'nobody-named':
        return said(
          `${title}のユーザーグループにだれもいないため、いま決裁できる人がいません。`,
          `情報システム担当に、グループに${title}を入れるよう頼んでください。`,
        );
      case 'deactivated':
        return said(
          `${title}のSlackのアカウントが停止されているため、いま決裁できる人がいません。`,
          `情報システム担当に、アカウントの設定の${title}を今の人に直すよう頼んでください。`,
        );
    }
  },

  urgent: '🚨【緊急】',
  /** The line that a chief reads on a phone. */
  toDecide: ({ account, drafter, revision, text, slot, findings }: ToDecide): string =>
    said(
      `${revision === 1 ? '' : `${revisionWord(revision)}の`}決裁をお願いします。`,
      slot === undefined ? '' : `${plannedTime(slot)}の公開の予約です。`,
      `${account}：${excerpt(text, FIRST_WORDS)} — ${reviewText.counts(countByLevel(findings)) || cardText.clean([])}（${drafter}）`,
    ),
  toMend: (count: number, title: string): string => `直すところが${count}件あります。直すと、${title}に回ります。`,
  publishedAt: (url: string, done = '公開しました。'): string => `${done}${url}`,
  /** What was decided, and how its reason begins. */
  because: (said: string, reason: string): string =>
    reason.trim() === '' ? said : `${said}「${excerpt(reason, FIRST_REASON)}」`,

  body: (part: number, parts: number): string => `本文 ${part}/${parts}`,
  changes: (part: number, parts: number): string =>
    parts === 1 ? '前の版から変わったところ' : `前の版から変わったところ ${part}/${parts}`,
  proposedChanges: (part: number, parts: number): string =>
    parts === 1 ? '修正案で変わるところ' : `修正案で変わるところ ${part}/${parts}`,
  proposal: (part: number, parts: number): string => (parts === 1 ? '修正案の全文' : `修正案の全文 ${part}/${parts}`),
  legend: '－は消した行、＋は足した行です。',
  removed: '－ ',
  added: '＋ ',
  kept: '　 ',
  same: (count: number): string => `　 （変わらない${count}行）`,
  textSame: '本文は変わっていません。',
  changedMuch: said(
    '変わったところが多いため、比べたものは出しません。',
    '前の版の全文はこのスレッドの上の「本文」に、新しい版の全文はこの下の「本文」かカードにあります。',
  ),
  changedMuchBefore: said(
    '変わったところが多いため、比べたものは出しません。',
    '前の版の全文は次のとおりです。',
    '新しい版の全文は、この下の「本文」かカードにあります。',
  ),
  restInRecord: '長いため、残りはここに出していません。全文は記録に残っています。情報システム担当に頼むと読めます。',
  fieldChanged: (name: string, before: string, after: string): string => `${name}：${before} → ${after}`,
  /** @param categories of the guideline, to name the chosen ones by what they say. */
  fields: (
    fields: DraftFields,
    { slot, target }: Pick<Content, 'slot' | 'target'>,
    categories: GuidelineForm['categories'],
  ): Readonly<Record<string, string>> => ({
    公開の予約: slot === undefined ? 'なし（承認後すぐ）' : plannedTime(slot),
    解禁: fields.embargoUntil === undefined ? 'なし' : plannedTime(fields.embargoUntil),
    起案課: fields.department ?? '記入なし',
    区分: (fields.categories ?? []).map((item) => categoryWord(item, categories)).join('、') || 'なし',
    緊急: fields.emergency === true ? 'はい' : 'いいえ',
    事前の判断: fields.priorApproval === true ? 'あり' : 'なし',
    氏名掲載の同意: fields.namedPersonsConsent === true ? (fields.consentNote ?? 'あり') : 'なし',
    返信や引用など: targetText.changed(target),
  }),
};

const categoryWord = (item: string, categories: GuidelineForm['categories']): string =>
  `(${item}) ${categories.find((each) => each.item === item)?.label ?? ''}`.trimEnd();

/** On a message that Slack would not take as it was. */
export const shortenedText = said(
  '（Slackがこの内容をそのまま受け付けなかったため、短くして表示しています。',
  '記録には全文が残っています。',
  '情報システム担当に知らせてください。）',
);
