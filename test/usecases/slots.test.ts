import { describe, expect, it } from 'vitest';
import { contentHash } from '../../src/draft/content.ts';
import type { DraftEvent } from '../../src/draft/events.ts';
import { stageOf } from '../../src/draft/state.ts';
import { findingKey } from '../../src/guideline/finding-key.ts';
import { makeGuidelines } from '../../src/guideline/guidelines.ts';
import { approveDraft } from '../../src/usecases/approve-draft.ts';
import { checkLinks } from '../../src/usecases/check-links.ts';
import { doAct } from '../../src/usecases/do-act.ts';
import type { AppendResult, StoredDraft } from '../../src/usecases/ports.ts';
import { loadDraft } from '../../src/usecases/read-draft.ts';
import { recover } from '../../src/usecases/recover.ts';
import { reviseDraft } from '../../src/usecases/revise-draft.ts';
import { submitDraft } from '../../src/usecases/submit-draft.ts';
import { SHINAGAWA, shippedEditions } from '../guideline/support.ts';
import { ScriptedWeb } from '../support/doubles.ts';
import { finding, manager, review, staffA, text } from '../support/drafts.ts';
import { HeldTime, settled } from '../support/held-time.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { eventTypes, makeWorld, ScriptedPublisher, statusOf, type TestWorld } from '../support/world.ts';

/** A disk that takes its time over an approval; whoever reads meanwhile reads what was written. */
class SlowDisk extends MemoryStore {
  #goesOn: (() => void) | null = null;
  #written = Promise.resolve();

  goOn(): void {
    this.#goesOn?.();
  }

  override async load(id: string): Promise<StoredDraft | undefined> {
    await this.#written;
    return super.load(id);
  }

  override async append(id: string, version: number, events: readonly DraftEvent[]): Promise<AppendResult> {
    if (!events.some(({ type }) => type === 'DraftApproved')) return super.append(id, version, events);
    const may = new Promise<void>((resolve) => {
      this.#goesOn = resolve;
    });
    const written = may.then(() => super.append(id, version, events));
    this.#written = written.then(() => undefined);
    return written;
  }
}

/** It is 14:00 in Japan; the post is for 18:00. */
const SLOT = '2026-11-21T09:00:00.000Z';
const LATER_SLOT = '2026-11-21T10:00:00.000Z';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

class Day {
  readonly publisher: ScriptedPublisher;
  readonly time = new HeldTime();
  readonly world: TestWorld;

  constructor(sendsByItself = true, store = new MemoryStore()) {
    this.publisher = new ScriptedPublisher(sendsByItself);
    this.world = makeWorld({}, this.publisher, { store, pause: this.time.pause });
  }

  async draft(scheduledAt = SLOT, body = text): Promise<string> {
    const fields = { scheduledAt };
    const input = { accountId: 'shinagawa-x', text: body, fields, by: staffA, delivery: 'command-1' };
    const outcome = await submitDraft(this.world, input);
    if (!outcome.ok) throw new Error(outcome.refusal.code);
    return outcome.draft.id;
  }

  approve(draftId: string, slot = SLOT, expectedRevision = 1, acknowledged: readonly string[] = [], body = text) {
    return approveDraft(this.world, {
      draftId,
      by: manager,
      delivery: `approve ${slot} ${expectedRevision}`,
      expectedRevision,
      contentHash: contentHash({ accountId: 'shinagawa-x', text: body, slot }),
      necessities: [],
      acknowledged,
    });
  }

  /** The clock on the wall, and whoever waits for it. */
  async pass(milliseconds: number): Promise<void> {
    this.world.later(milliseconds);
    await this.time.pass(10_000);
    await settled();
  }

  /** The app stops, and starts again so long after 14:00. */
  async restartAfter(milliseconds: number): Promise<Day> {
    this.time.stop();
    await this.world.duties.idle();
    const next = new Day(true, this.world.store);
    next.world.later(milliseconds);
    const resume = await recover(next.world, () => undefined);
    resume();
    await next.pass(0);
    return next;
  }
}

