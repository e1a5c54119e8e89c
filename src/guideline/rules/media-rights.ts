import { mediaKind } from './media-kind.ts';

/** Whose picture it is, and by what right it is shown. */
export const mediaRights = mediaKind(['unanswered', 'no-credit', 'no-permission'], ({ rights, credit, permission }) => {
  const has = (text: string | undefined) => (text?.trim() ?? '') !== '';
  switch (rights) {
    case undefined:
      return 'unanswered';
    case 'own':
      return undefined;
    case 'licensed':
      // A credit line names who gave the permission.
      return has(permission) || has(credit) ? undefined : 'no-permission';
    case 'third-party':
      return has(credit) ? undefined : 'no-credit';
    case 'free':
      return has(permission) || has(credit) ? undefined : 'no-permission';
  }
});
