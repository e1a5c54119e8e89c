import { phoneKind } from './phone-kind.ts';

/** Land lines and IP phones that the office has not published: a private one, or a slip. */
export const piiPhoneUnlisted = phoneKind('unlisted', 'line');
