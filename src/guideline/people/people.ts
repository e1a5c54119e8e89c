import type { Searched } from '../matching/pattern.ts';
import { Pattern } from '../matching/pattern.ts';

/** The commonest family names; a name is only taken for one with an honorific, a label or a given name beside it. */
const SURNAMES =
  '佐藤|鈴木|高橋|田中|伊藤|渡辺|渡邊|渡邉|山本|中村|小林|加藤|吉田|山田|佐々木|山口|松本|井上|木村|斎藤|斉藤|齋藤|齊藤|清水|山崎|阿部|池田|橋本|山下|石川|中島|前田|藤田|後藤|小川|岡田|村上|長谷川|近藤|石井|坂本|遠藤|藤井|青木|福田|三浦|西村|藤原|太田|松田|原田|岡本|中野|中川|小野|田村|竹内|金子|和田|中山|石田|上田|森田|小島|柴田|宮崎|酒井|工藤|横山|宮本|内田|高木|安藤|谷口|大野|丸山|今井|高田|藤本|武田|村田|上野|杉山|増田|平野|大塚|千葉|久保|松井|小山|岩崎|桜井|野口|松尾|木下|菊地|菊池|野村|新井|佐野|杉本|古川|大西|浜田|濱田|市川|小松|高野|水野|山内|西田|西川|菅原|北村|五十嵐|福島|中田|川口|川崎|飯田|平田|安田|岩田|服部|東|中西|辻|福井|熊谷|土屋|大橋|荒井|永井|本田|松岡|田口|川上|樋口|吉川|久保田|中尾|矢野|関口|山中|荒木|秋山|石原|黒田|松村|望月|須藤|尾崎|大久保|小池|河野|岩本|片山|大島|川村|西山|松下|内藤|大谷|渋谷|栗原|伊東|松原|馬場|浅野|三宅|天野|広瀬|早川|星野|吉村|大川|本間|奥村|堀|萩原|小沢|小澤|神田|川島|平井|八木|古田|田辺|関根|小西|成田|宮田|富田|石橋|篠原|須田|高山|大石|大森|岸|土井|沢田|澤田|柳沢|榎本|南|岡崎|森本|堀内|大竹|高島|野田|植田|大山|本多|下田|永田|竹田|児玉|坂口|坂井|川田|菅野|秋元|白井|田島|黒木|関|柏木|岡|島田|菅|森|林|原|堤|畑|星|泉|谷|西|北|浜|宮|平|島|沖|杉|江口|相沢|青山|赤木|秋田|朝倉|浅井|足立|安達|荒川|飯塚|飯島|池上|石塚|石黒|石崎|市原|稲垣|稲葉|井口|今村|岩井|岩瀬|岩下|植木|上原|宇野|江藤|及川|大城|大沢|大澤|大場|大平|大村|岡部|岡村|小笠原|荻野|奥田|奥山|尾上|小田|小田切|落合|小野寺|柿沼|笠原|梶原|片桐|加賀|亀井|川端|河合|川合|川井|河村|神谷|神山|北川|北野|木内|君島|木原|熊田|倉田|栗田|黒川|黒沢|桑原|小泉|古賀|小宮|小森|近江|斎木|坂田|坂上|榊原|佐久間|桜田|笹川|佐竹|里見|塩田|志村|清野|下村|白石|白川|城田|新田|杉浦|杉田|瀬戸|関谷|相馬|曽根|園田|平良|高井|高岡|高見|滝沢|竹中|武井|竹下|多田|立花|玉井|田代|田原|塚本|津田|鶴田|寺田|寺島|徳永|戸田|富永|冨田|鳥居|内山|永野|中井|中原|長島|長尾|長田|仲田|新美|西尾|西岡|西沢|西野|二宮|根岸|根本|野崎|野中|野原|萩|橋口|長谷部|畠山|花田|羽田|原口|平川|平山|平松|広田|深沢|福本|福原|藤岡|藤川|藤沢|藤村|古谷|古屋|細川|細田|堀田|堀口|前川|牧野|町田|松浦|松永|松崎|松野|丸田|三上|三木|水谷|溝口|三井|宮内|宮川|宮下|宮沢|宮島|宮原|向井|武藤|村井|村松|村山|森川|森下|森山|八代|柳|柳田|矢島|安井|山岸|山根|山村|横田|横井|吉岡|吉野|吉本|米田|若林|和久井|渡部|藁谷';

