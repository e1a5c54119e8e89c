import { GUARD_MUTANTS } from './guards.ts';
import { IN_TROUBLE } from './in-trouble.ts';
import { KEEPING_MUTANTS } from './keeping.ts';
import { NETWORK_MUTANTS } from './network.ts';
import { SLOT_MUTANTS } from './slots.ts';

/** A defect that could be made again by hand, and the tests that must notice it. */
export interface NamedMutant {
  readonly name: string;
  readonly file: string;
  /** Stands in the file exactly once; when it does not, the list has fallen behind the code, and the run says so. */
  readonly find: string;
  readonly replace: string;
  /** Files or folders, as vitest takes them. */
  readonly tests: readonly string[];
}

const DECIDING = ['test/draft', 'test/usecases'];
const SENDING = ['test/draft', 'test/usecases'];
const MODEL = ['test/model'];
const STORING = ['test/store/power-cut.test.ts'];

const decide = { file: 'src/draft/decide.ts', tests: DECIDING };
const sending = { file: 'src/draft/decide-sending.ts', tests: SENDING };
const publish = { file: 'src/usecases/publish-draft.ts', tests: SENDING };
const approve = { file: 'src/usecases/approve-draft.ts', tests: DECIDING };
const files = { file: 'src/store/lowdb/draft-files.ts', tests: STORING };
const durable = { file: 'src/store/lowdb/durable-file.ts', tests: STORING };
const inbox = { file: 'src/store/inbox-file.ts', tests: STORING };
const store = { file: 'src/store/lowdb/lowdb-store.ts', tests: ['test/store/lowdb/process-lock.test.ts'] };
const lock = { file: 'src/store/lowdb/process-lock.ts', tests: ['test/store/lowdb/process-lock.test.ts'] };
const modes = ['test/store/lowdb/tighten.test.ts'];
const guard = { file: 'src/slack/http-guard.ts', tests: ['test/slack/http-guard.test.ts'] };

