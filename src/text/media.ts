import type { Taken, TakingTrouble } from '../draft/media.ts';
import type { MediaFields } from '../guideline/types.ts';
import { said } from './words.ts';

const TYPES: Readonly<Record<string, string>> = {
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/gif': '動くGIF',
  'image/webp': 'WebP',
  'video/mp4': 'MP4の動画',
};

const typeName = (mime: string | undefined): string => TYPES[mime ?? ''] ?? '画像';

const RIGHTS = {
  own: '自分たちで撮影・作成した',
  licensed: '許諾を得ている',
  'third-party': '第三者の素材（提供者を表示する）',
  free: 'フリー素材（利用条件を確かめた）',
} as const;

const PEOPLE = {
  none: '写っていない（だれか分からない大きさを含む）',
  consented: '写っていて、承諾を得ている',
  unasked: '写っていて、承諾を得ていない',
} as const;

/** Everything that is said of pictures beside findings. */
export const mediaText = {
  form: {
    files: (count: number, most: number): string =>
      count === 0 ? `画像（${most}枚まで）` : `画像を足す（あと${most - count}枚）`,
    filesHint:
      'JPEG・PNG・GIF・WebP。撮影場所などの情報は、取り込むときに取り除きます。選んだら「チェック」を押してください。',
    picture: (number: number, { mime, width, height }: MediaFields, shown: boolean): string =>
      said(
        `${number}枚目（${typeName(mime)}・${width ?? 0}×${height ?? 0}）`,
        shown ? '' : 'いまは画像を表示できませんが、取り込んであります。',
      ),
    thumbnail: (number: number): string => `${number}枚目の画像`,
    alt: (number: number): string => `${number}枚目の代替テキスト（画像を見られない人に読み上げられます）`,
    altPlaceholder: '何が写っているか、何が書いてあるか',
    exempt: (number: number): string => `${number}枚目に代替テキストを付けない理由`,
    exemptPlaceholder: '飾りの画像で、本文と同じ内容のため',
    rightsLabel: (number: number): string => `${number}枚目の権利`,
    rights: RIGHTS,
    credit: (number: number): string => `${number}枚目のクレジット・許諾の記録`,
    creditPlaceholder: '「写真提供：○○小学校」、許諾を得た日と相手、利用条件のページなど',
    peopleLabel: (number: number): string => `${number}枚目に写る人`,
    people: PEOPLE,
    choose: '選ぶ',
    remove: (number: number): string => `${number}枚目を外す`,
    earlier: (number: number): string => `${number}枚目を1つ前へ`,
    aiLabel: 'AIの利用',
    ai: 'AIで作成・加工した画像がある（Xに表示されます）',
  },

  taking: (count: number): string => `画像${count}枚を取り込んでいます。少し待つと、画像ごとの質問が出ます。`,

  /** What was done with the files that were attached, in lines. */
  taken: ({ added, troubles }: Pick<Taken, 'added' | 'troubles'>): string =>
    said(
      added.length === 0 ? '' : `画像を${added.length}枚取り込みました。`,
      added.some(({ marks }) => marks.position) ? '撮影場所の情報を取り除きました。' : '',
      added.some(({ reduced }) => reduced) ? '大きすぎる画像は、Xの上限に合わせて小さくしました。' : '',
      added.length === 0 ? '' : '画像ごとの質問に答えてから、起案してください。',
      ...troubles.map(({ name, why }) => `「${name}」は付けられませんでした。${troubleText(why)}`),
    ),

  card: {
    /** 🖼 1 ポスター。…（自分たちで撮影・作成した・人は写っていない） */
    line: (number: number, alt: string, answers: MediaFields): string =>
      `🖼 ${number} ${alt}（${[rightsWord(answers), peopleWord(answers)].filter((word) => word !== '').join('・')}）`,
    noAlt: (reason: string): string => `代替テキストなし：${reason}`,
    cut: (beginning: string): string => `${beginning}…（続きはスレッド）`,
    ai: 'AIで作成・加工した画像として、Xに表示されます。',
    sheet: (alts: readonly string[]): string => `画像${alts.length}枚：${alts.join('／')}`,
    nameless: '代替テキストのない画像',
    unshown: (count: number): string => `🖼 画像${count}枚は、いまSlackに表示できません。`,
  },

  thread: {
    heading: (count: number): string => `画像${count}枚（代替テキスト・権利・写る人）`,
    changed: (count: number): string => (count === 0 ? '画像を外しました。' : `画像が変わりました（${count}枚）。`),
    /** In the message from which a post is made by hand. */
    toPost: (count: number): string => `画像${count}枚も掲載してください。開いて保存し、代替テキストを添えます。`,
    picture: (number: number, answers: MediaFields): string =>
      `${number}枚目（${rightsWord(answers)}・${peopleWord(answers)}）`,
    alt: (alt: string): string => alt,
    credit: (credit: string): string => `クレジット・許諾の記録：${credit}`,
  },
};

