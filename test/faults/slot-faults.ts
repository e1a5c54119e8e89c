import { FIELDS } from '../../src/slack/action-ids.ts';
import { PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { anyWrite, healed, taken, diskTrouble as trouble, xFault } from './acts.ts';
import { EX_TEMPFAIL } from './app.ts';
import { Draft } from './persistent-people.ts';
import { LINES } from './said.ts';
import { check, eventually, type Scenario } from './scenario.ts';
import type { TroubleOffice } from './trouble-office.ts';

const { staffA, prManager } = PEOPLE;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const WITHIN_GRACE = 4 * 60;
const BEYOND_GRACE = 6 * 60;

/** A draft for half an hour from now, and the clocks that bring it nearer. */
class Slotted {
  readonly draft: Draft;
  readonly #office: TroubleOffice;
  readonly #key: string;
  /** Slack's form knows whole minutes. */
  readonly #at = Math.ceil(Date.now() / MINUTE_MS) * MINUTE_MS + HOUR_MS / 2;

  constructor(office: TroubleOffice, key: string) {
    this.draft = new Draft(office, SHINAGAWA, key);
    this.#office = office;
    this.#key = key;
  }

  async posted(): Promise<void> {
    await this.draft.postByForm(staffA, { [FIELDS.slot]: this.#at / 1_000 });
    await this.draft.tells(LINES.submitted);
  }

  async scheduled(): Promise<void> {
    await this.posted();
    await this.draft.approve(prManager);
    await this.draft.says('予約済み');
    check('nothing is sent before the slot', this.sent === 0);
  }

  /** It is so many seconds after the slot, for the process that runs and for all that come. */
  comes(seconds: number): void {
    const ms = this.#at + seconds * 1_000 - Date.now() - this.#office.clockAheadMs;
    this.#office.clockAheadMs += ms;
    this.#office.app?.tell({ passMs: ms });
  }

  /** @returns how often it has been sent. */
  get sent(): number {
    return this.#office.sandbox.x.createCount(this.#key);
  }

  async kept(): Promise<void> {
    await this.draft.says('公開済み');
    await this.draft.tells(LINES.published);
    check('sent once', this.sent === 1);
  }

  /** @param line of the thread that says why. */
  async ended(line: string): Promise<void> {
    await this.draft.says('期限切れ');
    await this.draft.tells(line);
    check('nothing was sent', this.sent === 0);
    this.comes(24 * 60 * 60);
    await this.#office.restart();
    check('nothing is sent later', this.sent === 0);
  }
}

const slot = (name: string, play: (slotted: Slotted, office: TroubleOffice) => Promise<void>): Scenario => ({
  name: `slot: ${name}`,
  play: (office, key) => play(new Slotted(office, key), office),
});

/** Something happens the next time that the wire comes to this point. */
function once(office: TroubleOffice, point: string, what: () => void): void {
  let armed = true;
  office.onWire = (name) => {
    if (name !== point || !armed) return;
    armed = false;
    what();
  };
}

/** The operator is told so often that the record does not take what is due. */
const stuck = (office: TroubleOffice, times = 1): Promise<void> => {
  const told = () => office.app?.logs.filter((line) => line.includes('cannot be worked on')).length ?? 0;
  const wanted = told() + times;
  return eventually(office, 'the operator is told', () => told() >= wanted);
};

export const SLOT_FAULTS: readonly Scenario[] = [
  slot('killed before it, at it and after it: sent once', async (slotted, office) => {
    await slotted.scheduled();
    await office.restart();
    check('nothing is sent before the slot', slotted.sent === 0);
    once(office, 'x users.me arrived', () => office.app?.kill());
    slotted.comes(1);
    await slotted.kept();
    check('it died at the slot', office.deaths >= 2);
    await office.restart();
    slotted.comes(WITHIN_GRACE);
    await office.restart();
    check('sent once', slotted.sent === 1);
  }),
  slot('killed when X has made the post: it is found, and not sent again', async (slotted, office) => {
    await slotted.scheduled();
    once(office, 'x tweets.create handled', () => office.app?.kill());
    slotted.comes(1);
    await slotted.draft.says('公開済み');
    await slotted.draft.tells(LINES.found);
    check('sent once', slotted.sent === 1);
  }),
  slot('the app is down over it by four minutes: it is kept', async (slotted, office) => {
    await slotted.scheduled();
    await office.restart(async () => slotted.comes(WITHIN_GRACE));
    await slotted.kept();
  }),
  slot('the app is down over it by six minutes: it ends, and that is told', async (slotted, office) => {
    await slotted.scheduled();
    await office.restart(async () => slotted.comes(BEYOND_GRACE));
    await slotted.ended(LINES.slotMissed);
  }),
  slot(
    'the app is down over the slot of what nobody has approved: it ends, and that is told',
    async (slotted, office) => {
      await slotted.posted();
      await office.restart(async () => slotted.comes(1));
      await slotted.ended(LINES.slotUnapproved);
    },
  ),
  slot('nobody approves it: both reminders, each once, also over a kill, and its end', async (slotted, office) => {
    await slotted.posted();
    slotted.comes(-15 * 60);
    await slotted.draft.tells(LINES.slotNear);
    await office.restart();
    slotted.comes(0);
    await slotted.ended(LINES.slotUnapproved);
    check('reminded once', slotted.draft.thread.split(LINES.slotNear).length === 2);
  }),
  ...[WITHIN_GRACE, BEYOND_GRACE].map((seconds) =>
    slot(`the machine sleeps over it by ${seconds / 60} minutes`, async (slotted, office) => {
      await slotted.scheduled();
      office.app?.signal('SIGSTOP');
      slotted.comes(seconds);
      await office.sees(() => false, 1_500);
      check('nothing leaves a process that is stopped', slotted.sent === 0);
      office.app?.signal('SIGCONT');
      if (seconds === WITHIN_GRACE) await slotted.kept();
      else await slotted.ended(LINES.slotMissed);
    }),
  ),
  slot('the disk is full at it, and has room again within the grace', async (slotted, office) => {
    await slotted.scheduled();
    trouble(office, 'ENOSPC');
    slotted.comes(1);
    await stuck(office);
    check('nothing leaves that is not on record', slotted.sent === 0);
    healed(office);
    await slotted.kept();
  }),
  slot('the disk is full from it until after the grace', async (slotted, office) => {
    await slotted.scheduled();
    trouble(office, 'ENOSPC');
    slotted.comes(1);
    await stuck(office);
    slotted.comes(BEYOND_GRACE);
    await stuck(office, 2);
    healed(office);
    await slotted.ended(LINES.slotMissed);
  }),
  slot('the disk is full at the start after it, and then has room', async (slotted, office) => {
    office.mayEndWith = [EX_TEMPFAIL];
    await slotted.scheduled();
    office.before = { disk: anyWrite('ENOSPC') };
    slotted.comes(-1);
    office.app?.kill();
    await eventually(office, 'two starts in vain', () => office.deaths >= 3, 180_000);
    office.before = null;
    slotted.comes(WITHIN_GRACE);
    await slotted.kept();
  }),
  slot('X is silent at it: looked for, and a person is asked', async (slotted, office) => {
    await slotted.scheduled();
    xFault(office, 'tweets.create', { kind: 'noAnswer', handled: false });
    slotted.comes(1);
    await slotted.draft.says('結果不明');
    await slotted.draft.tells(LINES.notFound);
    await office.restart();
    check('sent once', slotted.sent === 1);
  }),
  slot('X takes six minutes to say whose account it is', async (slotted, office) => {
    await slotted.scheduled();
    const hold = office.hold('x users.me arrived');
    slotted.comes(1);
    await taken(office, 'the account check', hold);
    slotted.comes(BEYOND_GRACE);
    hold.letGo();
    await slotted.ended(LINES.slotMissed);
  }),
  slot('the clock is set back by an hour while the account is checked', async (slotted, office) => {
    await slotted.scheduled();
    const hold = office.hold('x users.me handled');
    slotted.comes(1);
    await taken(office, 'the account check', hold);
    office.app?.tell({ jumpMs: -HOUR_MS });
    hold.letGo();
    await office.sees(() => slotted.sent > 0, 3_000);
    check('nothing is sent before the slot', slotted.sent === 0 && slotted.draft.reading.includes('予約済み'));
    office.app?.tell({ jumpMs: HOUR_MS });
    await slotted.kept();
  }),
  slot('the clock is set over it by two hours, and back', async (slotted, office) => {
    await slotted.scheduled();
    office.app?.tell({ jumpMs: 2 * HOUR_MS });
    await slotted.draft.says('期限切れ');
    office.app?.tell({ jumpMs: -2 * HOUR_MS });
    slotted.comes(1);
    await slotted.ended(LINES.slotMissed);
  }),
];