export const NAMED_MUTANTS: readonly NamedMutant[] = [
  ...IN_TROUBLE,
  ...NETWORK_MUTANTS,
  // A draft that goes from hand to hand.
  {
    file: 'src/draft/state.ts',
    tests: DECIDING,
    name: 'a manager approves a draft that was in their hands in between',
    find: '[drafter, ...formerDrafters, ',
    replace: '[drafter, ',
  },
  {
    file: 'src/usecases/submit-draft.ts',
    tests: DECIDING,
    name: 'somebody of another section takes a draft over',
    find: 'department !== undefined && departmentsOf(world, person).includes(department)',
    replace: 'department !== undefined',
  },
  {
    ...decide,
    name: 'what the drafter wrote after a proposal is called the manager’s words',
    find: 'draft.proposals.findLast((proposal) => contentHash(proposal.content) === hash)',
    replace: 'draft.proposals.at(-1)',
  },
  {
    file: 'views/thread/calls.ts',
    tests: ['test/views'],
    name: 'a line told again calls whoever has the draft by now',
    find: "had === undefined || had.by === 'system' ? draft.drafter : had.by",
    replace: 'had === undefined ? draft.drafter : draft.drafter',
  },
  // What a person may do while a request is on its way.
  {
    file: 'src/acts/revise.ts',
    tests: DECIDING,
    name: 'a draft is revised while it is being published',
    find: "['submitted', 'returned', 'publishFailed', 'approved']",
    replace: "['submitted', 'returned', 'publishFailed', 'approved', 'publishing']",
  },
  {
    file: 'src/acts/revoke.ts',
    tests: DECIDING,
    name: 'an approval is revoked while the post is being published',
    find: "['approved']",
    replace: "['approved', 'publishing']",
  },
  {
    ...decide,
    name: 'the revision is not compared when a draft is approved',
    find: `  if (command.expectedRevision !== current.number) return stale(draft);
  const frozen`,
    replace: '  const frozen',
  },
  {
    ...decide,
    name: 'the content is not compared when a draft is approved',
    find: '  if (command.contentHash !== frozen) return stale(draft);\n',
    replace: '',
  },
  {
    ...decide,
    name: 'the same delivery acts twice',
    find: '  if (command.delivery !== undefined && draft.deliveries.has(command.delivery)) return record();\n',
    replace: '',
  },
  // One approval, at most one request.
  {
    ...sending,
    name: 'what was made ready for one order starts another',
    find: "draft.status !== 'approved' || draft.order?.number !== command.order) return",
    replace: "draft.status !== 'approved' || draft.order === null) return",
  },
  {
    ...sending,
    name: 'an account check that failed ends another order',
    find: "draft.status === 'approved' && draft.order?.number === command.order\n",
    replace: "draft.status === 'approved'\n",
  },
  {
    ...sending,
    name: 'the answer to one attempt counts for another',
    find: "draft.status === 'publishing' && draft.attempt.number === command.attempt\n",
    replace: "draft.status === 'publishing'\n",
  },
  {
    ...sending,
    name: 'a post that the network gave is taken for the outcome of another attempt',
    find: 'if (open === attempt) return',
    replace: 'if (open !== null) return',
  },
  {
    ...sending,
    name: 'the approved content is not compared when it is sent',
    find: 'if (command.contentHash !== approval.contentHash || current !== approval.contentHash)\n',
    replace: 'if (command.contentHash !== approval.contentHash)\n',
  },
  {
    ...publish,
    name: 'something leaves after the app was asked to stop',
    find: '  await world.pause(0);\n  const started',
    replace: '  const started',
  },
  {
    ...publish,
    name: 'an order is carried out however far the clock was set back',
    find: 'Math.abs(world.clock.now().getTime() - Date.parse(order.at)) > GRACE_MS',
    replace: 'world.clock.now().getTime() - Date.parse(order.at) > GRACE_MS',
  },
  {
    ...publish,
    name: 'a start of which nobody knows whether it is on record is forgotten',
    find: '    await recordUnsent(world, id, draft.attempts + 1);\n    throw error;',
    replace: '    throw error;',
  },
  {
    ...publish,
    name: 'it is sent although nobody knew at first whether the start was on record',
    find: 'if (started.doubted === true || isLate() || (await isStopping(world)))',
    replace: 'if (isLate() || (await isStopping(world)))',
  },
  {
    ...publish,
    name: 'it is sent late because the disk stood still over the start',
    find: ' || isLate() || ',
    replace: ' || ',
    tests: ['test/usecases/late-disk.test.ts'],
  },
  // Found by the model of publishing alone: the order of events makes the defect.
  {
    file: 'src/usecases/act.ts',
    tests: MODEL,
    name: 'who was second writes over who was first',
    find: '    return appended.ok ? { all: [...before.events, ...events], doubted: false } : null;',
    replace: `    if (!appended.ok) await world.store.append(before.id, appended.conflict, events);
    return { all: [...before.events, ...events], doubted: false };`,
  },
  {
    file: 'src/usecases/publish-draft.ts',
    tests: MODEL,
    name: 'two requests leave for one order',
    find: '  const result = await publisher.publish(',
    replace: `  await publisher.publish(currentRevision(started.draft).content);
  const result = await publisher.publish(`,
  },
  {
    file: 'src/usecases/publish-draft.ts',
    tests: MODEL,
    name: 'the answer of the network is not recorded',
    find: '  await insist(world, id, () => recordResult(world, id, attempt, result));',
    replace:
      "  if (result.outcome !== 'published') await insist(world, id, () => recordResult(world, id, attempt, result));",
  },
  {
    file: 'src/usecases/publish-draft.ts',
    tests: MODEL,
    name: 'the answer is not recorded when the disk does not take it at once',
    find: '  await insist(world, id, () => recordResult(world, id, attempt, result));',
    replace: '  await recordResult(world, id, attempt, result);',
  },
  {
    file: 'src/usecases/publish-draft.ts',
    tests: MODEL,
    name: 'the request leaves before the attempt is on record',
    find: '  const started = await act(',
    replace: `  await publisher.publish(currentRevision(draft).content);
  const started = await act(`,
  },
  {
    file: 'src/usecases/duties.ts',
    tests: MODEL,
    name: 'an attempt that a stop cut short is sent again',
    find: '      return settleInterrupted(world, draft);',
    replace: `      await settleInterrupted(world, draft);
      await world.publisherOf(world.office.accounts[0]!).publish({ accountId: draft.accountId, text: draft.revisions.at(-1)!.content.text });
      return undefined;`,
  },
  {
    file: 'src/usecases/recover.ts',
    tests: MODEL,
    name: 'an order is not carried out after a start',
    find: `    for (const id of owing) world.duties.owed(id);
`,
    replace: '',
  },
  {
    file: 'src/usecases/act.ts',
    tests: MODEL,
    name: 'a decision is made on a roster of a minute ago',
    find: `when: 'now' | 'recent' = 'now',
): Promise<Authority> {
  return draft`,
    replace: `when: 'now' | 'recent' = 'recent',
): Promise<Authority> {
  return draft`,
  },
  {
    file: 'src/draft/authority.ts',
    tests: MODEL,
    name: 'who wrote the draft approves it',
    find: "return wroteIt(person, draft) && !authority.selfApproval ? 'self-approval' : 'yes';",
    replace: "return 'yes';",
  },
  {
    file: 'src/usecases/publish-draft.ts',
    tests: MODEL,
    name: 'an order is carried out however old it is',
    find: 'Math.abs(world.clock.now().getTime() - Date.parse(order.at)) > GRACE_MS',
    replace: 'order.number < 0',
  },
  {
    file: 'src/draft/decide.ts',
    tests: MODEL,
    name: 'neither revision nor content is compared when a draft is approved',
    find: `  if (command.expectedRevision !== current.number) return stale(draft);
  const frozen = contentHash(current.content);
  if (command.contentHash !== frozen) return stale(draft);`,
    replace: '  const frozen = contentHash(current.content);',
  },
  {
    file: 'src/usecases/take-down-post.ts',
    tests: MODEL,
    name: 'a removal without an answer counts as done',
    find: "        return { type: 'recordRemovalUnknown', at, removal, cause: result.cause };",
    replace: "        return { type: 'recordTakenDown', at, reason };",
  },
  {
    file: 'src/draft/decide-sending.ts',
    tests: MODEL,
    name: 'an order of before is carried out with what was approved since',
    find: "draft.status !== 'approved' || draft.order?.number !== command.order) return",
    replace: "draft.status !== 'approved' || draft.order === null) return",
  },
  {
    file: 'src/draft/owed.ts',
    tests: MODEL,
    name: 'nothing comes of an approval',
    find: 'return draft.order === null ? null : sending(draft.order);',
    replace: 'return null;',
  },
  {
    file: 'src/draft/decide-sending.ts',
    tests: MODEL,
    name: 'a post that is found late is forgotten',
    find: "return record({ ...systemStamp(command), type: 'UnexpectedPost', attempt, postId, url, via });",
    replace: 'return record();',
  },
  {
    file: 'src/usecases/duties.ts',
    tests: MODEL,
    name: 'a DELETE leaves on a decision that may be lost',
    find: `            if (lane.owed.what === 'remove' && !(await world.store.append(id, stored.version, [])).ok) continue;
`,
    replace: '',
  },
  {
    file: 'src/usecases/duties.ts',
    tests: MODEL,
    name: 'a removal that a crash cut is taken for a new one',
    find: `if (draft.status === 'removing' && cut.has(id) && asksByItself(world, draft))
              await doubtInterrupted(world, draft);
            else await`,
    replace: 'await',
  },
  {
    file: 'src/draft/evolve.ts',
    tests: MODEL,
    name: 'a refused DELETE ends a removal whose earlier request is not answered',
    find: `      return draft.status === 'removalUnknown'
        ?`,
    replace: `      return draft.status === 'published' && draft.notRemoved !== null
        ?`,
  },
  {
    file: 'src/usecases/rest.ts',
    tests: MODEL,
    name: 'something is begun although the app was asked to stop while it read',
    find: `        await pause(0);
`,
    replace: '',
  },
  {
    file: 'src/usecases/act.ts',
    tests: MODEL,
    name: 'a write that is uncertain is told as nothing',
    find: `    if (!isUncertain(error)) throw error;
    const all`,
    replace: `    if (isUncertain(error)) throw error;
    const all`,
  },
  // Authority is asked at the moment of the act.
  {
    ...approve,
    name: 'an approval is decided on a roster of a minute ago',
    find: 'await authorityFor(world, draft)',
    replace: "await authorityFor(world, draft, 'recent')",
  },
  {
    file: 'src/usecases/do-act.ts',
    tests: DECIDING,
    name: 'an act is decided on a roster of a minute ago',
    find: 'return { authority: await authorityFor(world, draft, when) };',
    replace: "return { authority: await authorityFor(world, draft, 'recent') };",
  },
  // On the disk before anybody is told.
  { ...durable, name: 'the file is not synced', find: '      await file.sync();\n', replace: '' },
  {
    ...durable,
    name: 'the file gets its name before its content is on the disk',
    find: `      await file.sync();
      await at('store:temp-synced');
    } finally {`,
    replace: `      await rename(temp, path);
      await file.sync();
      await rename(path, temp);
      await at('store:temp-synced');
    } finally {`,
  },
  { ...durable, name: 'the folder is not synced', find: '    await syncFolder();\n', replace: '' },
  { ...durable, name: 'a kept folder is not synced', find: '      await (await this.#handle).sync();\n', replace: '' },
  { ...durable, name: 'a new folder’s name is not synced', find: '    await syncFolder(above);\n', replace: '' },
  {
    ...files,
    name: 'a closed draft’s new place is not synced',
    find: '      await this.#sync({ month });\n',
    replace: '',
  },
  {
    ...files,
    name: 'a closed draft’s old place is not synced',
    find: "      await this.#sync('open');\n",
    replace: '',
  },
  {
    ...files,
    name: 'a closed draft leaves its old place before the new one is on the disk',
    find: "      await this.#sync({ month });\n      await this.#sync('open');\n",
    replace: "      await this.#sync('open');\n      await this.#sync({ month });\n",
  },
  {
    ...inbox,
    name: 'a text that has arrived is not on the disk',
    find: 'constants.O_RDWR | constants.O_DSYNC',
    replace: 'constants.O_RDWR',
  },
  // Nobody else reads it.
  {
    ...durable,
    name: 'other users can read the files',
    find: 'PRIVATE_FILE = 0o600',
    replace: 'PRIVATE_FILE = 0o644',
    tests: modes,
  },
  {
    ...durable,
    name: 'other users can look into the folders',
    find: 'PRIVATE_FOLDER = 0o700',
    replace: 'PRIVATE_FOLDER = 0o755',
    tests: modes,
  },
  {
    ...durable,
    name: 'a record is written for everybody',
    find: "open(temp, 'w', PRIVATE_FILE)",
    replace: "open(temp, 'w')",
    tests: modes,
  },
  { ...inbox, name: 'the inbox is made for everybody', find: ', 0o600)', replace: ')', tests: modes },
  {
    ...lock,
    name: 'the lock’s socket is for everybody',
    find: 'chmod(path, PRIVATE_FILE)',
    replace: 'chmod(path, 0o777)',
    tests: modes,
  },
  // One process has the folder.
  {
    ...store,
    name: 'the lock is not looked at after a change',
    find: "if (!this.isHeld()) throw new StoreFault('write-uncertain',",
    replace: "if (this.#released) throw new StoreFault('write-uncertain',",
  },
  {
    ...store,
    name: 'the lock is not looked at before a change',
    find: `    this.#assertLocked();
    await change();`,
    replace: '    await change();',
  },
  {
    ...lock,
    name: 'another’s claim at the same place counts as ours',
    find: 'return found.ino === ours.ino && found.dev === ours.dev;',
    replace: 'return found.isFile() || ours.isFile();',
  },
  {
    ...lock,
    name: 'a process that lost its lock takes the next one’s with it',
    find: 'if (isHeld()) await rm(held, { force: true });',
    replace: 'await rm(held, { force: true });',
  },
  {
    ...lock,
    name: 'a claim is cleared under a living process',
    find: '    if (held.holder.lives) return held.holder;\n',
    replace: '',
  },
  // A request that somebody overheard.
  {
    ...guard,
    name: 'a signature has several spellings',
    find: '/^v0=[0-9a-f]{64}$/',
    replace: '/^v0=[0-9a-f]{64}/',
  },
  { ...guard, name: 'a time has several spellings', find: '/^[0-9]{1,12}$/', replace: '/^[0-9]{1,12}/' },
  ...KEEPING_MUTANTS,
  ...GUARD_MUTANTS,
  ...SLOT_MUTANTS,
];
