import { clearLock } from '../store/lowdb/process-lock.ts';
import { errnoOf } from '../store/store-fault.ts';
import { doctorText } from '../text/doctor.ts';

/** The one step by which a person says that nobody uses the data folder any more. @returns whether it is free now. */
export async function clearLockOf(folder: string): Promise<{ readonly done: boolean; readonly said: string }> {
  try {
    const holder = await clearLock(folder);
    if (holder === null) return { done: true, said: doctorText.nothingToClear(folder) };
    const { pid, host, since, lives } = holder;
    return {
      done: !lives,
      said: lives ? doctorText.clearsNot(pid, host, since) : doctorText.cleared(pid, host, since),
    };
  } catch (error) {
    return { done: false, said: doctorText.clearFailed(folder, errnoOf(error) ?? 'UNKNOWN') };
  }
}
