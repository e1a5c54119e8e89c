import { FIELDS } from '../../src/slack/action-ids.ts';
import { PEOPLE, SHINAGAWA, TOSHIMA } from '../sandbox/office.ts';
import { Draft } from './persistent-people.ts';
import type { TroubleOffice } from './trouble-office.ts';

const { staffA, staffB, staffD, prManager, civicManager } = PEOPLE;

/** One draft's life, played by people who do not give up when the app dies under their hands. */
export interface Story {
  readonly name: string;
  /** @param key words that no other draft has. */
  readonly play: (office: TroubleOffice, key: string) => Promise<void>;
}

const trouble = (
  office: TroubleOffice,
  key: string,
  effect: Parameters<TroubleOffice['sandbox']['faults']['add']>[0]['effect'],
) => office.sandbox.faults.add({ service: 'x', operation: 'tweets.create', effect, textIncludes: key });

/** From the first version, with an attempt without authority and a revision, to the post. */
export async function wholeWay(office: TroubleOffice, key: string): Promise<Draft> {
  const draft = new Draft(office, SHINAGAWA, key);
  await draft.post(staffA);
  await draft.refusedTo(staffB);
  await draft.returned(prManager);
  await draft.edited(staffA);
  await draft.published(prManager);
  return draft;
}

export const STORIES: readonly Story[] = [
  {
    name: 'the whole way',
    async play(office, key) {
      const draft = await wholeWay(office, key);
      await draft.takenDown(prManager);
    },
  },
  {
    name: 'posted by hand',
    async play(office, key) {
      const draft = new Draft(office, TOSHIMA, key);
      await draft.postByForm(staffD, { 'categories.0': ['1'] });
      await draft.handedOver(civicManager);
      await draft.form(
        civicManager,
        'confirmManualPost',
        { [FIELDS.url]: 'https://www.piazza-life.com/posts/1' },
        '公開済み',
      );
    },
  },
  {
    name: 'the answer is lost',
    async play(office, key) {
      trouble(office, key, { kind: 'handledThenReset' });
      const draft = new Draft(office, SHINAGAWA, key);
      await draft.post(staffA);
      await draft.published(prManager);
    },
  },
  {
    name: 'no credit, then some',
    async play(office, key) {
      trouble(office, key, { kind: 'problem', problem: 'noCredit' });
      const draft = new Draft(office, SHINAGAWA, key);
      await draft.post(staffA);
      await draft.published(prManager);
    },
  },
  {
    name: 'never arrived, and revoked',
    async play(office, key) {
      trouble(office, key, { kind: 'resetAfterRead' });
      const draft = new Draft(office, SHINAGAWA, key);
      await draft.post(staffA);
      await draft.sentInVain(prManager);
      await draft.form(prManager, 'revoke', { [FIELDS.reason]: '内容を改めるため。' }, '承認待ち');
      await draft.form(prManager, 'reject', { [FIELDS.reason]: '時機を失したため。' }, '却下');
    },
  },
  {
    name: 'long, and withdrawn',
    async play(office, key) {
      const draft = new Draft(
        office,
        TOSHIMA,
        `${key}${'町会の掲示板に区政連絡会のお知らせを貼りました。'.repeat(200)}`,
      );
      await draft.post(staffD);
      await draft.pressed(staffD, 'withdraw', '取下げ');
    },
  },
];