describe('予約された投稿', () => {
  it('goes out at its slot, not before, and once', async () => {
    const day = new Day();
    const id = await day.draft();
    await day.approve(id);
    await day.pass(4 * HOUR - 1);
    expect(day.publisher.sent).toEqual([]);
    await day.pass(1);
    expect(day.publisher.sent).toEqual([{ accountId: 'shinagawa-x', text, slot: SLOT }]);
    expect(await statusOf(day.world, id)).toBe('published');
    await day.pass(HOUR);
    expect(day.publisher.sent).toHaveLength(1);
  });

  it('where there is no API, the text is handed over at the slot', async () => {
    const day = new Day(false);
    const id = await day.draft();
    await day.approve(id);
    await day.pass(3 * HOUR);
    expect(await statusOf(day.world, id)).toBe('approved');
    await day.pass(HOUR);
    expect(await statusOf(day.world, id)).toBe('handedOver');
  });

  it('is not sent before its slot by a clock that is set forward and back again', async () => {
    const day = new Day();
    await day.approve(await day.draft());
    await day.pass(-24 * HOUR);
    expect(day.publisher.sent).toEqual([]);
    await day.pass(24 * HOUR + 4 * HOUR);
    expect(day.publisher.sent).toHaveLength(1);
  });

  it('does not go out when the approval was taken back, or the draft withdrawn, before it', async () => {
    const day = new Day();
    const id = await day.draft();
    await day.approve(id);
    await doAct(day.world, 'revoke', { draftId: id, by: manager, delivery: 'r', reason: '会場が変わりました' });
    await day.pass(4 * HOUR);
    expect(day.publisher.sent).toEqual([]);
    expect(await statusOf(day.world, id)).toBe('expired');

    const other = new Day();
    const withdrawn = await other.draft();
    await other.approve(withdrawn);
    const taken = await doAct(other.world, 'withdraw', {
      draftId: withdrawn,
      by: staffA,
      delivery: 'w',
      expectedRevision: 1,
    });
    expect(taken.ok).toBe(true);
    await other.pass(4 * HOUR);
    expect(other.publisher.sent).toEqual([]);
  });

  it('another slot is another version, which needs an approval of its own', async () => {
    const day = new Day();
    const id = await day.draft();
    await day.approve(id);
    const fields = { scheduledAt: LATER_SLOT };
    await reviseDraft(day.world, { draftId: id, by: staffA, delivery: 'e', expectedRevision: 1, text, fields });
    expect(await statusOf(day.world, id)).toBe('submitted');
    await day.pass(4 * HOUR);
    expect(day.publisher.sent).toEqual([]);
    expect(await day.approve(id, SLOT, 2)).toMatchObject({ ok: false, refusal: { code: 'stale-revision' } });
    expect((await day.approve(id, LATER_SLOT, 2)).ok).toBe(true);
    await day.pass(HOUR);
    expect(day.publisher.sent).toEqual([{ accountId: 'shinagawa-x', text, slot: LATER_SLOT }]);
  });

  it('an approval in time that is still being written when the slot comes is kept', async () => {
    const disk = new SlowDisk();
    const day = new Day(true, disk);
    const id = await day.draft();
    await day.pass(4 * HOUR - 1);
    const approved = day.approve(id);
    await settled();
    await day.pass(1);
    disk.goOn();
    expect((await approved).ok).toBe(true);
    await settled();
    expect(await statusOf(day.world, id)).toBe('published');
    expect(day.publisher.sent).toHaveLength(1);
  });

  it('cannot be for a time that has passed, nor be approved then', async () => {
    const day = new Day();
    const input = { accountId: 'shinagawa-x', text, by: staffA, delivery: 'late' };
    const passed = await submitDraft(day.world, { ...input, fields: { scheduledAt: '2026-11-21T05:00:00.000Z' } });
    expect(passed).toMatchObject({ ok: false, refusal: { code: 'slot-passed' } });
    const far = await submitDraft(day.world, { ...input, fields: { scheduledAt: '2062-11-21T09:00:00.000Z' } });
    expect(far).toMatchObject({ ok: false, refusal: { code: 'slot-too-far' } });
    const id = await day.draft();
    day.world.later(4 * HOUR);
    expect(await day.approve(id)).toMatchObject({ ok: false, refusal: { code: 'slot-passed' } });
  });
});

