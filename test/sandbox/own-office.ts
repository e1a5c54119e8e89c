import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { isScalar, parseDocument } from 'yaml';
import { loadOffice } from '../../src/config/load.ts';
import type { ConfigProblem } from '../../src/config/problem.ts';
import { japanDay } from '../../src/usecases/japan-time.ts';
import type { Account, Office } from '../../src/usecases/ports.ts';
import { GENERAL, OTHER_X_ACCOUNT, type SeedOffice, type SeedUser, type SeedXAccount } from './seed.ts';

/** A local Slack and X in which everybody and everything is there that an office names in its own office.yaml. */
export type OwnOffice =
  | { readonly ok: true; readonly seed: SeedOffice }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/**
 * @param file path of office.yaml.
 * @param now decides which editions are in force.
 * @returns what Slack and X begin with; or what the app itself would say is wrong with the file.
 */
export function ownOffice(file: string, now: Date): OwnOffice {
  const loaded = loadOffice(file, japanDay(now));
  return loaded.ok ? { ok: true, seed: seedOf(loaded.office) } : loaded;
}

/**
 * Writes a copy of office.yaml that takes its guidelines from another folder and is the same line by line.
 * @param file path of office.yaml. What cannot be read as YAML is copied as it is.
 * @param folder with the guidelines.
 * @param copy path of the copy; its folder is made.
 */
export async function withGuidelines(file: string, folder: string, copy: string): Promise<void> {
  const source = await readFile(file, 'utf8');
  const document = parseDocument(source);
  const home = dirname(resolve(copy));
  const written = (path: string) => JSON.stringify(relative(home, path));
  const guidelines = document.get('guidelines', true);
  const dictionary = document.getIn(['textlint', 'dictionary'], true);
  const edits: { readonly at: readonly [number, number]; readonly text: string }[] = [];
  if (isScalar(guidelines) && guidelines.range) {
    const [start, end] = guidelines.range;
    edits.push({ at: [start, end], text: start === end ? ` ${written(resolve(folder))}` : written(resolve(folder)) });
  } else edits.push({ at: [source.length, source.length], text: `\nguidelines: ${written(resolve(folder))}\n` });
  if (isScalar(dictionary) && typeof dictionary.value === 'string' && dictionary.range) {
    const [start, end] = dictionary.range;
    edits.push({ at: [start, end], text: written(resolve(dirname(file), dictionary.value)) });
  }
  let text = source;
  for (const { at, text: put } of edits.sort((one, other) => other.at[0] - one.at[0]))
    text = text.slice(0, at[0]) + put + text.slice(at[1]);
  await mkdir(home, { recursive: true });
  await writeFile(copy, text);
}

function seedOf(office: Office): SeedOffice {
  const { accounts } = office;
  const managers = new Map(accounts.map((account) => [account.id, managersOf(account)]));
  const deciding = new Set([...managers.values()].flat());
  const named = [
    ...office.departments.flatMap(({ members }) => members),
    ...Object.keys(office.names),
    ...accounts.flatMap(({ drafters }) => drafters?.users ?? []),
  ].filter((id) => !deciding.has(id));
  const staff = named.length > 0 ? [...new Set(named)] : [SOMEBODY];
  return {
    isExample: false,
    users: [...staff, ...deciding].map((id) => userOf(id, office)),
    channels: channelsOf(accounts),
    usergroups: [...new Set(accounts.flatMap(groupsIn))].map((id) => ({
      id,
      handle: id.toLowerCase(),
      name: accounts.find(({ manager }) => manager.people.group === id)?.manager.title ?? id,
      users: accounts.flatMap((account) =>
        account.manager.people.group === id
          ? (managers.get(account.id) ?? [])
          : account.drafters?.group === id
            ? staff
            : [],
      ),
    })),
    accounts: accounts.map(({ id, name, network, channel, publisher }) => ({
      ...{ name, network, channel },
      managers: managers.get(id) ?? [],
      username: publisher.kind === 'x' ? publisher.username : null,
    })),
    xAccounts: [...xAccountsOf(accounts), OTHER_X_ACCOUNT],
    keys: keysOf(accounts),
  };
}

/** Drafts where the office names nobody but those who decide. */
const SOMEBODY = 'U0SHOKUIN1';

/** Who is in a group is known to Slack alone: here, the people named beside it, or else one person made for it. */
function managersOf({ manager: { people } }: Account): readonly string[] {
  return people.users.length > 0 || people.group === null ? people.users : [`U${people.group.slice(1)}`];
}

function groupsIn({ manager, drafters }: Account): readonly string[] {
  return [manager.people.group, drafters?.group ?? null].filter((group) => group !== null);
}

/** Those who decide carry the title that office.yaml gives them, unless that is their name already. */
function userOf(id: string, { accounts, departments, names }: Office): SeedUser {
  const title = accounts.find((account) => managersOf(account).includes(id))?.manager.title;
  const displayName = names[id] ?? title ?? id;
  const department = departments.find(({ members }) => members.includes(id))?.name;
  return {
    id,
    name: id.toLowerCase(),
    displayName,
    title: title === undefined ? (department ?? '職員') : title === displayName ? '決裁する人' : title,
  };
}

/** A channel is named after its account, as Slack writes names of channels. */
function channelsOf(accounts: readonly Account[]): SeedOffice['channels'] {
  const channels = [...new Set(accounts.map(({ channel }) => channel))].map((id) => ({
    id,
    name: accounts
      .filter(({ channel }) => channel === id)
      .map(({ name }) => name.toLowerCase().replace(/\s+/gu, '-'))
      .join('・'),
  }));
  return channels.some(({ id }) => id === GENERAL.id) ? channels : [...channels, GENERAL];
}

function xAccountsOf(accounts: readonly Account[]): readonly SeedXAccount[] {
  const names = new Map<string, string>();
  for (const { publisher, name } of accounts)
    if (publisher.kind === 'x' && !names.has(publisher.username)) names.set(publisher.username, name);
  return [...names].map(([username, name], index) => ({ id: `1000000000000001${index + 10}`, username, name }));
}

/** With keys that two accounts share, one of them is somebody else's to X. */
function keysOf(accounts: readonly Account[]): SeedOffice['keys'] {
  const usernames = new Map<string, string>();
  for (const { publisher } of accounts)
    if (publisher.kind === 'x' && !usernames.has(publisher.credentials))
      usernames.set(publisher.credentials, publisher.username);
  return [...usernames].map(([prefix, username]) => ({ prefix, username }));
}
