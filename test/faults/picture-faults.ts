import { failureText } from '../../src/text/publishing.ts';
import { PEOPLE, SHINAGAWA } from '../sandbox/office.ts';
import { picture } from '../support/pictures.ts';
import { slackFault, xFault } from './acts.ts';
import { Draft } from './persistent-people.ts';
import { LINES } from './said.ts';
import { check, type Scenario } from './scenario.ts';
import type { TroubleOffice } from './trouble-office.ts';

const { staffA, prManager } = PEOPLE;
const FILES = ['poster.png', 'hall.png'];

/** A draft with two pictures on its way to X. */
class Illustrated {
  readonly draft: Draft;
  readonly #office: TroubleOffice;
  readonly #key: string;

  constructor(office: TroubleOffice, key: string) {
    this.draft = new Draft(office, SHINAGAWA, key);
    this.#office = office;
    this.#key = key;
  }

  async posted(): Promise<void> {
    const files = await Promise.all(
      FILES.map(async (name, index) => ({ name, bytes: await picture({ type: 'png', width: 60 + index }) })),
    );
    await this.draft.postWithPictures(staffA, files);
    await this.draft.tells(LINES.submitted);
  }

  async approved(): Promise<void> {
    await this.posted();
    await this.draft.approve(prManager);
  }

  get sent(): number {
    // Who has to write it again adds a word.
    return this.#office.sandbox.x.createRequests().filter(({ text }) => text?.startsWith(this.#key) === true).length;
  }

  /** Up once, with both pictures in their order and with their words. */
  async isUp(): Promise<void> {
    await this.draft.says('公開済み');
    const posts = this.#office.sandbox.x.posts().filter(({ text }) => text.startsWith(this.#key));
    check('one post', posts.length === 1 && this.sent === 1);
    const words = posts[0]?.media.map(({ alt }) => alt) ?? [];
    check(`both pictures in their order, not ${words.join()}`, words.join() === FILES.join());
  }

  /** A definite no, and a second try that succeeds. */
  async refusedThenUp(kind: 'media-refused' | 'alt-refused'): Promise<void> {
    const { what } = failureText({ kind, number: 1, detail: '' }, 'X');
    await this.draft.tells(what.slice(0, 12));
    check('nothing was posted', this.sent === 0);
    await this.draft.press(prManager, 'retry');
    await this.isUp();
  }
}

const pictures = (name: string, play: (post: Illustrated, office: TroubleOffice) => Promise<void>): Scenario => ({
  name: `pictures: ${name}`,
  play: (office, key) => play(new Illustrated(office, key), office),
});

/** The app dies the first time that the wire comes to this point. */
function diesAt(office: TroubleOffice, point: string): void {
  let armed = true;
  office.onWire = (name) => {
    if (name !== point || !armed) return;
    armed = false;
    office.app?.kill();
  };
}

const DEATHS = [
  'x media.initialize handled',
  'x media.append arrived',
  'x media.append handled',
  'x media.finalize handled',
  'x media.metadata handled',
] as const;

export const PICTURE_FAULTS: readonly Scenario[] = [
  ...DEATHS.map((point) =>
    pictures(`killed at ${point}: the next start brings them again, and posts once`, async (post, office) => {
      await post.posted();
      diesAt(office, point);
      await post.draft.approve(prManager);
      await post.isUp();
      check('it died', office.deaths >= 1);
    }),
  ),
  pictures('killed when X has made the post: it is found, and not sent again', async (post, office) => {
    await post.posted();
    diesAt(office, 'x tweets.create handled');
    await post.draft.approve(prManager);
    await post.isUp();
  }),
  ...(['files.info', 'files.getUploadURLExternal', 'files.completeUploadExternal'] as const).map((operation) =>
    pictures(`killed at ${operation}, in the form or before the card`, async (post, office) => {
      diesAt(office, `slack ${operation} arrived`);
      await post.approved();
      await post.isUp();
    }),
  ),
  pictures('X refuses one: nothing is posted, and a second try posts once', async (post, office) => {
    xFault(office, 'media.finalize', { kind: 'problem', problem: 'invalid' });
    await post.approved();
    await post.refusedThenUp('media-refused');
  }),
  pictures('X says yes and means no', async (post, office) => {
    xFault(office, 'media.finalize', { kind: 'okWithErrors' });
    await post.approved();
    await post.refusedThenUp('media-refused');
  }),
  pictures('X refuses the words for one', async (post, office) => {
    xFault(office, 'media.metadata', { kind: 'problem', problem: 'invalid' });
    await post.approved();
    await post.refusedThenUp('alt-refused');
  }),
  pictures('the line is cut once in the middle of one', async (post, office) => {
    xFault(office, 'media.append', { kind: 'resetAfterRead' });
    await post.approved();
    await post.isUp();
  }),
  pictures(
    'Slack takes no picture, and later a message with one is refused: the card is there all the same',
    async (post, office) => {
      slackFault(office, 'files.completeUploadExternal', { kind: 'error', error: 'internal_error' }, { times: 3 });
      office.sandbox.slack.configure({ pictureLooks: 2 });
      await post.approved();
      await post.isUp();
    },
  ),
];