describe('承認されないまま時刻が近づく', () => {
  it('both sides hear of it 60 and 15 minutes before, each once, and at the slot it ends', async () => {
    const day = new Day();
    const id = await day.draft();
    await day.pass(3 * HOUR - 1);
    expect(await eventTypes(day.world, id)).toEqual(['DraftSubmitted']);
    await day.pass(1);
    await day.pass(20 * MINUTE);
    expect(await eventTypes(day.world, id)).toEqual(['DraftSubmitted', 'SlotNear']);
    await day.pass(25 * MINUTE);
    await day.pass(15 * MINUTE);
    expect(await eventTypes(day.world, id)).toEqual(['DraftSubmitted', 'SlotNear', 'SlotNear', 'DraftExpired']);
    expect(await loadDraft(day.world, id)).toMatchObject({ status: 'expired', late: false });
  });

  it('one that was returned and is not sent again by then ends, too; both sides hear of it before, also after a restart', async () => {
    const day = new Day();
    const id = await day.draft();
    const back = { draftId: id, by: manager, delivery: 'back', expectedRevision: 1, reason: '曜日が違います。' };
    expect((await doAct(day.world, 'return', back)).ok).toBe(true);
    await day.pass(3 * HOUR);
    expect(await eventTypes(day.world, id)).toEqual(['DraftSubmitted', 'DraftReturned', 'SlotNear']);
    expect(await statusOf(day.world, id)).toBe('returned');
    const next = await day.restartAfter(3 * HOUR + 30 * MINUTE);
    await next.pass(30 * MINUTE - 1);
    expect(await statusOf(next.world, id)).toBe('returned');
    await next.pass(1);
    expect(await loadDraft(next.world, id)).toMatchObject({ status: 'expired', late: false });
    const fields = { scheduledAt: LATER_SLOT };
    const late = { draftId: id, by: staffA, delivery: 'late', expectedRevision: 1, text: `${text}！`, fields };
    expect(await reviseDraft(next.world, late)).toMatchObject({ ok: false, refusal: { status: 'expired' } });
  });

  it('one that is sent again with a later slot goes on', async () => {
    const day = new Day();
    const id = await day.draft();
    await doAct(day.world, 'return', { draftId: id, by: manager, delivery: 'b', expectedRevision: 1, reason: '日時' });
    const fields = { scheduledAt: LATER_SLOT };
    await reviseDraft(day.world, { draftId: id, by: staffA, delivery: 'e', expectedRevision: 1, text, fields });
    await day.pass(4 * HOUR);
    expect(await statusOf(day.world, id)).toBe('submitted');
    await day.pass(HOUR);
    expect(await statusOf(day.world, id)).toBe('expired');
  });

  it('what was handed over in time and could not be put up stays with its author, though its slot has passed', async () => {
    const day = new Day(false);
    const id = await day.draft();
    await day.approve(id);
    await day.pass(4 * HOUR);
    const handedOver = await loadDraft(day.world, id);
    if (handedOver === undefined) throw new Error('there is no such draft');
    const expectedStage = stageOf(handedOver);
    const gone = { draftId: id, by: staffA, delivery: 'gone', expectedStage, reason: '掲載先が止まっています。' };
    expect((await doAct(day.world, 'giveUpManualPost', gone)).ok).toBe(true);
    await day.pass(HOUR);
    expect(await statusOf(day.world, id)).toBe('returned');
  });

  it('whoever drafts half an hour before hears of the last quarter only', async () => {
    const day = new Day();
    const id = await day.draft('2026-11-21T05:30:00.000Z');
    await day.pass(14 * MINUTE);
    expect(await eventTypes(day.world, id)).toEqual(['DraftSubmitted']);
    await day.pass(MINUTE);
    expect(await eventTypes(day.world, id)).toEqual(['DraftSubmitted', 'SlotNear']);
  });

  it('after a stop over the first word only the one that fits is said', async () => {
    const day = new Day();
    const id = await day.draft();
    const next = await day.restartAfter(4 * HOUR - 10 * MINUTE);
    expect((await next.world.store.load(id))?.events.map((event) => 'minutes' in event && event.minutes)).toEqual([
      false,
      15,
    ]);
  });
});

