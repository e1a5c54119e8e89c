import { type Content, MEDIA_TYPES, type Medium, type Target } from '../draft/content.ts';
import type { Revision } from '../draft/state.ts';
import { answersOf } from '../guideline/answers.ts';
import type { DraftFields, MediaFields } from '../guideline/types.ts';

/** What a form asks for stands side by side in it; what of it goes out is content, and is what an approval freezes. */
export function written(
  accountId: string,
  text: string,
  { scheduledAt: slot, media = [], madeWithAi, target: asked, ...fields }: DraftFields,
): { readonly content: Content; readonly fields: DraftFields } {
  const files = media.flatMap((one) => {
    const medium = mediumOf(one);
    return medium === null ? [] : [{ medium, answers: keptOf(one) }];
  });
  const target = asked === undefined ? null : targetOf(asked);
  return {
    content: {
      accountId,
      text,
      ...(slot === undefined ? {} : { slot }),
      ...(files.length === 0 ? {} : { media: files.map(({ medium }) => medium) }),
      // It is said of pictures: without one there is nothing to say it of.
      ...(madeWithAi === true && files.length > 0 ? { madeWithAi } : {}),
      ...(target === null ? {} : { target }),
    },
    fields: {
      ...fields,
      ...(asked === undefined || target !== null ? {} : { target: asked }),
      ...(files.length === 0 ? {} : { media: files.map(({ answers }) => answers) }),
    },
  };
}

/** Null of one without its address. */
function targetOf({ kind, url }: NonNullable<DraftFields['target']>): Target | null {
  return url.trim() === '' ? null : { kind, url: url.trim() };
}

/** Null of a picture whose bytes the app does not have. */
function mediumOf({ hash, mime, size, width, height, alt = '' }: MediaFields): Medium | null {
  const type = MEDIA_TYPES.find((each) => each === mime);
  if (hash === undefined || type === undefined || size === undefined) return null;
  if (width === undefined || height === undefined) return null;
  return { hash, mime: type, size, width, height, alt };
}

/** What is known of a picture and does not go out. */
function keptOf({ people, consent, rights, credit, permission, altExempt, about }: MediaFields): MediaFields {
  return {
    ...(people === undefined ? {} : { people }),
    ...(consent === undefined ? {} : { consent }),
    ...(rights === undefined ? {} : { rights }),
    ...(credit === undefined ? {} : { credit }),
    ...(permission === undefined ? {} : { permission }),
    ...(altExempt === undefined ? {} : { altExempt }),
    ...(about === undefined ? {} : { about }),
  };
}

/** Everything that a form asked for, as it was answered: what `written` took apart. */
export const answersTo = ({ content, fields }: Pick<Revision, 'content' | 'fields'>): DraftFields =>
  answersOf(content, fields);
