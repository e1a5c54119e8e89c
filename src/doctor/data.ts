import {
  type FolderState,
  folderState,
  nearestFolder,
  networkFileSystem,
  spaceIn,
  tryWrite,
} from '../store/lowdb/inspection.ts';
import { holderOf } from '../store/lowdb/process-lock.ts';
import { errnoOf } from '../store/store-fault.ts';
import { doctorText, subjectText } from '../text/doctor.ts';
import type { Clock } from '../usecases/ports.ts';
import { bad, type Finding, ok, skipped } from './finding.ts';

/** Years of drafts at some kilobytes each, and room to write them twice. */
const ENOUGH_MB = 200;
const ENOUGH_FILES = 10_000;

const FOLDER = { check: 'data.folder', subject: subjectText.folder };
const WRITE = { check: 'data.write', subject: subjectText.write };
const SPACE = { check: 'data.space', subject: subjectText.space };
const HOLDER = { check: 'data.holder', subject: subjectText.holder };
const UNREADABLE = { check: 'data.unreadable', subject: subjectText.unreadable };

/** The data folder, without taking it and without leaving anything in it. */
export async function examineData(folder: string, clock: Clock): Promise<readonly Finding[]> {
  const state = await folderState(folder);
  const place = await nearestFolder(folder);
  return [
    await examineFolder(folder, state, place),
    await examineWriting(place, clock),
    await orNot(SPACE, () => examineSpace(place)),
    await orNot(HOLDER, () => examineHolder(folder)),
    state.unreadable > 0
      ? bad(UNREADABLE, doctorText.someUnreadable(state.unreadable))
      : ok(UNREADABLE, doctorText.allReadable()),
  ];
}

async function examineFolder(folder: string, { exists, openToOthers }: FolderState, place: string): Promise<Finding> {
  if (openToOthers) return bad(FOLDER, doctorText.folderOpen(folder));
  const far = await networkFileSystem(place);
  if (far !== null) return bad(FOLDER, doctorText.folderFar(folder, far));
  return ok(FOLDER, exists ? doctorText.folderThere(folder) : doctorText.folderToCome(folder));
}

async function examineWriting(place: string, clock: Clock): Promise<Finding> {
  const begin = clock.now().getTime();
  const problem = await tryWrite(place);
  return problem === null
    ? ok(WRITE, doctorText.writes(Math.max(1, clock.now().getTime() - begin)))
    : bad(WRITE, doctorText.writesNot(problem));
}

async function examineSpace(place: string): Promise<Finding> {
  const { bytes, files } = await spaceIn(place);
  const megabytes = Math.floor(bytes / 1_000_000);
  if (megabytes < ENOUGH_MB) return bad(SPACE, doctorText.spaceShort(megabytes));
  if (files !== null && files < ENOUGH_FILES) return bad(SPACE, doctorText.filesShort(files));
  return ok(SPACE, doctorText.space(megabytes));
}

async function examineHolder(folder: string): Promise<Finding> {
  const holder = await holderOf(folder);
  if (holder === null) return ok(HOLDER, doctorText.free());
  const { pid, host, since, lives } = holder;
  return lives ? ok(HOLDER, doctorText.running(pid, host)) : bad(HOLDER, doctorText.left(pid, host, since));
}

async function orNot(
  line: { readonly check: string; readonly subject: string },
  examine: () => Promise<Finding>,
): Promise<Finding> {
  try {
    return await examine();
  } catch (error) {
    return skipped(line, doctorText.notLooked(errnoOf(error) ?? 'UNKNOWN'));
  }
}
