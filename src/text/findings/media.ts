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
  'media-marks': {
    name: '画像に付いていた印',
    codes: {
      ai: (say) => ({
        message: `${which(say)}のデータに、AIで作った・変えたことを示す印（${say.list('words').join('、')}）がありました。`,
        advice: 'AIで作成した画像なら、画面の「AIで作成・加工した画像がある」に印を付けてください。',
        brief: `${which(say)}にAIの印`,
      }),
      rights: (say) => ({
        message: `${which(say)}のデータに、権利の表示（${say.list('words').join('／')}）がありました。`,
        advice:
          'だれの写真かを確かめ、権利の答えと合っているかを見てください。投稿する画像からは、この表示は取り除かれています。',
        brief: `${which(say)}に権利の表示「${say.list('words').join('／')}」`,
      }),
      credentials: (say) => ({
        message: `${which(say)}には、来歴の証明（C2PA）が付いていました。投稿する画像には残りません。`,
        advice: 'だれが作った画像かを、元の画像で確かめてください。',
        brief: `${which(say)}に来歴の証明`,
      }),
    },
  },
  'media-mix': {
    name: '画像の組み合わせ',
    codes: {
      'too-many': (say) => ({
        message: `画像が${say.text('count')}枚あります。1つの投稿に付けられるのは${say.text('most')}枚までです。`,
        advice: `${say.text('most')}枚までに減らすか、投稿を分けてください。`,
      }),
      moving: () => ({
        message: '動く画像や動画は、ほかの画像と一緒には投稿できません。',
        advice: '動く画像1つだけにするか、動かない画像だけにしてください。',
      }),
    },
  },
} satisfies Partial<KindTexts>;

function which({ list }: Say): string {
  return `${list('numbers').join('・')}枚目の画像`;
}
