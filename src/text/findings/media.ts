import type { KindTexts, Say } from './sentence.ts';

export const MEDIA = {
  'media-gps': {
    name: '画像の位置情報',
    codes: {
      gps: (say) => ({
        message: `${which(say)}に、撮影した場所の情報が入っています。`,
        advice: '位置情報を取り除いた画像に替えてください。',
      }),
    },
  },
  'media-portrait': {
    name: '画像に写る人',
    codes: {
      unanswered: (say) => ({
        message: `${which(say)}に人が写っているかどうかが、答えられていません。`,
        advice: '人の写り込みの有無と、承諾の有無を答えてください。',
      }),
      'no-consent': (say) => ({
        message: `${which(say)}に写る人の承諾が記録されていません。`,
        advice: '本人（児童は保護者）の承諾を得て記録するか、写っていない画像に替えてください。',
      }),
    },
  },
  'media-alt': {
    name: '画像の代替テキスト',
    codes: {
      missing: (say) => ({
        message: `${which(say)}に代替テキスト（画像の説明）がありません。`,
        advice: '何が写っているかを短く書いてください。飾りの画像なら「装飾」と書いてください。',
      }),
      'empty-words': (say) => ({
        message: `${which(say)}の代替テキストが、内容を伝えていません。`,
        advice: '何が写っているかを短く書いてください。',
      }),
    },
  },
  'media-type': {
    name: '画像の形式',
    codes: {
      type: (say) => ({
        message: `${which(say)}は、投稿できない形式です。`,
        advice: 'JPEG、PNG、GIF、WebPの画像か、MP4の動画にしてください。',
      }),
    },
  },
  'media-rights': {
    name: '画像の権利',
    codes: {
      unanswered: (say) => ({
        message: `${which(say)}の権利（自作・許諾済・第三者・フリー素材）が答えられていません。`,
        advice: '当てはまるものを選んでください。',
      }),
      'no-credit': (say) => ({
        message: `${which(say)}は第三者の素材ですが、提供者の表示がありません。`,
        advice: '許諾を確かめ、「写真提供：」のように提供者を書いてください。',
      }),
      'no-permission': (say) => ({
        message: `${which(say)}の許諾や利用条件の記録がありません。`,
        advice: '許諾の記録か、利用条件のページを書いてください。',
      }),
    },
  },
} satisfies Partial<KindTexts>;

function which({ list }: Say): string {
  return `${list('numbers').join('・')}枚目の画像`;
}
