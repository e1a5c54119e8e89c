import type { FileInput, ImageElement, InputBlock, KnownBlock, StaticSelect } from '@slack/types';
import type { DraftFields, MediaFields } from '../../src/guideline/types.ts';
import { ACTIONS, FIELDS } from '../../src/slack/action-ids.ts';
import { mediaText } from '../../src/text/media.ts';
import { buttons, plain } from '../kit/blocks.ts';
import { choices, option, textInput } from '../kit/inputs.ts';

/** Pictures of a draft as its form asks for them. */
export interface MediaModel {
  readonly fields: Pick<DraftFields, 'media' | 'madeWithAi'>;
  /** By hash, Slack's number of the file that shows the picture; absent where Slack does not show it now. */
  readonly shown: Readonly<Record<string, string>>;
  /** Where a picture has no 代替テキスト, the form asks for the reason. */
  readonly asksExemption: boolean;
  /** False: no file can be attached; what is there stays. */
  readonly takesFiles: boolean;
  readonly nonce: string;
}

/** X takes no more at once. */
const MOST = 4;
/** https://docs.x.com/x-api/media/quickstart/media-upload-chunked */
const ALT_MOST = 1_000;
const LINE_MOST = 300;
/** What Slack's own picker offers; what a file really is, is read from its bytes. */
const FILE_TYPES = ['jpg', 'jpeg', 'png', 'gif', 'webp', 'avif', 'heic', 'heif'];

export const RIGHTS = ['own', 'licensed', 'third-party', 'free'] as const satisfies readonly MediaFields['rights'][];
export const PEOPLE = ['none', 'consented', 'unasked'] as const;
export type PeopleAnswer = (typeof PEOPLE)[number];

export function mediaBlocks(model: MediaModel): KnownBlock[] {
  const { media = [], madeWithAi = false } = model.fields;
  const { nonce } = model;
  return [
    ...media.flatMap((one, index) => pictureBlocks(model, one, index)),
    ...(media.length === 0
      ? []
      : [
          choices({
            blockId: `ai.${nonce}`,
            actionId: FIELDS.madeWithAi,
            label: mediaText.form.aiLabel,
            options: [option(mediaText.form.ai, 'ai')],
            chosen: madeWithAi ? ['ai'] : [],
            optional: true,
          }),
        ]),
    ...(media.length >= MOST || !model.takesFiles ? [] : [fileInput(media.length, nonce)]),
  ];
}

function fileInput(count: number, nonce: string): InputBlock {
  const element: FileInput = {
    type: 'file_input',
    action_id: FIELDS.files,
    filetypes: FILE_TYPES,
    max_files: MOST - count,
  };
  return {
    type: 'input',
    block_id: `files.${nonce}`,
    label: plain(mediaText.form.files(count, MOST)),
    hint: plain(mediaText.form.filesHint),
    element,
    optional: true,
  };
}

function pictureBlocks({ shown, asksExemption, nonce }: MediaModel, one: MediaFields, index: number) {
  const { hash = '', alt = '', credit = '', rights, altExempt = '' } = one;
  const number = index + 1;
  const file = shown[hash];
  const words = mediaText.form;
  const id = (name: string) => `${name}.${index}.${nonce}`;
  const accessory: ImageElement | undefined =
    file === undefined ? undefined : { type: 'image', slack_file: { id: file }, alt_text: words.thumbnail(number) };
  const blocks: KnownBlock[] = [
    {
      type: 'section',
      block_id: id('picture'),
      text: plain(words.picture(number, one, file !== undefined)),
      ...(accessory === undefined ? {} : { accessory }),
    },
    textInput({
      blockId: id('alt'),
      actionId: `${FIELDS.alt}.${index}`,
      label: words.alt(number),
      value: alt,
      placeholder: words.altPlaceholder,
      multiline: true,
      optional: true,
      heard: true,
      most: ALT_MOST,
    }),
  ];
  if (altExempt !== '' || (asksExemption && alt.trim() === ''))
    blocks.push(
      textInput({
        blockId: id('exempt'),
        actionId: `${FIELDS.altExempt}.${index}`,
        label: words.exempt(number),
        value: altExempt,
        placeholder: words.exemptPlaceholder,
        multiline: false,
        optional: true,
        heard: true,
        most: LINE_MOST,
      }),
    );
  blocks.push(
    select(id('rights'), `${FIELDS.rights}.${index}`, words.rightsLabel(number), words.rights, RIGHTS, rights),
    textInput({
      blockId: id('credit'),
      actionId: `${FIELDS.credit}.${index}`,
      label: words.credit(number),
      value: credit,
      placeholder: words.creditPlaceholder,
      multiline: false,
      optional: true,
      heard: true,
      most: LINE_MOST,
    }),
    select(id('people'), `${FIELDS.people}.${index}`, words.peopleLabel(number), words.people, PEOPLE, peopleOf(one)),
    buttons(
      [
        { actionId: ACTIONS.mediaRemove, text: words.remove(number), value: hash },
        ...(index === 0 ? [] : [{ actionId: ACTIONS.mediaEarlier, text: words.earlier(number), value: hash }]),
      ],
      id('order'),
    ),
  );
  return blocks;
}

/** What was answered about the people in a picture; undefined where nothing was. */
function peopleOf({ people, consent }: MediaFields): PeopleAnswer | undefined {
  if (people === undefined) return undefined;
  if (!people) return 'none';
  return consent === true ? 'consented' : 'unasked';
}

function select<Answer extends string>(
  blockId: string,
  actionId: string,
  label: string,
  names: Readonly<Record<Answer, string>>,
  answers: readonly Answer[],
  chosen: string | undefined,
): InputBlock {
  const options = answers.map((answer) => option(names[answer], answer));
  const initial = options.find(({ value }) => value === chosen);
  const element: StaticSelect = {
    type: 'static_select',
    action_id: actionId,
    placeholder: plain(mediaText.form.choose),
    options,
    ...(initial === undefined ? {} : { initial_option: initial }),
  };
  return { type: 'input', block_id: blockId, label: plain(label), element, optional: true };
}
