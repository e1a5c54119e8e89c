import { readdirSync, readFileSync } from 'node:fs';
import { readCompiled } from '../../src/config/compiled-guidelines.ts';
import { check } from '../../src/guideline/check.ts';
import { adoptCompiled } from '../../src/guideline/edition/compiled.ts';
import type { Edition } from '../../src/guideline/edition/edition.ts';
import type { GuidelineFile } from '../../src/guideline/edition/parse-editions.ts';
import { parseEditions } from '../../src/guideline/edition/parse-editions.ts';
import { editionInForce } from '../../src/guideline/guidelines.ts';
import type { CheckSettings, DraftFields, Finding } from '../../src/guideline/types.ts';

const FOLDER = new URL('../../src/guideline/editions/', import.meta.url);

/** The guideline files that the product ships. */
export function shippedFiles(): readonly GuidelineFile[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml'))
    .map((file) => ({ file, source: readFileSync(new URL(file, FOLDER), 'utf8') }));
}

let loaded: readonly Edition[] | undefined;

/** As a start takes them, from what was compiled; `editions.test.ts` and `compiled.test.ts` read them in full. */
export function shippedEditions(): readonly Edition[] {
  if (loaded === undefined) {
    const compiled = readCompiled();
    const parsed = parseEditions(shippedFiles(), compiled === null ? undefined : adoptCompiled(compiled));
    if (!parsed.ok) throw new Error(`The shipped editions do not load: ${JSON.stringify(parsed.problems, null, 1)}`);
    loaded = parsed.editions;
  }
  return loaded;
}

export function shippedEdition(family: string): Edition {
  const edition = editionInForce(shippedEditions(), family, TODAY);
  if (edition === undefined) throw new Error(`There is no edition of ${family}`);
  return edition;
}

/** 土曜日 */
export const TODAY = '2026-11-21';

const NO_LISTS = {
  publicPhones: [],
  allowedMentions: [],
  allowedShorteners: [],
  levels: {},
  words: {},
} as const;

export const SHINAGAWA: CheckSettings = {
  ...NO_LISTS,
  departments: ['戦略広報課'],
  handle: 'shinagawacity',
  officialDomains: ['city.shinagawa.tokyo.jp'],
  publicMailboxes: ['koho@city.shinagawa.tokyo.jp'],
  maxWeightedLength: 280,
};

export const TOSHIMA: CheckSettings = {
  ...NO_LISTS,
  departments: ['区民活動推進課'],
  handle: null,
  officialDomains: ['city.toshima.lg.jp'],
  publicMailboxes: ['kuminkatsudo@city.toshima.lg.jp'],
  maxWeightedLength: null,
};

interface Circumstances {
  readonly fields?: DraftFields;
  readonly today?: string;
  readonly settings?: Partial<CheckSettings>;
}

/** Findings on a draft that the section itself wrote for 品川区公式X. */
export function checkX(text: string, { fields, today = TODAY, settings }: Circumstances = {}): readonly Finding[] {
  return check({ text, fields: { department: '戦略広報課', ...fields } }, shippedEdition('shinagawa-x'), {
    today,
    settings: { ...SHINAGAWA, ...settings },
  }).findings;
}

/** Findings on a draft that the section itself wrote for 豊島区のピアッツァ. */
export function checkPiazza(text: string, { fields, today = TODAY, settings }: Circumstances = {}): readonly Finding[] {
  const own = { department: '区民活動推進課', categories: ['1'] };
  return check({ text, fields: { ...own, ...fields } }, shippedEdition('toshima-piazza'), {
    today,
    settings: { ...TOSHIMA, ...settings },
  }).findings;
}

export function only(findings: readonly Finding[], ruleId: string): readonly Finding[] {
  return findings.filter((finding) => finding.ruleId === ruleId);
}
