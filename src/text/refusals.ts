import { ACT_EVENTS, ACTS, isOfAct } from '../acts/index.ts';
import type { AppEventType, DraftAction, DraftEventType } from '../draft/events.ts';
import type { Refusal } from '../draft/refusal.ts';
import type { LastChange } from '../draft/state.ts';
import type { BeyondBound } from '../guideline/draft-bound.ts';
import { targetText } from './target.ts';
import { japanTime, japanTimeWithYear, plannedTime } from './time.ts';
import { actorName, revisionWord, STATUS_WORDS, said } from './words.ts';

/** Whom and what a refusal may name; what is not known is described instead. */
export interface RefusalNames {
  readonly managerTitle?: string | undefined;
  readonly drafter?: string | undefined;
  readonly accountName?: string | undefined;
}

/** Of what the app records; an act's own words stand with the act. */
const LAST_WORDS: Readonly<Record<AppEventType, string>> = {
  DraftSubmitted: '起案しました',
  LinksChecked: 'リンクを確かめました',
  TargetSeen: '相手の投稿を読み取りました',
  StyleChecked: '書き方を確かめました',
  StyleCheckFailed: '書き方を確かめられませんでした',
  NobodyCanDecide: '決裁できる人がいないことを記録しました',
  PublishStarted: '公開を始めました',
  HandedOver: '手動掲載に渡しました',
  PublishFailed: '公開の失敗を記録しました',
  OutcomeUnknown: '公開の結果不明を記録しました',
  NotFoundOnTimeline: '投稿一覧を調べました',
  UnexpectedPost: '別の投稿を見つけました',
  RemovalHandedOver: '手での削除に渡しました',
  RemovalFailed: '削除の失敗を記録しました',
  RemovalUnknown: '削除の結果不明を記録しました',
  RemovalUnconfirmed: '削除を確かめられませんでした',
  ReviewRenewed: '確かめ直しました',
  SlotNear: '予約の時刻が近いことを知らせました',
  DraftExpired: '期限切れにしました',
  AttemptRefused: '操作しました',
};

/** 「11月21日(土) 14:05に戦略広報課長が承認しました」: for whoever comes too late. */
const lastChange = ({ type, by, at }: LastChange): string => `${japanTime(at)}に${actorName(by)}が${lastWords(type)}`;

const lastWords = (type: DraftEventType): string => (isOfAct(type) ? ACT_EVENTS[type].last : LAST_WORDS[type]);

const act = (action: DraftAction): string => `「${ACTS[action].button}」`;

const RECORDED = 'この操作があったことは記録しました。';

