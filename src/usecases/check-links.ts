import type { LinkResult } from '../draft/events.ts';
import { currentRevision, type Draft, isSettled, type Revision } from '../draft/state.ts';
import { findingKey } from '../guideline/finding-key.ts';
import { isWithin, readLinks } from '../guideline/network/links.ts';
import { normalise } from '../guideline/text/normalise.ts';
import type { DraftFields } from '../guideline/types.ts';
import type { World } from './act.ts';
import { accountOf, act } from './act.ts';
import { japanDay } from './japan-time.ts';
import type { LinkChecker } from './ports.ts';
import { loadDraft } from './read-draft.ts';

/** A post has one or two links; whoever writes a hundred does not make the app open them all. */
const MOST_LINKS = 10;
/** The rule that judges what came of the visits. */
const RULE = 'url-dead';

/**
 * Opens the links of a draft that lead to the office's own sites, once for each revision, and records what is there.
 * Other links are for people to judge: the app asks no stranger's server.
 */
export async function checkLinks(world: World, draftId: string): Promise<void> {
  if (world.links === null) return;
  const draft = await loadDraft(world, draftId);
  if (draft === undefined || isSettled(draft.status)) return;
  const { number: revision, links } = currentRevision(draft);
  if (links !== undefined) return;
  const found = await visited(world, draft, world.links);
  if (found === null) return;
  await act(world, draftId, () => ({ type: 'recordLinks', at: world.clock.now().toISOString(), revision, ...found }));
}

/**
 * Opens them once more when a draft that was approved days ago is about to go out. What is found for the first time goes on record.
 * @returns the draft with it.
 */
export async function checkLinksAgain(world: World, draft: Draft): Promise<Draft> {
  const found = world.links === null ? null : await visited(world, draft, world.links);
  const { number: revision, later = [] } = currentRevision(draft);
  const known = new Set(later.map(findingKey));
  if (found === null || found.findings.every((finding) => known.has(findingKey(finding)))) return draft;
  const at = world.clock.now().toISOString();
  const outcome = await act(world, draft.id, () => ({ type: 'recordLinks', at, revision, again: true, ...found }));
  return outcome.ok ? outcome.draft : draft;
}

/** What is behind the links of the newest revision, and what the rule says of it; null where there is none to open. */
async function visited(world: World, draft: Draft, links: LinkChecker) {
  const { content, fields } = currentRevision(draft);
  const account = accountOf(world, draft.accountId);
  const { officialDomains } = account.settings;
  const official = (host: string) => officialDomains.some((domain) => isWithin(host, domain));
  const urls = officialLinks(content.text, official);
  if (urls.length === 0) return null;
  const results: LinkResult[] = [];
  for (const url of urls) results.push(await links.visit(url, official));
  const today = japanDay(world.clock.now());
  const review = await world.guidelines.review(account, content, { ...fields, linkStatus: statuses(results) }, today);
  return { results, findings: review.findings.filter(({ ruleId }) => ruleId === RULE) };
}

/** What is known of the pages behind the links of a text from the visits to a revision that has some of them, too. */
export function linksStillTrue({ links = [] }: Revision, text: string): Pick<DraftFields, 'linkStatus'> {
  const written = new Set(readLinks(text, normalise(text)).map(({ url }) => url));
  const known = links.filter(({ url }) => written.has(url));
  return known.length === 0 ? {} : { linkStatus: statuses(known) };
}

/** What a reader can follow: where the network makes no link, there is nothing to open. */
function officialLinks(text: string, official: (host: string) => boolean): readonly string[] {
  const urls = readLinks(text, normalise(text)).flatMap(({ url, linked, host }) =>
    linked && host !== undefined && official(host) ? [url] : [],
  );
  return [...new Set(urls)].slice(0, MOST_LINKS);
}

/**
 * Only what says something about the page. A host that is not found, or no answer in time, may as well be the app's own
 * way to the web: that is told, and nobody has to confirm it.
 */
function statuses(results: readonly LinkResult[]): NonNullable<DraftFields['linkStatus']> {
  return Object.fromEntries(
    results.flatMap(({ url, status }) =>
      typeof status === 'number' || status === 'certificate' || status === 'login' ? [[url, status]] : [],
    ),
  );
}
