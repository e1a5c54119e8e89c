import type { z } from 'zod';
import type { CheckSettings } from '../guideline/types.ts';
import { KEYS, type KeyedKind, traitsOf } from '../publishers/kinds.ts';
import { officeText, type Sentence, yamlText } from '../text/config.ts';
import type { Account, Office, People } from '../usecases/ports.ts';
import { dictionaryFile } from './dictionary.ts';
import { crossChecks, type KnownNames, valueAt } from './office-checks.ts';
import { type AccountEntry, type OfficeFile, officeSchema } from './office-schema.ts';
import { type ConfigProblem, pathText } from './problem.ts';
import { keyPrefix } from './shapes.ts';
import { nearest } from './suggest.ts';
import { wideColonKey, type YamlFile } from './yaml.ts';

export type OfficeResult =
  | { readonly ok: true; readonly office: Office }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** Where the office keeps its own editions, as written; null where it has none. Asked before the rest is checked. */
export function guidelinesFolder(yaml: YamlFile): string | null {
  const folder = valueAt(yaml.value, ['guidelines']);
  return typeof folder === 'string' && folder.trim() !== '' ? folder.trim() : null;
}

/** Whose keys, and where they are in the environment. */
export interface KeyPlace {
  readonly kind: KeyedKind;
  readonly prefix: string;
}

/** The keys that the accounts name, each once, whatever else is wrong with the file. */
export function keysIn(yaml: YamlFile): readonly KeyPlace[] {
  const accounts = valueAt(yaml.value, ['accounts']);
  const places = (Array.isArray(accounts) ? accounts : []).flatMap((account: unknown): KeyPlace[] => {
    const prefix = keyPrefix.safeParse(valueAt(account, ['publisher', 'credentials'])).data;
    const kind = keyedKind(valueAt(account, ['publisher', 'kind']));
    return prefix !== undefined && kind !== undefined ? [{ kind, prefix }] : [];
  });
  return [...new Map(places.map((place) => [`${place.kind} ${place.prefix}`, place])).values()];
}

const KEYED = Object.entries(KEYS).flatMap(([kind, keys]) => (keys === null ? [] : [kind as KeyedKind]));

/** A kind that is misspelt has a problem of its own; that keys are missing is told all the same. */
function keyedKind(written: unknown): KeyedKind | undefined {
  const exact = KEYED.find((kind) => kind === written);
  if (exact !== undefined || (typeof written === 'string' && Object.hasOwn(KEYS, written))) return exact;
  return KEYED.find((kind) => kind === String(written).trim().toLowerCase()) ?? KEYED[0];
}

/**
 * office.yaml as the rest of the app knows it, or everything that is wrong with it at once.
 * @param known names that the editions bring: an office can only refer to guidelines and rules that are loaded.
 *   Null when the editions themselves are broken: their absence would then be blamed on the office.
 */
export function parseOffice(yaml: YamlFile, known: KnownNames | null): OfficeResult {
  const parsed = officeSchema.safeParse(yaml.value);
  const shape = parsed.success ? [] : parsed.error.issues.flatMap((issue) => shapeProblems(yaml, issue));
  const problems = [...shape, ...crossChecks(yaml, known)].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  if (!parsed.success || problems.length > 0) return { ok: false, problems };
  return { ok: true, office: toOffice(parsed.data, dictionaryFile(yaml)) };
}

function shapeProblems(yaml: YamlFile, issue: z.core.$ZodIssue): ConfigProblem[] {
  if (issue.code === 'unrecognized_keys') {
    const known = issue.message.split(' ');
    return issue.keys.map((key) => ({
      file: yaml.file,
      line: yaml.lineOfKey(issue.path, key),
      path: pathText([...issue.path, key]),
      ...unknownKey(key, known),
    }));
  }
  const line =
    issue.code === 'invalid_key'
      ? yaml.lineOfKey(issue.path.slice(0, -1), String(issue.path.at(-1)))
      : yaml.lineOf(issue.path);
  return [{ file: yaml.file, line, path: pathText(issue.path), ...sentence(yaml, issue) }];
}