/** Longest first, so that 佐々木 is not read as 佐. */
const NAMES = SURNAMES.split('|').sort((a, b) => b.length - a.length);
const LONG = NAMES.filter((name) => name.length > 1).join('|');
const ANY = NAMES.join('|');

const HONORIFIC =
  '(?:さん(?![ぽまばごさす])|さま(?!ざま)|様(?!々|式|子|方面|変|態|相)|氏(?!名|神)|君(?!主)|くん(?!せい)|ちゃん|先生|選手|容疑者|被告|夫妻|ご夫妻|夫人)';
/** A given name: two or three ideographs or kana that no office, place or trade begins with. */
const GIVEN =
  '(?:[ ・]?(?:[\\p{Script=Han}]{1,3}?|(?!さん|さま|くん|ちゃん|[のはがをにとでもやへ])[ぁ-んァ-ヶ]{2,4}?|[\\p{Script=Han}]{1,2}[ぁ-んァ-ヶ]{1,2}?))';
const GIVEN_STRICT =
  '(?:[ ]?(?![県市区町村都府課会社部室館校院園所局署団連大小中高女男新旧本支店])[\\p{Script=Han}]{1,3}|[ ][\\p{Script=Han}ぁ-んァ-ヶ]{1,4}|[ぁ-ん]{2,3}(?=[ 、。\\n(]|$))';
const LABEL =
  '(?:講師|ナレーション|ナレーター|朗読|聞き手|監修|喪主|差出人|飼い主|パネリスト|ファシリテーター|コーディネーター|インストラクター|記入者|申請者|届出人|氏名|お名前|名前|代表者?|会長|副会長|町会長|担当者?|担当職員|出演者?|司会|受賞者|当選者|優勝者?|入賞者|死亡者|被害者|行方不明者|指導|審査員|団長|住人|世帯主|連絡先|責任者|申込者|作者|撮影者?|出席者|登壇者|ゲスト|保護者|児童|生徒名?|本人)';

const WITH_HONORIFIC = new Pattern(
  new RegExp(
    `(?<![\\p{Script=Han}々])(?:${LONG})${GIVEN}?${HONORIFIC}|(?<![\\p{Script=Han}々])(?:${ANY})${HONORIFIC}`,
    'gu',
  ),
);
/** After another ideograph a family name may be the end of a longer word; with a given name it hardly is. */
const GLUED = new Pattern(
  new RegExp(
    `(?<=の|は|が|も|と|、|。|区民|住民|職員|課長|係長|部長|会長|町会長|校長|園長|館長|議員)(?:${LONG})${GIVEN}?${HONORIFIC}`,
    'gu',
  ),
);
const LABELLED = new Pattern(
  new RegExp(
    `${LABEL}[)\\]】]? ?(?:は|の|:|/|・|\\n)? ?(?<name>(?:${LONG})${GIVEN_STRICT}?)(?![\\p{Script=Han}ァ-ヶー]{1,}?(?:会|社|課|部|室|館|校|大学|センター|支部|団体|連合))`,
    'gu',
  ),
);
const KATAKANA = new Pattern(new RegExp(`(?<![ァ-ヶー・])[ァ-ヶー]{2,12}(?:・[ァ-ヶー]{1,12}){1,3}${HONORIFIC}`, 'gu'));
/** 田中花子(35), 佐藤 一郎(品川区在住) */
const WITH_AGE = new Pattern(
  new RegExp(
    `(?<![\\p{Script=Han}々])(?<name>(?:${LONG})[ ]?[\\p{Script=Han}ぁ-んァ-ヶー]{1,4})(?=[(]\\d{1,3}(?:歳)?[)、・]|[(][^)\\n]{0,6}(?:小|中|高|大)(?:学校)?\\d(?:年|年生)?[)]|[(][^)\\n]{0,12}(?:在住|生まれ|歳)|、\\d{1,3}歳|、[^、。\\n]{4,16}日生)`,
    'gu',
  ),
);

