import type { KindTexts } from './sentence.ts';

const REAL_ADDRESS = '公式サイトを開いて、アドレスをコピーし直してください。';

export const CORRECTNESS = {
  length: {
    name: '文字数',
    codes: {
      unsure: ({ text }) => ({
        message: `リンクがXで短くなれば収まりますが、短くならないときは上限を超えます（${text('weighted')}/${text('max')}）。`,
        advice:
          'リンクの末尾が新しい種類のため、数え方を確かめられません。短いアドレスに替えるか、本文を減らしてください。',
      }),
      over: ({ text, is }) => {
        const over = Number(text('over'));
        const how = is('plain') ? 'リンクは23文字と数えます。' : '全角は2、半角は1、リンクは23と数えます。';
        return {
          message: `文字数が上限を超えています（${text('weighted')}/${text('max')}、${over}超過）。${how}`,
          advice: is('plain')
            ? `${over}文字減らしてください。`
            : `全角でおよそ${Math.ceil(over / 2)}文字減らしてください。`,
          brief: `あと${is('plain') ? over : Math.ceil(over / 2)}字減らしてください`,
        };
      },
    },
  },
  'invisible-char': {
    name: '見えない文字',
    codes: {
      bidi: ({ list }) => ({
        message: `文字の並ぶ向きを変える見えない文字（${list('points').join('、')}）が入っています。`,
        advice: '読む人に違う順で見えます。この文字を消してください。',
      }),
      control: ({ list }) => ({
        message: `制御文字（${list('points').join('、')}）が入っています。`,
        advice: 'ほかの文書からコピーしたときに入ったものです。この文字を消してください。',
      }),
      broken: () => ({
        message: '壊れた文字（文字化けや、絵文字の半分）が入っています。',
        advice: 'その場所の文字を消して、入れ直してください。',
      }),
      invisible: ({ list }) => ({
        message: `見えない文字（${list('points').join('、')}）が入っています。`,
        advice: '検索、読み上げ、リンクの妨げになります。この文字を消してください。',
      }),
    },
  },
  'paste-residue': {
    name: 'ほかのソフトの書き残し',
    codes: {
      entity: ({ quote }) => ({
        message: `「${quote}」は、ウェブページの中の書き方です。このままの字で出ます。`,
        advice: 'ふつうの文字で書いてください。',
      }),
      tag: ({ quote }) => ({
        message: `「${quote}」は、ウェブページの中の印（タグ）です。このままの字で出ます。`,
        advice: '消すか、改行にしてください。',
      }),
      markdown: ({ quote }) => ({
        message: `「${quote}」の記号は、太字や見出しにならず、このままの字で出ます。`,
        advice: '記号を取ってください。',
      }),
      slack: ({ quote }) => ({
        message: `「${quote}」は、Slackの中の書き方です。外の人には分かりません。`,
        advice: '名前やアドレスで書いてください。',
      }),
      escape: ({ quote }) => ({
        message: `「${quote}」は、改行や文字を表す記号です。このままの字で出ます。`,
        advice: '改行や、ふつうの文字で書いてください。',
      }),
      office: ({ quote }) => ({
        message: `「${quote}」は、WordやExcelの誤りの表示か、差し込みの記号です。`,
        advice: '元の文書を開いて、正しい内容を書いてください。',
      }),
      mojibake: ({ quote }) => ({
        message: `「${quote}」は文字化けです。`,
        advice: '元の文書からコピーし直すか、書き直してください。',
      }),
      missing: ({ quote }) => ({
        message: `「${quote}」は、表せなかった文字の代わりに入ったもののようです。`,
        advice: '元の文書を見て、正しい文字を書いてください。',
      }),
      'emoji-name': ({ quote }) => ({
        message: `「${quote}」は絵文字の名前です。絵文字にならず、このままの字で出ます。`,
        advice: '絵文字を入れ直すか、消してください。Slackのこのワークスペースだけの絵文字は、外では使えません。',
      }),
    },
  },
  'url-shortener': {
    name: '短縮URL',
    codes: {
      shortener: ({ text }) => ({
        message: `「${text('host')}」は短縮URLで、リンク先が見えません。`,
        advice: '元のページのアドレスを書いてください。Xではどの長さのリンクも23と数えるので、短縮は要りません。',
      }),
    },
  },
  'url-lookalike': {
    name: '公式サイトに似たリンク',
    codes: {
      'user-info': () => ({ message: 'リンクに「@」があり、見た目と違う場所に飛びます。', advice: REAL_ADDRESS }),
      'foreign-letters': ({ text }) => ({
        message: `リンクに、公式サイト（${text('official')}）の文字に似た別の文字が混じっています。`,
        advice: REAL_ADDRESS,
      }),
      'dressed-up': ({ text }) => ({
        message: `「${text('host')}」は公式サイトの名前を含みますが、別のサイトです。`,
        advice: REAL_ADDRESS,
      }),
      mistyped: ({ text }) => ({
        message: `「${text('host')}」は公式サイト（${text('official')}）の打ち間違いではありませんか。`,
        advice: REAL_ADDRESS,
      }),
    },
  },
  'url-unofficial': {
    name: '外部のリンク',
    codes: {
      unofficial: ({ text }) => ({
        message: `「${text('host')}」は、区・国・自治体のサイトでも、登録した外部サービスでもありません。`,
        advice: 'リンク先と運営者を確かめてください。よく使うサイトは設定に登録できます。',
      }),
    },
  },
  'url-insecure': {
    name: '暗号化されないリンク',
    codes: {
      insecure: () => ({
        message: 'http:// のリンクは通信が暗号化されません。',
        advice: 'https:// で開けるかを確かめて、書き換えてください。',
      }),
    },
  },
  'url-broken': {
    name: 'リンクにならないアドレス',
    codes: {
      scheme: ({ quote }) => ({
        message: `「${quote}」は、始まりが「https://」でないため、リンクになりません。`,
        advice: 'アドレスを「https://」から書き直してください。',
        brief: 'リンクになりません',
      }),
      doubled: ({ quote }) => ({
        message: `「${quote}」と、アドレスの始まりが重なっています。`,
        advice: '「https://」を一つにしてください。',
        brief: '始まりが重なっています',
      }),
      torn: ({ quote }) => ({
        message: `「${quote}」の途中に空白か改行があり、ここで切れます。`,
        advice: '空白や改行を消してください。',
        brief: '途中で切れています',
      }),
      glued: ({ quote }) => ({
        message: `「${quote.trim()}」の前に英数字か記号が付いているため、リンクになりません。`,
        advice: 'アドレスの前に空白を入れてください。',
        brief: 'リンクになりません',
      }),
      wide: ({ quote }) => ({
        message: `「${quote}」に全角の文字か記号が混じっているため、リンクになりません。`,
        advice: '半角で書き直してください。',
        brief: 'リンクになりません',
      }),
      host: ({ quote }) => ({
        message: `「${quote}」の「.」のところに別の記号があるため、リンクになりません。`,
        advice: REAL_ADDRESS,
        brief: 'リンクになりません',
      }),
      cut: ({ text, is }) => ({
        message: `${is('onX') ? 'Xでリンクになるのは' : 'リンクになるのは'}「${text('made')}」までです。その後の「${text('rest')}」は、${is('onX') ? 'リンクに入りません' : 'リンクに入らないことがあります'}。`,
        advice:
          'ブラウザーのアドレス欄からコピーし直してください。漢字やかなの部分は「%E5…」のような形になります。アドレスでない文なら、前に空白か改行を入れてください。',
        brief: 'アドレスの途中で切れます',
      }),
    },
  },
  'url-dead': {
    name: '開けないリンク',
    codes: {
      status: ({ text }) => ({
        message: `リンク先が開けません（${text('status')}）。`,
        brief: `開けません（${text('status')}）`,
        advice: 'アドレスを確かめてください。これから公開するページなら、公開の直前にもう一度確かめてください。',
      }),
      certificate: () => ({
        message: 'リンク先の証明書に問題があります。',
        advice: 'アドレスとサイトの運営者に確かめてください。',
      }),
      login: () => ({
        message: 'リンク先がログインを求めます。誰でも見られるページではありません。',
        advice: '公開しているページのアドレスに書き換えてください。',
      }),
      unreachable: () => ({
        message: 'リンク先から返事がありません。',
        advice: 'アドレスを確かめて、時間を置いて開いてみてください。',
      }),
    },
  },
  'missing-contact': {
    name: '申込み方法・問い合わせ先',
    codes: {
      missing: ({ quote }) => ({
        message: `「${quote}」とありますが、申込みの方法や問い合わせ先が見当たりません。`,
        advice: '電話番号、メール、フォーム、ページのどれかを書き足してください。',
      }),
    },
  },
  'repeated-post': {
    name: '同じ文の投稿',
    codes: {
      published: ({ text }) => ({
        message: `同じ文（ほぼ同じ文）が${text('on')}に公開されています（${text('url')}）。`,
        advice: '二重の投稿でないかを確かめてください。Xは、同じ文の投稿を続けて受け付けないことがあります。',
        brief: `同じ文が${text('on')}に公開されています：${text('url')}`,
      }),
      waiting: ({ text }) => ({
        message: `同じ文（ほぼ同じ文）の起案が承認待ちです（${text('on')}、番号 ${text('draftId')}）。`,
        advice: '二重の起案でないかを確かめて、片方を取り下げてください。',
        brief: `同じ文の起案が承認待ちです（${text('draftId')}）`,
      }),
    },
  },
  'hashtag-broken': {
    name: 'ハッシュタグ',
    codes: {
      glued: ({ quote }) => ({
        message: `「${quote}」は前の文字とつながっていて、ハッシュタグになりません。`,
        advice: '「#」の前に空白を入れてください。',
      }),
      digits: ({ quote }) => ({
        message: `「${quote}」は数字だけなので、ハッシュタグになりません。`,
        advice: '文字を足すか、「#」を取ってください。',
      }),
      spaced: ({ quote }) => ({
        message: `「${quote}」は「#」の後に空白があるため、ハッシュタグになりません。`,
        advice: '空白を取るか、「#」を取ってください。',
        brief: 'ハッシュタグになりません',
      }),
      long: ({ quote }) => ({
        message: `「${quote}」の全体が一つのハッシュタグになります。`,
        advice: 'タグの終わりに空白か改行を入れてください。',
        brief: '文まで含めてハッシュタグになります',
      }),
      'no-word': () => ({
        message: '「#」の後が文字でないため、ハッシュタグになりません。',
        advice: '「#」のすぐ後に言葉を続けるか、「#」を取ってください。',
      }),
      cut: ({ quote, text }) => ({
        message: `「${quote}」は、途中の「${text('tag')}」までしかハッシュタグになりません。`,
        advice: '記号を取るか、「_」に替えてください。',
      }),
    },
  },
} satisfies Partial<KindTexts>;
