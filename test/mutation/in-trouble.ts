import type { NamedMutant } from './named.ts';

const AFTER_A_FAULT = ['test/usecases/after-a-fault.test.ts'];
const AT_THE_START = ['test/usecases/start-again.test.ts'];
const REMOVING = ['test/usecases/removal.test.ts'];
const LOOKING = ['test/usecases/duties.test.ts'];

const act = { file: 'src/usecases/act.ts', tests: AFTER_A_FAULT };
const makeSure = { file: 'src/usecases/make-sure.ts', tests: AFTER_A_FAULT };
const recover = { file: 'src/usecases/recover.ts', tests: AT_THE_START };
const removal = { file: 'src/usecases/take-down-post.ts', tests: REMOVING };
const unknown = { file: 'src/usecases/resolve-unknown.ts' };

/** What happens when the disk, a start or the network makes trouble, and what a manager then says. */
export const IN_TROUBLE: readonly NamedMutant[] = [
  {
    ...act,
    name: 'what is owed is not done after a plain fault of the record',
    find: '    world.duties.owed(before.id);\n',
    replace: '',
  },
  {
    ...act,
    name: 'the thread does not hear of what was put on record',
    find: '    world.threadLog.changed(before.id);\n',
    replace: '',
  },
  {
    ...makeSure,
    name: 'after an uncertain write another’s event is taken for one’s own',
    find: '!isDeepStrictEqual(written, asStored(events))',
    replace: 'written.length !== events.length',
  },
  {
    ...makeSure,
    name: 'what stood in doubt is not carried out once it is certain',
    find: '  world.duties.owed(before.id);\n',
    replace: '',
  },
  {
    ...makeSure,
    name: 'the thread does not hear of what stood in doubt',
    find: '  world.threadLog.changed(before.id);\n',
    replace: '',
  },
  {
    ...recover,
    name: 'a draft without a summary is forgotten at the start',
    find: 'const owing: string[] = [...unreadable];',
    replace: 'const owing: string[] = [];',
  },
  {
    ...recover,
    name: 'a draft that cannot be read at the start is forgotten',
    find: '      world.report?.(id, error);\n      owing.push(id);\n',
    replace: '      world.report?.(id, error);\n',
  },
  {
    ...recover,
    name: 'drafts of an account that was taken out are worked on',
    find: 'const found = drafts.filter(({ accountId }) => ours.has(accountId));',
    replace: 'const found = drafts;',
  },
  {
    ...removal,
    name: 'a removal that is ordered again waits for the search for the first',
    find: "now?.status === 'removalUnknown' && now.removal.number === draft.removal.number",
    replace: "now?.status === 'removalUnknown'",
  },
  {
    ...unknown,
    tests: LOOKING,
    name: 'of several looks at the timeline only the last counts',
    find: 'looked ||= result.found || result.looked;',
    replace: 'looked = result.found || result.looked;',
  },
];