function unknownKey(key: string, known: readonly string[]): Sentence {
  if (key.startsWith('\u3000')) return yamlText.wideBlank();
  const wide = wideColonKey(key);
  return wide === null ? officeText.unknownKey(key, nearest(key, known), known) : yamlText.wideColon(wide);
}

function sentence(yaml: YamlFile, issue: z.core.$ZodIssue): Sentence {
  const given = valueAt(yaml.value, issue.path);
  const wide = typeof given === 'string' ? wideColonKey(given) : null;
  if (wide !== null && issue.code === 'invalid_type') return yamlText.wideColon(wide);
  if (issue.path.length === 0 && issue.code === 'invalid_type')
    return officeText.notSettings(Array.isArray(given) ? 'list' : 'value');
  if (given === undefined || given === null) return officeText.required();
  switch (issue.code) {
    case 'invalid_type':
      return officeText.type(issue.expected);
    case 'invalid_value':
      return officeText.choice(issue.values.map(String));
    case 'invalid_union':
      return officeText.choice('options' in issue ? (issue.options ?? []).map(String) : []);
    case 'invalid_key':
      return officeText.form(issue.issues[0]?.message ?? '');
    case 'too_small':
      return issue.origin === 'array'
        ? officeText.tooFew()
        : issue.origin === 'string'
          ? officeText.form(issue.message)
          : officeText.range();
    case 'too_big':
      return officeText.range();
    case 'invalid_format':
    case 'invalid_element':
    case 'not_multiple_of':
    case 'unrecognized_keys':
    case 'custom':
      return officeText.form(issue.message);
  }
}

function toOffice(file: OfficeFile, dictionary: string | null): Office {
  return {
    accounts: file.accounts.map(toAccount),
    departments: (file.departments ?? []).map(({ name, members }) => ({ name, members: members ?? [] })),
    names: file.names ?? {},
    linkCheck: file.linkCheck ?? true,
    textlint: file.textlint?.enabled === true ? { dictionary } : null,
  };
}

function toAccount(entry: AccountEntry): Account {
  return {
    id: entry.id,
    name: entry.name,
    network: entry.network,
    guideline: entry.guideline,
    channel: entry.channel,
    manager: { title: entry.manager.title, people: toPeople(entry.manager) },
    drafters: entry.drafters ? toPeople(entry.drafters) : null,
    selfApproval: entry.selfApproval ?? false,
    ...(entry.templates == null ? {} : { templates: entry.templates }),
    publisher: entry.publisher,
    settings: toSettings(entry),
  };
}

function toPeople(people: Pick<AccountEntry['manager'], 'users' | 'group'>): People {
  return { users: people.users ?? [], group: people.group ?? null };
}

function toSettings({ departments, publisher, settings }: AccountEntry): CheckSettings {
  const { checks } = traitsOf(publisher);
  return {
    ...checks,
    departments,
    officialDomains: settings?.officialDomains ?? [],
    publicPhones: settings?.publicPhones ?? [],
    publicMailboxes: settings?.publicMailboxes ?? [],
    allowedMentions: settings?.allowedMentions ?? [],
    allowedShorteners: settings?.allowedShorteners ?? [],
    trustedDomains: settings?.trustedDomains ?? [],
    facilityAddresses: settings?.facilityAddresses ?? [],
    publicBankAccounts: settings?.publicBankAccounts ?? [],
    publicBodies: settings?.publicBodies ?? [],
    publicNames: settings?.publicNames ?? [],
    properNouns: settings?.properNouns ?? [],
    maxWeightedLength: settings?.maxWeightedLength ?? checks.maxWeightedLength,
    levels: settings?.levels ?? {},
    words: Object.fromEntries(
      Object.entries(settings?.words ?? {}).map(([rule, words]) => [
        rule,
        { add: words.add ?? [], except: words.except ?? [] },
      ]),
    ),
  };
}
