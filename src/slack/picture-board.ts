import { createHash } from 'node:crypto';
import { currentRevision } from '../draft/state.ts';
import type { DraftView, Files, MediaCleaner, MediaStore } from '../usecases/ports.ts';

export interface Shown {
  readonly hash: string;
  readonly mime: string;
  readonly alt: string;
}

/** Shows kept pictures in Slack. Each is put there once, as long as the app runs and Slack keeps it. */
export interface PictureBoard {
  /**
   * @param within milliseconds; what takes longer goes on, and is there the next time. Absent: as long as it takes.
   * @returns by hash, Slack's number of the file that shows the picture; absent where Slack does not show it now.
   */
  shown(pictures: readonly Shown[], within?: number): Promise<Readonly<Record<string, string>>>;
  /** The draft with its pictures, those of former revisions too. @param within as above. */
  illustrate(view: DraftView, within?: number): Promise<DraftView>;
  /** What an earlier run put into Slack. */
  remember(files: Readonly<Record<string, string>>): void;
  /** The files of this draft, for `remember`. */
  filesOf(view: DraftView): Readonly<Record<string, string>>;
  /** Slack does not take these files in a message: the next time they are put there anew. */
  forget(files: readonly string[]): void;
}

/** What Slack shows in a block: https://docs.slack.dev/reference/block-kit/composition-objects/slack-file-object */
const SHOWABLE = ['image/jpeg', 'image/png', 'image/gif'];
const SUFFIX: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/gif': 'gif' };
/** Pictures whose numbers are remembered. */
const MOST = 2_000;

export function makePictureBoard(parts: {
  readonly files: Files;
  readonly media: Pick<MediaStore, 'read'>;
  readonly cleaner: Pick<MediaCleaner, 'sheet'>;
}): PictureBoard {
  const known = new Map<string, Promise<string | null>>();

  const once = (key: string, show: () => Promise<string | null>): Promise<string | null> => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const showing = show()
      .catch(() => null)
      .then((file) => {
        if (file === null) known.delete(key);
        return file;
      });
    known.set(key, showing);
    const [oldest] = known.keys();
    if (known.size > MOST && oldest !== undefined) known.delete(oldest);
    return showing;
  };

  const bytesOf = async (pictures: readonly Shown[]): Promise<Uint8Array[]> => {
    const all = await Promise.all(pictures.map(({ hash }) => parts.media.read(hash)));
    return all.filter((bytes) => bytes !== undefined);
  };

  const asSheet = async (pictures: readonly Shown[]): Promise<string | null> => {
    const bytes = await bytesOf(pictures);
    if (bytes.length < pictures.length) return null;
    const alt = pictures.map((picture) => picture.alt).join('／');
    return parts.files.show(await parts.cleaner.sheet(bytes), 'pictures.jpg', alt);
  };

  const put = async (picture: Shown): Promise<string | null> => {
    if (!SHOWABLE.includes(picture.mime)) return asSheet([picture]);
    const [bytes] = await bytesOf([picture]);
    return bytes === undefined ? null : parts.files.show(bytes, `picture.${SUFFIX[picture.mime]}`, picture.alt);
  };

  const shown = async (pictures: readonly Shown[], within?: number): Promise<Readonly<Record<string, string>>> => {
    const entries = await Promise.all(
      pictures.filter(isStill).map(async (picture) => {
        const file = await inTime(
          once(picture.hash, () => put(picture)),
          within,
        );
        return file === null ? [] : [[picture.hash, file] as const];
      }),
    );
    return Object.fromEntries(entries.flat());
  };

  const front = async (pictures: readonly Shown[], within?: number): Promise<string | null> => {
    const stills = pictures.filter(isStill);
    const [first, ...others] = stills;
    if (first === undefined) return null;
    const key = others.length === 0 ? first.hash : keyOf(stills);
    return inTime(
      once(key, () => (others.length === 0 ? put(first) : asSheet(stills))),
      within,
    );
  };

  return {
    shown,
    async illustrate(view, within) {
      const all = everyPicture(view);
      if (all.length === 0) return view;
      const [each, whole] = await Promise.all([shown(all, within), front(newest(view), within)]);
      return { ...view, pictures: { each, front: whole } };
    },
    remember(files) {
      for (const [key, file] of Object.entries(files)) if (!known.has(key)) known.set(key, Promise.resolve(file));
    },
    filesOf(view) {
      const { each = {}, front: whole = null } = view.pictures ?? {};
      const stills = newest(view).filter(isStill);
      return { ...each, ...(whole === null || stills.length < 2 ? {} : { [keyOf(stills)]: whole }) };
    },
    forget(files) {
      for (const [key, showing] of known)
        void showing.then((file) => {
          if (file !== null && files.includes(file)) known.delete(key);
        });
    },
  };
}

const isStill = ({ mime }: Shown): boolean => !mime.startsWith('video/');

const newest = ({ draft }: DraftView): readonly Shown[] => currentRevision(draft).content.media ?? [];

function everyPicture({ events }: DraftView): readonly Shown[] {
  const all = events.flatMap((event) => ('content' in event ? (event.content.media ?? []) : []));
  return [...new Map(all.map((picture) => [picture.hash, picture])).values()];
}

const keyOf = (pictures: readonly Shown[]): string =>
  createHash('sha256')
    .update(JSON.stringify(pictures.map(({ hash }) => hash)))
    .digest('hex');

/** Null where it takes longer. */
async function inTime<T>(work: Promise<T | null>, within: number | undefined): Promise<T | null> {
  if (within === undefined) return work;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), within).unref();
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
