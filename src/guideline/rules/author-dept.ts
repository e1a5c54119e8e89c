import { z } from 'zod';
import { defineKind } from './rule-kind.ts';

/** Who writes: the department that runs the account, unless the guideline excuses an outsider. */
export const authorDept = defineKind({
  codes: ['missing', 'outside'],
  params: z.strictObject({
    /** Answers of the form that excuse an author from outside (豊島 第6条第1項ただし書). */
    excuses: z.array(z.enum(['emergency', 'priorApproval'])).default([]),
  }),
  detector:
    ({ excuses }) =>
    ({ fields, settings }) => {
      if (settings.departments.length === 0) return [];
      if (excuses.some((excuse) => fields[excuse] === true)) return [];
      const written = fold(fields.department ?? '');
      const params = { department: fields.department?.trim() ?? '', departments: settings.departments };
      if (written === '') return [{ code: 'missing', params }];
      return settings.departments.some((name) => fold(name) === written) ? [] : [{ code: 'outside', params }];
    },
});

function fold(name: string): string {
  return name.normalize('NFKC').replace(/\s/gu, '');
}