/** A polite no: why, and what to do instead. */
export function refusalText(refusal: Refusal, names: RefusalNames = {}): string {
  const manager = names.managerTitle ?? '決裁する人';
  switch (refusal.code) {
    case 'not-found':
      return 'この起案が見つかりません。カードが古いことがあります。情報システム担当に、番号を添えて知らせてください。';
    case 'not-manager':
      return ACTS[refusal.action].who === 'either'
        ? said(
            `${act(refusal.action)}は、${manager}と起案者だけが使えます。`,
            'どちらかの方にお任せください。何も変わっていません。',
            RECORDED,
          )
        : said(
            `${act(refusal.action)}は、${manager}だけが使えます。`,
            '何も変わっていませんので、そのままで大丈夫です。',
            RECORDED,
          );
    case 'authority-unavailable':
      return said(
        'いま、だれに決裁の権限があるかを確かめられません。',
        `間違いを防ぐため、${act(refusal.action)}は受け付けませんでした。`,
        '少し待ってからもう一度押してください。',
        '続くときは、情報システム担当に知らせてください。',
      );
    case 'self-approval':
      return said(
        '自分が書いたか、引き継いだことのある起案は、自分では承認できません。',
        refusal.managers.length > 1
          ? `ほかの${manager}に頼んでください。`
          : `${manager}がほかにいないときは、別の職員が起案し直してください。`,
        RECORDED,
      );
    case 'not-drafter':
      return said(
        `${act(refusal.action)}は、起案者${names.drafter === undefined ? '' : `の${names.drafter}`}だけが使えます。`,
        '直してほしいところは、起案者に知らせてください。',
        RECORDED,
      );
    case 'not-colleague':
      return said(
        `${act(refusal.action)}は、この起案と同じ課の職員（起案する人が決まっているアカウントでは、その人）だけが使えます。`,
        `急ぐときは、起案者${names.drafter === undefined ? '' : `の${names.drafter}`}か、同じ課の職員に頼んでください。`,
        '何も変わっていません。',
        RECORDED,
      );
    case 'own-draft':
      return said(
        'この起案の起案者は、すでにあなたです。',
        '直すときは「編集」を、やめるときは「取下げ」を押してください。',
      );
    case 'taken-over':
      return said(
        `ご覧になった後に、起案者が${names.drafter ?? 'ほかの職員'}に替わっています。`,
        `まだ引き継いでいません。${names.drafter ?? 'ほかの職員'}が直している途中かもしれません。`,
        'それでも引き継ぐときは、もう一度「引き継ぐ」を押してください。',
      );
    case 'not-allowed-to-draft':
      return said(
        `${names.accountName === undefined ? 'このアカウント' : `「${names.accountName}」`}に起案できるのは、登録された職員だけです。`,
        `起案したいときは、${manager}か情報システム担当に相談してください。`,
      );
    case 'wrong-status':
      return said(
        `この起案は、いま「${STATUS_WORDS[refusal.status].label}」です（${lastChange(refusal.last)}）。`,
        `${act(refusal.action)}はできません。`,
        'カードの最新の状態を見てください。',
      );
    case 'already-done':
      return said(
        `あなたの${act(refusal.action)}は、すでに記録されています。`,
        `この起案は、いま「${STATUS_WORDS[refusal.status].label}」です（${lastChange(refusal.last)}）。`,
        'もう一度行う必要はありません。',
      );
    case 'stale-revision':
      return said(
        `この起案は、もう${revisionWord(refusal.current)}になっています（${lastChange(refusal.last)}）。`,
        '新しい本文を確かめてから、もう一度操作してください。',
      );
    case 'stale-stage':
      return said(
        `ご覧になった後に、公開や削除の状態が進んでいます（${lastChange(refusal.last)}）。`,
        '何も行っていません。',
        'カードの最新の状態を確かめてから、もう一度操作してください。',
      );
    case 'blocked':
      return `要修正の指摘が${refusal.count}件あるため、公開できません。起案者に直してもらってください。`;
    case 'necessity-missing':
      return `理由が必要な指摘が${refusal.findingKeys.length}件あります。理由を選ぶか書いてから、もう一度送ってください。`;
    case 'acknowledgement-missing':
      return `要確認の指摘が${refusal.findingKeys.length}件、確認されていません。確かめてチェックを付けてから、もう一度送ってください。`;
    case 'reason-missing':
      return '理由が書かれていません。記録に残すため、理由を書いてください。';
    case 'text-empty':
      return '本文がありません。本文を書いてから、もう一度送ってください。';
    case 'text-too-long':
      return tooLong(refusal);
    case 'media-gone':
      return said(
        `${refusal.numbers.join('・')}枚目の画像が、もう残っていません。`,
        '「外す」を押して、同じ画像をもう一度付けてください。本文はそのまま残っています。',
      );
    case 'alt-missing':
      return said(
        `${refusal.numbers.join('・')}枚目の画像に、代替テキストがありません。`,
        '何が写っているかを書くか、付けない理由を書いてください。まだ起案はしていません。',
      );
    case 'target-address':
      return refusal.kind === 'follow'
        ? said(
            '「フォロー」が選ばれていますが、アカウントのURLとして読めません。',
            'アカウントのページを開いて、URLをコピーして入れてください。',
          )
        : said(
            `「${targetText.kinds[refusal.kind]}」が選ばれていますが、相手の投稿のURLとして読めません。`,
            '相手の投稿を開いて、URLをコピーして「相手の投稿のURL」の欄に入れてください。本文はそのまま残っています。',
          );
    case 'target-words':
      return said(
        `「${targetText.kinds[refusal.kind]}」には、本文や画像を付けられません。`,
        'そのまま行うときは本文を空欄にして画像を外し、ことばを添えるときは「引用」か「返信」を選んでください。本文はそのまま残っています。',
      );
    case 'text-unchanged':
      return '前の版から変わったところがありません。直してから、もう一度送ってください。';
    case 'slot-passed':
      return said(
        `公開の予約の日時が、もう過ぎています：${plannedTime(refusal.slot)}。`,
        'これから先の日時を選び直すか、予約をやめて空欄にしてください。',
      );
    case 'slot-too-far':
      return said(
        `公開の予約の日時（${japanTimeWithYear(refusal.slot)}）が、1年より先です。`,
        '年を確かめて、日時を選び直してください。',
      );
    case 'embargoed':
      return refusal.slot === undefined
        ? said(
            `解禁（${plannedTime(refusal.until)}）の前には公開できません。`,
            '解禁の日時を過ぎてから承認するか、差戻して、公開の日時を選ぶように伝えてください。',
          )
        : said(
            `公開の予約（${plannedTime(refusal.slot)}）が、解禁（${plannedTime(refusal.until)}）より前です。`,
            '差戻して、解禁の日時か、それより後の日時を選ぶように伝えてください。',
          );
    case 'consent-unsaid':
      return '氏名掲載の同意に印がありますが、だれが、いつ同意したかが書かれていません。書いてから、もう一度送ってください。';
    case 'url-of-another':
      return 'そのURLは、別の起案の投稿として記録されています。この起案の投稿のURLを確かめて、もう一度入れてください。';
    case 'url-older':
      return said(
        'そのURLの投稿は、この起案を送るより前に公開されたものです。',
        'この起案の投稿のURLを確かめて、もう一度入れてください。',
      );
    case 'url-other-text':
      return said(
        'そのURLの投稿は、この起案と文か、相手の投稿が違います。',
        'この起案の投稿のURLを確かめて、もう一度入れてください。',
      );
    case 'url-elsewhere':
      return said(
        'そのURLは、このアカウントの掲載先のサイトのものではありません。',
        '掲載した投稿を開いて、URLをコピーし直してください。',
      );
    case 'url-invalid':
      return '投稿のURLとして読めません。https:// で始まるURLを、ブラウザーからコピーして入れてください。';
  }
}