describe('予約の時刻にもう一度確かめる', () => {
  it('what was found since the approval holds the post; the manager answers it, and it goes out', async () => {
    const day = new Day();
    const id = await day.draft();
    await day.approve(id);
    const passed = finding('warning', 0, 'date-past');
    day.world.findings = review(passed);
    await day.pass(4 * HOUR);
    expect(day.publisher.sent).toEqual([]);
    expect(await loadDraft(day.world, id)).toMatchObject({
      status: 'publishFailed',
      failure: { kind: 'new-findings', count: 1 },
    });
    const again = { draftId: id, by: manager, delivery: 'again', expectedRevision: 1 };
    expect((await doAct(day.world, 'retry', again)).ok).toBe(false);
    await doAct(day.world, 'retry', { ...again, delivery: 'answered', acknowledged: [findingKey(passed)] });
    await day.pass(0);
    expect(day.publisher.sent).toHaveLength(1);
  });

  it('however long the manager takes over the answer: what a person orders goes out', async () => {
    const day = new Day();
    const id = await day.draft();
    await day.approve(id);
    const passed = finding('warning', 0, 'date-past');
    day.world.findings = review(passed);
    await day.pass(4 * HOUR);
    await day.pass(20 * MINUTE);
    const acknowledged = [findingKey(passed)];
    await doAct(day.world, 'retry', { draftId: id, by: manager, delivery: 'answered', acknowledged });
    await day.pass(0);
    expect(day.publisher.sent).toHaveLength(1);
    expect(await statusOf(day.world, id)).toBe('published');
  });

  it('a page that has gone since holds the post, too', async () => {
    const day = new Day();
    const web = new ScriptedWeb();
    const settings = { ...SHINAGAWA };
    Object.assign(day.world, {
      links: web,
      guidelines: makeGuidelines(shippedEditions()),
      office: { ...day.world.office, accounts: day.world.office.accounts.map((each) => ({ ...each, settings })) },
    });
    const page = 'くわしくは https://www.city.shinagawa.tokyo.jp/a をご覧ください。';
    const id = await day.draft(SLOT, page);
    await checkLinks(day.world, id);
    expect((await day.approve(id, SLOT, 1, [], page)).ok).toBe(true);
    web.status = 404;
    await day.pass(4 * HOUR);
    expect(day.publisher.sent).toEqual([]);
    expect(await eventTypes(day.world, id)).toEqual([
      'DraftSubmitted',
      'LinksChecked',
      'DraftApproved',
      'LinksChecked',
      'PublishFailed',
    ]);
  });

  it('a like text that somebody drafts after the approval holds nothing: it is told at its own decision', async () => {
    const day = new Day();
    Object.assign(day.world, { guidelines: makeGuidelines(shippedEditions()) });
    const body = '図書館だよりの冬号を、区内のすべての図書館で配布しています。';
    const id = await day.draft(SLOT, body);
    const { findings } = (await loadDraft(day.world, id))?.revisions[0].review ?? review();
    const ticked = findings.filter(({ level }) => level === 'warning').map(findingKey);
    expect((await day.approve(id, SLOT, 1, ticked, body)).ok).toBe(true);
    const like = { accountId: 'shinagawa-x', text: body, fields: {}, by: staffA, delivery: 'like' };
    const other = await submitDraft(day.world, like);
    expect(other.draft?.revisions[0].review.findings).toMatchObject([{ ruleId: 'repeated-post' }]);
    await day.pass(4 * HOUR);
    expect(day.publisher.sent).toHaveLength(1);
  });

  it('what was answered at the approval holds nothing', async () => {
    const day = new Day();
    const answered = finding('warning');
    day.world.findings = review(answered);
    const id = await day.draft();
    await day.approve(id, SLOT, 1, [findingKey(answered)]);
    await day.pass(4 * HOUR);
    expect(day.publisher.sent).toHaveLength(1);
  });
});

describe('予約の時刻に送れない', () => {
  it('the network takes six minutes to say whose account it is: it ends, and no press sends it', async () => {
    const day = new Day();
    const id = await day.draft();
    await day.approve(id);
    day.publisher.verifyAccount = async () => {
      day.world.later(6 * MINUTE);
      return day.publisher.account;
    };
    await day.pass(4 * HOUR);
    expect(day.publisher.sent).toEqual([]);
    expect(await loadDraft(day.world, id)).toMatchObject({ status: 'expired', late: true });
  });
});

describe('アプリが止まっていた間に時刻が過ぎる', () => {
  it('up to five minutes it still goes out; later never, and that is said', async () => {
    const day = new Day();
    await day.approve(await day.draft());
    const soon = await day.restartAfter(4 * HOUR + 5 * MINUTE);
    expect(soon.publisher.sent).toHaveLength(1);

    const other = new Day();
    const id = await other.draft();
    await other.approve(id);
    const late = await other.restartAfter(4 * HOUR + 5 * MINUTE + 1);
    expect(late.publisher.sent).toEqual([]);
    expect(await loadDraft(late.world, id)).toMatchObject({ status: 'expired', late: true });
  });

  it('what was not approved ends as well', async () => {
    const day = new Day();
    const id = await day.draft();
    const next = await day.restartAfter(5 * HOUR);
    expect(await eventTypes(next.world, id)).toEqual(['DraftSubmitted', 'DraftExpired']);
  });
});