/** 講師は品川次郎さん: with a label before it and さん behind it, also a place name is somebody's name. */
const INTRODUCED = new Pattern(
  /(?:講師|司会|出演|指導|ゲスト|審査員|作者|撮影|受賞者|優勝者?|当選者|町会長|会長|団長|代表)[)\]】]?(?:は|の|:|に|、)? ?(?<name>(?!各|皆|全|地元|区内|都内|有名|人気|現役|本職|一流|複数|数名|専門|担当|当日|前回|今回|大学|地域|近所|若手|先輩|〇)\p{Script=Han}{3,5}(?<![会社課部者員長店屋団校園館区市町人家師士医手])(?: ?さん|氏|さま|様|先生))/gu,
);

/** 青年部長の斎藤まで */
const TURNED_TO = new Pattern(
  new RegExp(
    `(?<=(?:部長|会長|団長|代表|幹事|世話人|担当|係|事務局長?)の?)(?<name>(?:${LONG}))(?= ?(?:まで|へ(?:ご?連絡|お)|宛|が(?:承り|対応|担当|伺い)))`,
    'gu',
  ),
);
/** 講演:大学教授 吉田誠 */
const TITLED = new Pattern(
  new RegExp(
    `(?:講師|講演|講話|出演|演奏|司会|指導|ゲスト|パネリスト|登壇)[)\\]】]?[ :は/]{1,3}[^\\n。、:]{2,16}[ (](?<name>(?:${LONG}) ?\\p{Script=Han}{1,3})(?=$|[ 、。\\n)(]|さん|氏|先生)`,
    'gu',
  ),
);
/** A form filled in: after 氏名: even a place name is somebody's name. */
const FILLED_IN = new Pattern(
  /(?:氏名|お名前|(?<!\p{Script=Han})名前)[)\]】]?[:は] ?(?<name>(?!必須|任意|記入|漢字|匿名|住所|電話|不要|未定|不明|年齢|連絡|〇)\p{Script=Han}{2,3} ?\p{Script=Han}{1,3})(?=$|[ 、。\n(])/gu,
);

/** 早乙女千鶴さん: a family name that is on no list, known by a given name's last letter. */
const GIVEN_END =
  '子美香奈恵江枝代乃菜穂絵鶴雄夫郎太介助也哉彦樹輝翔二三司史博弘隆誠透勇豊茂清昭秀義孝幸剛亮蓮葵凛愛莉織音花桜楓玲涼';
const UNLISTED = new Pattern(
  new RegExp(
    `(?<![\\p{Script=Han}々〇])(?!各|皆|全|区|市|町|村|都|県|国|公|民|地|小学|中学|高校|大学|社|会|鬼|七)(?<name>\\p{Script=Han}{4,5}(?<=[${GIVEN_END}])(?:さん(?![ぽまばごさす])|さま|様|氏|選手))`,
    'gu',
  ),
);

/** 「村上 大輔」: written on something that was found. */
const IN_QUOTES = new Pattern(new RegExp(`「(?<name>(?:${LONG})[ ・]\\p{Script=Han}{1,3})」`, 'gu'));

const PATTERNS = [
  IN_QUOTES,
  UNLISTED,
  WITH_HONORIFIC,
  GLUED,
  LABELLED,
  KATAKANA,
  TURNED_TO,
  TITLED,
  WITH_AGE,
  FILLED_IN,
  INTRODUCED,
];

export interface NamedPerson {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/** Private people named in a text (normalised copy). */
export function findPeople(text: Searched): readonly NamedPerson[] {
  const found: NamedPerson[] = [];
  for (const pattern of PATTERNS) {
    for (const match of pattern.matches(text)) {
      const name = match.groups?.name ?? match[0];
      const start = match.index + match[0].indexOf(name);
      found.push({ start, end: start + name.length, name });
    }
  }
  return found;
}
