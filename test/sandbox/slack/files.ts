import { randomBytes } from 'node:crypto';
import { TEAM } from '../seed.ts';
import type { SlackCore } from './core.ts';
import { invalid } from './errors.ts';

/** A file in the workspace, with its bytes. https://docs.slack.dev/reference/objects/file-object */
export interface SlackFile {
  readonly id: string;
  readonly name: string;
  readonly mimetype: string;
  readonly user: string;
  readonly created: number;
  readonly bytes: Buffer;
  readonly alt: string | null;
  /** Messages and views with it are refused so often, until Slack has looked at it. */
  unready: number;
  gone: boolean;
}

/** What somebody gives. */
export interface GivenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const TYPES: readonly (readonly [string, string])[] = [
  ['89504e47', 'image/png'],
  ['ffd8ff', 'image/jpeg'],
  ['47494638', 'image/gif'],
  ['52494646', 'image/webp'],
  ['25504446', 'application/pdf'],
];

/** Slack shows no others in a block: https://docs.slack.dev/reference/block-kit/composition-objects/slack-file-object */
const SHOWN = ['image/png', 'image/jpeg', 'image/gif'];

export function addFile(
  core: SlackCore,
  user: string,
  { name, bytes }: GivenFile,
  { id = newId(), alt = null }: { readonly id?: string; readonly alt?: string | null } = {},
): SlackFile {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  const file: SlackFile = {
    id,
    name,
    mimetype: TYPES.find(([magic]) => start.startsWith(magic))?.[1] ?? 'application/octet-stream',
    user,
    created: Math.floor(core.clock.now().getTime() / 1_000),
    bytes: Buffer.from(bytes),
    alt,
    unready: user === TEAM.botUser ? core.settings.pictureLooks : 0,
    gone: false,
  };
  core.state.files.set(file.id, file);
  return file;
}

const newId = (): string => `F${randomBytes(5).toString('hex').toUpperCase()}`;

/** A file as payloads and answers show it. @param base address under which the workspace's files are. */
export function fileObject(file: SlackFile, base: string): Readonly<Record<string, unknown>> {
  const path = `${base}/files-pri/${TEAM.id}-${file.id}`;
  return {
    id: file.id,
    created: file.created,
    name: file.name,
    title: file.name,
    mimetype: file.mimetype,
    filetype: file.mimetype.split('/')[1],
    user: file.user,
    mode: 'hosted',
    is_external: false,
    size: file.bytes.length,
    url_private: `${path}/${encodeURIComponent(file.name)}`,
    url_private_download: `${path}/download/${encodeURIComponent(file.name)}`,
    permalink: `${TEAM.url}files/${file.user}/${file.id}/${encodeURIComponent(file.name)}`,
    ...(file.alt === null ? {} : { alt_txt: file.alt }),
  };
}

/** Refuses blocks with a picture that is not there, is none, or was not looked at yet. @throws SlackError */
export function checkPictures(core: SlackCore, blocks: unknown, code: string): void {
  for (const id of filesIn(blocks)) {
    const file = core.state.files.get(id);
    const fit = file !== undefined && !file.gone && SHOWN.includes(file.mimetype);
    if (fit && file.unready === 0) continue;
    if (fit) file.unready -= 1;
    throw invalid(code, [{ pointer: '/slack_file', message: 'invalid slack file' }]);
  }
}

function filesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(filesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'slack_file' && typeof inner === 'object' && inner !== null && 'id' in inner
      ? [String(inner.id)]
      : filesIn(inner),
  );
}
