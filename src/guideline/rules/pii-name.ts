import { z } from 'zod';
import { findPeople } from '../people/people.ts';
import { defineKind } from './rule-kind.ts';

/** Names of private people. Not by a tokenizer: to that, 19 of 50 place names of a ward are people. */
export const piiName = defineKind({
  codes: ['name'],
  ownWords: ['except'],
  params: z.strictObject({
    /** People of history and public figures who may be named anywhere. */
    publicNames: z.array(z.string()).default([]),
  }),
  detector:
    ({ publicNames }) =>
    ({ normal, fields, settings }, own) => {
      if (fields.namedPersonsConsent === true) return [];
      const people = findPeople(normal);
      if (people.length === 0) return [];
      const known = [...publicNames, ...(settings.publicNames ?? []), ...own.except];
      return people.flatMap(({ start, end, name }) => {
        const plain = name.replace(/[ ・]/gu, '');
        if (known.some((one) => plain.startsWith(one.replace(/[ ・]/gu, '')))) return [];
        return [{ code: 'name', at: normal.toWritten(start, end), params: { name } }];
      });
    },
});
