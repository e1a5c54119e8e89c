import { phoneKind } from './phone-kind.ts';

/** Too few or too many digits. */
export const phoneMalformed = phoneKind('malformed', 'malformed');
