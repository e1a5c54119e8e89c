import { z } from 'zod';
import { publisherSchema } from '../publishers/kinds.ts';
import type { Form } from '../text/config.ts';
import { form, handle, strict, text } from './shapes.ts';

/** The shape of office.yaml. */

const list = <T extends z.ZodType>(item: T) => z.array(item).nullish();

const slug = form('slug', /^[a-z0-9]+(?:-[a-z0-9]+)*$/);
const slackUser = form('slack-user', /^[UW][A-Z0-9]{2,}$/);
const host = form('host', /^(?=.{1,253}$)[a-z0-9-]+(?:\.[a-z0-9-]+)+$/);

const people = {
  users: list(slackUser),
  group: form('slack-group', /^S[A-Z0-9]{2,}$/).nullish(),
};

const account = strict({
  id: slug,
  name: text,
  network: text,
  guideline: slug,
  channel: form('slack-channel', /^[CG][A-Z0-9]{2,}$/),
  departments: z.array(text).min(1),
  manager: strict({ title: text, ...people }),
  drafters: strict(people).nullish(),
  selfApproval: z.boolean().nullish(),
  templates: list(strict({ name: form('template-name', /^(?=.{1,75}$)\S(?:.*\S)?$/u), text })),
  publisher: publisherSchema,
  settings: strict({
    officialDomains: list(host),
    publicPhones: list(form('phone', /^\+?(?=(?:[^0-9]*[0-9]){3})[0-9()-]+$/)),
    publicMailboxes: list(z.email({ error: 'email' satisfies Form })),
    allowedMentions: list(handle),
    allowedShorteners: list(host),
    trustedDomains: list(host),
    facilityAddresses: list(text),
    publicBankAccounts: list(text),
    publicBodies: list(handle),
    publicNames: list(text),
    properNouns: list(text),
    maxWeightedLength: z.int().min(1).nullish(),
    levels: z.record(z.string(), z.enum(['block', 'waiver', 'warning', 'notice', 'off'])).nullish(),
    words: z.record(z.string(), strict({ add: list(text), except: list(text) })).nullish(),
  }).nullish(),
});

export const officeSchema = strict({
  guidelines: text.nullish(),
  departments: list(strict({ name: text, members: list(slackUser) })),
  names: z.record(slackUser, text).nullish(),
  linkCheck: z.boolean().nullish(),
  textlint: strict({ enabled: z.boolean(), dictionary: text.nullish() }).nullish(),
  accounts: z.array(account).min(1),
});

export type OfficeFile = z.infer<typeof officeSchema>;
export type AccountEntry = OfficeFile['accounts'][number];
