import type { KindTexts } from './sentence.ts';
import { NECESSARY } from './sentence.ts';

const CATEGORY = {
  waiver: '承認する人が承認のときに、適当と認める理由を書きます。',
  warning: '承認する人が承認のときに、適当かを確かめます。',
  notice: '適当かを確かめてください。',
};

export const AUTHORSHIP = {
  'author-dept': {
    name: '起案する課',
    codes: {
      missing: ({ list }) => ({
        message: `起案課が書かれていません。このアカウントの発信は${list('departments').join('・')}が行います。`,
        advice: '編集で起案課を選んでください。',
        brief: '起案課が選ばれていません',
      }),
      outside: ({ text, list, asItIs }) => ({
        message: `起案課は「${text('department')}」です。このアカウントの発信は、原則として${list('departments').join('・')}が行います。`,
        advice: asItIs(NECESSARY),
        brief: `${text('department')}からの起案です`,
      }),
    },
  },
  'content-category': {
    name: '掲載内容の区分',
    codes: {
      missing: () => ({
        message: '掲載内容の区分が選ばれていません。',
        advice: '編集で当てはまる区分を選んでください。複数選べます。',
        brief: '区分が選ばれていません',
      }),
      unknown: ({ list }) => ({
        message: `区分「${list('items').join('・')}」は、この要領にありません。`,
        advice: '編集で区分を選び直してください。',
      }),
      'needs-finding': ({ text, asItIs }) => ({
        message: `区分(${text('item')})「${text('label')}」は、承認する人が適当と認めたものに限ります。`,
        advice: `${asItIs(CATEGORY)}ほかの区分にも当てはまる場合は、それも選んでください。`,
        brief: `区分(${text('item')})は、適当と認めたものに限ります`,
      }),
    },
  },
  'hp-update-link': {
    name: 'ホームページ更新情報のリンク',
    codes: {
      missing: ({ list }) => ({
        message: `ホームページの更新情報ですが、本文に公式ホームページ（${list('domains').join('・')}）へのリンクがありません。`,
        advice: '更新したページのアドレスを本文に書くか、区分を選び直してください。',
      }),
    },
  },
  reply: {
    name: '返信（リプライ・コメント）',
    codes: {
      field: ({ asItIs }) => ({
        message: 'ほかの投稿への返信です。返信は原則として行いません。',
        advice: asItIs(NECESSARY),
      }),
      'leading-mention': ({ quote, asItIs }) => ({
        message: `本文が「${quote}」から始まるため、返信として届きます。返信は原則として行いません。`,
        advice: `返信でない場合は、アカウント名が先頭に来ないように書き直してください。${asItIs(NECESSARY)}`,
      }),
      'dotted-mention': ({ quote, asItIs }) => ({
        message: `本文が「.${quote}」から始まります。その相手への返信を、フォロワー全員に見せる書き方です。返信は原則として行いません。`,
        advice: `返信でない場合は、アカウント名が先頭に来ないように書き直してください。${asItIs(NECESSARY)}`,
      }),
    },
  },
  repost: {
    name: 'リポスト・引用',
    codes: {
      field: ({ asItIs }) => ({
        message: 'ほかの投稿を引用しています。リポストは原則として行いません。',
        advice: asItIs(NECESSARY),
      }),
      'as-it-is': ({ asItIs }) => ({
        message: 'ほかの投稿のリポストです。リポストは原則として行いません。',
        advice: asItIs(NECESSARY),
      }),
      mark: ({ quote, asItIs }) => ({
        message: `「${quote}」は、ほかの投稿を転載する書き方です。リポストは原則として行いません。`,
        advice: `自分の言葉で書き直し、出典のページへリンクしてください。${asItIs(NECESSARY)}`,
      }),
      'mirror-url': ({ asItIs }) => ({
        message: 'ほかのアカウントの投稿を別のサイト経由で見せるリンクです。リポストは原則として行いません。',
        advice: `投稿ではなく、元の情報のページへリンクしてください。${asItIs(NECESSARY)}`,
      }),
      'status-url': ({ asItIs }) => ({
        message: 'ほかのアカウントの投稿へのリンクです。公開すると引用のリポストになります。',
        advice: `投稿ではなく、元の情報のページへリンクしてください。${asItIs(NECESSARY)}`,
      }),
    },
  },
  'follow-act': {
    name: 'フォロー',
    codes: {
      field: ({ asItIs }) => ({
        message: 'ほかのアカウントのフォローです。フォローは原則として行いません。',
        advice: asItIs(NECESSARY),
      }),
    },
  },
  'stamp-act': {
    name: 'スタンプ・いいね',
    codes: {
      field: ({ asItIs }) => ({
        message: 'ほかの投稿へのスタンプ（いいね）です。スタンプは原則として行いません。',
        advice: asItIs(NECESSARY),
      }),
    },
  },
  mention: {
    name: 'ほかのアカウントへの言及',
    codes: {
      mention: ({ quote }) => ({
        message: `「${quote}」と書くと、そのアカウントに通知が届きます。`,
        advice: '通知してよい相手か、つづりが正しいかを確かめてください。団体名だけを書く方法もあります。',
      }),
    },
  },
  'account-name': {
    name: 'アカウント名',
    codes: {
      handle: ({ text }) => ({
        message: `「@${text('handle')}」は、このアカウントの名前${text('own') === '' ? '' : `（@${text('own')}）`}と違います。`,
        advice: '要領で決めたアカウント名に直すか、ほかのアカウントのことだと分かるように書いてください。',
      }),
      name: ({ text }) => ({
        message: `「${text('written')}」は、このアカウントの名前「${text('own')}」と違います。`,
        advice: '要領で決めた名前に直すか、ほかの組織のことかを確かめてください。',
      }),
    },
  },
  'correction-procedure': {
    name: '訂正の手続',
    codes: {
      'no-original': () => ({
        message: '訂正の投稿ですが、訂正する元の投稿が指定されていません。',
        advice: '元の投稿のアドレスを指定してください。訂正でない場合は、言い方を変えてください。',
      }),
      'not-deleted': () => ({
        message: '訂正の投稿ですが、元の投稿の削除が確認されていません。',
        advice: '元の投稿をただちに削除してから、訂正した内容を発信してください。',
      }),
    },
  },
} satisfies Partial<KindTexts>;