/** How long it is, how long it may be, what to do. */
export function tooLong({ length, max, unit }: BeyondBound): string {
  const [is, may] = [length.toLocaleString('ja'), max.toLocaleString('ja')];
  const said =
    unit === 'weighted'
      ? `本文が長すぎます。投稿先の数え方で${is}あり、起案できるのは${may}（投稿できる長さの10倍）までです。`
      : `本文が長すぎます。${is}文字あり、起案できるのは${may}文字までです。`;
  return `${said}いくつかの投稿に分けるか、くわしい内容をページに載せて、そのURLを書いてください。`;
}

/** While the record takes longer than Slack waits. */
export const slowText = {
  title: '記録しています',
  saving: '記録に時間がかかっています。終わると、この画面でお知らせします。もう一度送る必要はありません。',
  saved: '記録しました。この画面を閉じてください。',
  savedAfterAll: '時間がかかりましたが、送ったものは記録しました。もう一度送る必要はありません。',
};

export const answerText = { title: 'Kessaiからのお知らせ' };

export const tooLateText = { title: '操作できませんでした', doneTitle: '記録されています' };

export const returnedText = {
  heading: '書いた文はここにあります。コピーして使えます。',
  part: (part: number, parts: number): string => `書いた文 ${part}/${parts}`,
  severalMessages: (messages: number): string => `書いた文は長いため、${messages}通に分けてお返しします。`,
};

export const faultText = {
  stranger: said(
    'Kessaiは、このアプリを使っている組織の人だけが使えます。何も行っていません。',
    'ご用のときは、このチャンネルに書いて、担当の人に伝えてください。',
  ),
  oldButton: said(
    'このボタンは、別の版のKessaiが作ったカードのものです。',
    '「/post 承認待ち」と打つと、カードが新しくなります。',
    'そのカードのボタンを押してください。',
  ),
  noCard: (account: string, reason: string): string =>
    said(
      `起案は記録しましたが、「${account}」のチャンネルにカードを出せません。`,
      `${noCardRemedy(reason)}出せるようになると、カードは自動で出ます。`,
      'もう一度起案する必要はありません。',
    ),
  fault: (reference: string): string =>
    `うまく動きませんでした。もう一度試してください。続くときは、情報システム担当にこの番号を知らせてください：${reference}`,
  notSaved: said(
    '記録できなかったため、何も行っていません。',
    '書いたものはこの画面に残っています。',
    '少し待ってから、もう一度送ってください。',
    '続くときは、情報システム担当に知らせてください。',
  ),
  inDoubtTitle: '確かめています',
  inDoubt: said(
    '記録されたか確かめています。',
    '同じ操作はせずに、少し待ってからカードとスレッドを見てください。',
    '数分たっても反映されていなければ、もう一度操作してください。',
    '続くときは、情報システム担当に知らせてください。',
  ),
  notShown:
    '画面を新しくできませんでした。画面が閉じているときは、もう一度開いて、書いた文を入れてから操作してください。',
  stopped: {
    draft:
      '途中でアプリが止まったため、送られた内容では何も行っていません。カードの最新の状態を見てから、もう一度操作してください。',
    form: '途中でアプリが止まったため、起案の画面を出せませんでした。もう一度「/post」と打って、書いた文を入れてください。',
  },
  triggerExpired: 'Slackの時間切れで、画面を開けませんでした。もう一度同じ操作をしてください。',
};

function noCardRemedy(reason: string): string {
  switch (reason) {
    case 'not_in_channel':
    case 'channel_not_found':
      return 'チャンネルで「/invite @Kessai」と打って、Kessaiをチャンネルに入れてください。';
    case 'is_archived':
      return 'チャンネルがアーカイブされています。元に戻してください。';
    default:
      return `情報システム担当に知らせてください（${reason}）。`;
  }
}