const rightsWord = ({ rights }: MediaFields): string =>
  rights === undefined
    ? '権利は未回答'
    : { own: '自作', licensed: '許諾あり', 'third-party': '第三者', free: 'フリー素材' }[rights];

function peopleWord({ people, consent }: MediaFields): string {
  if (people === undefined) return '写る人は未回答';
  if (!people) return '人なし';
  return consent === true ? '写る人の承諾あり' : '写る人の承諾なし';
}

function troubleText(why: TakingTrouble): string {
  if (why === 'one-too-many') return '画像は4枚までです。入れ替えるときは、先にほかの画像を外してください。';
  if (why === 'twice') return '同じ画像がすでに付いています。';
  if (why === 'not-allowed')
    return 'Slackが、このアプリにファイルを読ませていません。情報システム担当に、files:read の権限を確かめるよう伝えてください。';
  if (why === 'gone') return 'Slackに、もうありません。もう一度付けてください。';
  if (why === 'too-big') return 'ファイルが大きすぎます。小さくしてから付けてください。';
  if (why === 'unreachable') return 'Slackから受け取れませんでした。少し待ってから、もう一度付けてください。';
  switch (why.kind) {
    case 'format':
      return FORMATS[why.format];
    case 'animation':
      return ANIMATIONS[why.limit];
    case 'too-large':
      return '縦横が大きすぎます。長い辺を8,000ピクセルより小さくしてから付けてください。';
    case 'too-heavy':
      return `大きさが${megabytes(why.bytes)}MBあり、上限の${megabytes(why.limit)}MBを超えています。小さくしてから付けてください。`;
    case 'unreadable':
      return '画像として開けません。壊れているか、途中で切れています。元の画像を付け直してください。';
  }
}

const megabytes = (bytes: number): string => (bytes / 1_048_576).toFixed(1);

const FORMATS = {
  heic: 'iPhoneのHEIC形式です。写真を「互換性優先」で撮るか、書き出すときにJPEGを選んで、付け直してください。',
  'jpeg-xl': 'JPEG XL形式です。JPEGかPNGで保存して、付け直してください。',
  pdf: 'PDFです。1ページをPNGかJPEGの画像として保存して、付け直してください。',
  'animated-png': '動くPNG（APNG）です。動くGIFか、動かないPNGで保存して、付け直してください。',
  'animated-webp': '動くWebPです。動くGIFか、動かない画像で保存して、付け直してください。',
  film: '動画です。いまは画像だけを付けられます。動画の投稿は、Xの画面で行ってください。',
  tiff: 'TIFF形式です。JPEGかPNGで保存して、付け直してください。',
  svg: 'SVG形式です。PNGで書き出して、付け直してください。',
  other: '投稿できない形式です。JPEG、PNG、GIF、WebPの画像を付けてください。',
} as const;

const ANIMATIONS = {
  size: '動くGIFが大きすぎます（上限15MB）。短くするか、小さくして、付け直してください。',
  pixels: '動くGIFの縦横が大きすぎます（上限1280×1080）。小さくして、付け直してください。',
  frames: '動くGIFのコマが多すぎます（上限350）。短くして、付け直してください。',
} as const;
