import type { NamedMutant } from './named.ts';

/** What keeps a post to its slot: neither before it nor late, ended where nobody approved it, spoken of once. */

const SLOTS = ['test/draft', 'test/usecases/slots.test.ts'];
const MODEL = ['test/model'];

const slot = { file: 'src/draft/slot.ts', tests: SLOTS };
const decide = { file: 'src/draft/decide.ts', tests: SLOTS };
const publish = { file: 'src/usecases/publish-draft.ts', tests: SLOTS };
const over = { file: 'src/draft/decide.ts', tests: MODEL };

export const SLOT_MUTANTS: readonly NamedMutant[] = [
  {
    file: 'src/draft/decide-sending.ts',
    tests: SLOTS,
    name: 'a post goes out before its slot, by a clock that was set back',
    find: "  if (order.due !== order.at && command.at < order.due) return wrongStatus('retry', draft);\n",
    replace: '',
  },
  {
    file: 'src/draft/decide-sending.ts',
    tests: MODEL,
    name: 'the slot is not looked at when a sending begins',
    find: "  if (order.due !== order.at && command.at < order.due) return wrongStatus('retry', draft);\n",
    replace: '',
  },
  { ...slot, name: 'a slot has a grace of an hour', find: 'GRACE_MS = 5 * 60_000', replace: 'GRACE_MS = 60 * 60_000' },
  { ...slot, name: 'a slot has no grace', find: 'GRACE_MS = 5 * 60_000', replace: 'GRACE_MS = 0' },
  {
    ...publish,
    name: 'a slot is kept however late',
    find: '? isTooLate(order.due, at())',
    replace: '? order.number < 0',
  },
  {
    ...publish,
    tests: MODEL,
    name: 'a post goes out long after its slot',
    find: '? isTooLate(order.due, at())',
    replace: '? order.number < 0',
  },
  {
    ...publish,
    name: 'what was too late for its slot can be sent with a press',
    find: `  if (isScheduled(draft) && isLate()) return expireAtSlot(world, draft);
  if (isLate()) {`,
    replace: '  if (isLate()) {',
  },
  {
    ...publish,
    name: 'what was too late because the network took its time can be sent with a press',
    find: `  if (isScheduled(draft) && isLate()) return expireAtSlot(world, draft);
  // Nothing new`,
    replace: '  // Nothing new',
  },
  {
    ...publish,
    name: 'nothing is checked once more at the slot',
    find: 'isScheduled(draft) ? await newAtSlot(world, draft) : 0',
    replace: '0',
  },
  {
    ...decide,
    name: 'what was approved in the last moment is ended as not approved',
    find: "if (order === null) return draft.status === 'submitted' && at >= slot;",
    replace: "if (order === null) return (draft.status === 'submitted' || draft.status === 'approved') && at >= slot;",
  },
  {
    ...over,
    name: 'an approval is ended while it is being written',
    find: "if (order === null) return draft.status === 'submitted' && at >= slot;",
    replace: "if (order === null) return (draft.status === 'submitted' || draft.status === 'approved') && at >= slot;",
  },
  {
    ...decide,
    name: 'a draft ends before its slot, by a clock that was set back',
    find: "draft.status === 'submitted' && at >= slot;",
    replace: "draft.status === 'submitted';",
  },
  {
    ...decide,
    name: 'an approved draft ends within the grace',
    find: ' && draft.order?.number === order && isTooLate(slot, at);',
    replace: ' && draft.order?.number === order;',
  },
  {
    ...decide,
    name: 'another order is ended than the one that was too late',
    find: ' && draft.order?.number === order && isTooLate(slot, at);',
    replace: ' && isTooLate(slot, at);',
  },
  {
    ...decide,
    name: 'what is for another slot by now ends with the first',
    find: 'current.number === revision && current.content.slot === slot;',
    replace: 'current.number === revision;',
  },
  {
    ...decide,
    name: 'a reminder counts for a version of before',
    find: 'current.number === revision && current.content.slot === slot;',
    replace: 'current.content.slot === slot;',
  },
  {
    ...decide,
    name: 'people are reminded of the same twice',
    find: 'return reminded === undefined || minutes < reminded;',
    replace: 'return reminded === undefined || minutes <= reminded;',
  },
  {
    ...decide,
    name: 'a slot that has passed is approved',
    find: '  if (late !== null) return refuse(late);\n',
    replace: '',
  },
  {
    ...decide,
    name: 'what became of a link since the approval is not put on record',
    find: "command.again === true ? null : 'links'",
    replace: "'links'",
  },
  {
    ...decide,
    tests: ['test/draft', 'test/usecases/check-links.test.ts'],
    name: 'two visits to the links of one version are both put on record',
    find: "command.again === true ? null : 'links'",
    replace: 'null',
  },
  {
    ...slot,
    name: 'whoever drafts half an hour before is reminded of the whole hour',
    find: 'at < before(slot, minutes) && (reminded',
    replace: '(reminded',
  },
  {
    file: 'src/draft/content.ts',
    tests: SLOTS,
    name: 'an approval does not cover the slot',
    find: "slot === undefined ? ['kessai/content/1', accountId, text] : ['kessai/content/2', accountId, text, slot];",
    replace: "slot === '' ? [] : ['kessai/content/1', accountId, text];",
  },
  {
    file: 'src/draft/evolve.ts',
    tests: SLOTS,
    name: 'what a person orders after the slot is ended as too late',
    find: 'const due = slot > event.at ? slot : event.at;',
    replace: 'const due = slot;',
  },
  {
    file: 'src/draft/evolve.ts',
    tests: SLOTS,
    name: 'the same words for another slot are looked for behind their second sending',
    find: 'postHash(currentRevision(draft).content)',
    replace: 'JSON.stringify(currentRevision(draft).content)',
  },
  {
    file: 'src/usecases/recover.ts',
    tests: SLOTS,
    name: 'what waits for its approval does not end after a start',
    find: "if (status === 'submitted') return slot !== null;",
    replace: "if (status === 'submitted') return false;",
  },
  {
    file: 'src/usecases/recover.ts',
    tests: MODEL,
    name: 'a slot is forgotten by a start',
    find: "if (status === 'submitted') return slot !== null;",
    replace: "if (status === 'submitted' || slot !== null) return false;",
  },
  {
    file: 'src/usecases/duties.ts',
    tests: SLOTS,
    name: 'a clock that is set meanwhile is not looked at',
    find: 'Math.min(left, LOOK_MS)',
    replace: 'left',
  },
];
