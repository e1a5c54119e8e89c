import type { LinkResult } from '../draft/events.ts';
import { currentRevision, isSettled, type Revision } from '../draft/state.ts';
import { isWithin, readLinks } from '../guideline/network/links.ts';
import { normalise } from '../guideline/text/normalise.ts';
import type { DraftFields, Finding } from '../guideline/types.ts';
import type { World } from './act.ts';
import { accountOf, act } from './act.ts';
import { japanDay } from './japan-time.ts';
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
  const { number, content, fields, links } = currentRevision(draft);
  const account = accountOf(world, draft.accountId);
  const { officialDomains } = account.settings;
  const official = (host: string) => officialDomains.some((domain) => isWithin(host, domain));
  const urls = links === undefined ? officialLinks(content.text, official) : [];
  if (urls.length === 0) return;
  const results: LinkResult[] = [];
  for (const url of urls) results.push(await world.links.visit(url, official));
  const today = japanDay(world.clock.now());
  const review = await world.guidelines.review(account, content, { ...fields, linkStatus: statuses(results) }, today);
  const findings = review.findings.filter(({ ruleId }) => ruleId === RULE);
  await act(world, draftId, () => recorded(world, number, results, findings));
}

const recorded = (world: World, revision: number, results: readonly LinkResult[], findings: readonly Finding[]) =>
  ({ type: 'recordLinks', at: world.clock.now().toISOString(), revision, results, findings }) as const;

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
