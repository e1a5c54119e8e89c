import type { DraftFields, MediaFields } from '../guideline/types.ts';
import { flag, isRecord, reference, word } from './loose-answers.ts';

type Answers = Readonly<Record<string, unknown>>;

/** What a line says beside its text. An answer that cannot be understood counts as not given. */
export function fieldsOf(given: Answers): DraftFields {
  const categories = categoriesOf(given.category ?? given.categories);
  const media = Array.isArray(given.media) ? given.media.filter(isRecord).map(mediaOf) : [];
  return present({
    department: word(given.dept) ?? word(given.department),
    categories: categories.length === 0 ? undefined : categories,
    emergency: flag(given.emergency),
    priorApproval: flag(given.priorApproval),
    inReplyTo: reference(given.inReplyTo),
    quoteOf: reference(given.quoteOf),
    scheduledAt: word(given.scheduledAt),
    embargoUntil: word(given.embargoUntil),
    correctionOf: correctionOf(given.correctionOf),
    namedPersonsConsent: flag(given.namedPersonsConsent),
    linkStatus: linkStatusOf(given.linkStatus, given.text),
    media: media.length === 0 ? undefined : media,
  });
}

/** `(2)`, `2`, 2, `（1）・（2）`, `["1", "2"]` → item numbers; an answer without a number is kept as it is. */
function categoriesOf(value: unknown): string[] {
  const answers = Array.isArray(value) ? value : [value];
  const items = answers.flatMap((answer) => {
    const text = word(answer)?.normalize('NFKC');
    if (text === undefined || /^(未選択|なし|未定|-)$/u.test(text)) return [];
    return text.match(/\d+/g) ?? [text];
  });
  return [...new Set(items)];
}

function correctionOf(value: unknown): DraftFields['correctionOf'] {
  const url = reference(value);
  const deleted = isRecord(value) ? flag(value.deleted) : undefined;
  if (url === undefined && deleted === undefined) return undefined;
  return present({ url, deleted });
}

/** By address; one answer alone is about every address of the text. */
function linkStatusOf(value: unknown, text: unknown): DraftFields['linkStatus'] {
  if (isRecord(value)) {
    const entries = Object.entries(value).flatMap(([url, status]) =>
      typeof status === 'number' || typeof status === 'string' ? [[url, status] as const] : [],
    );
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
  }
  if (typeof value !== 'number' && word(value) === undefined) return undefined;
  const status = typeof value === 'number' || /^\d{3}$/.test(String(value)) ? Number(value) : String(value).trim();
  const urls = typeof text === 'string' ? (text.match(/https?:\/\/[\x21-\x7e]+/giu) ?? []) : [];
  return urls.length === 0 ? undefined : Object.fromEntries(urls.map((url) => [url, status]));
}

const RIGHTS: readonly (readonly [RegExp, NonNullable<MediaFields['rights']>])[] = [
  [/^(?:自作|自前|職員撮影|区撮影|own)/iu, 'own'],
  [/^(?:許諾|承諾|licen[cs]ed)/iu, 'licensed'],
  [/^(?:第三者|他者|third)/iu, 'third-party'],
  [/^(?:フリー|free)/iu, 'free'],
];

function mediaOf(media: Answers): MediaFields {
  const rights = word(media.rights)?.normalize('NFKC');
  return present({
    mime: word(media.mime),
    alt: word(media.alt),
    gps: isRecord(media.gps) ? true : flag(media.gps),
    people: flag(media.people),
    consent: flag(media.consent),
    rights: RIGHTS.find(([pattern]) => rights !== undefined && pattern.test(rights))?.[1],
    credit: word(media.credit),
    permission: word(media.permission) ?? word(media.licence) ?? word(media.license),
  });
}

/** Without the answers that were not given: absent is not the same as undefined. */
function present<T extends object>(answers: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
