import { mediaKind } from './media-kind.ts';

/** People who can be recognised, without their consent on record. Asked, never guessed from the picture. */
export const mediaPortrait = mediaKind(['unanswered', 'no-consent'], ({ people, consent }) => {
  if (people === undefined) return 'unanswered';
  return people && consent !== true ? 'no-consent' : undefined;
});
