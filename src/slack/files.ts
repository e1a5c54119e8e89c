import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { WayOut } from '../network/way-out.ts';
import type { Files, FileTrouble } from '../usecases/ports.ts';
import type { Log } from './log.ts';
import { slackFault } from './slack-faults.ts';

/** Beyond it nobody's picture is, and a few of them would fill the memory. */
const MOST_BYTES = 64_000_000;
const TIMEOUT_MS = 30_000;
const MOST_HOPS = 3;

const info = z.object({
  mode: z.string().optional(),
  size: z.number().optional(),
  url_private: z.string().optional(),
  url_private_download: z.string().optional(),
});
const begun = z.object({ upload_url: z.string(), file_id: z.string() });

/** Slack's names for a file that is not there any more, and for one that the app may not have. */
const GONE = ['file_not_found', 'file_deleted'];
const FORBIDDEN = ['missing_scope', 'no_permission', 'access_denied', 'not_allowed_token_type', 'file_not_accessible'];

/**
 * Files in Slack, by the Web API and by addresses that only the app's token opens.
 * https://docs.slack.dev/messaging/working-with-files
 */
export function makeSlackFiles({
  client,
  token,
  apiUrl,
  fetch: reach,
  log,
}: {
  readonly client: webApi.WebClient;
  readonly token: string;
  /** As of the Web API: files are fetched from Slack and from nobody else. */
  readonly apiUrl: string;
  readonly fetch: WayOut['fetch'];
  readonly log: Log;
}): Files {
  const failed = (trouble: FileTrouble) => ({ ok: false, trouble }) as const;

  return {
    async take(fileId) {
      try {
        const answer = await client.files.info({ file: fileId });
        const { mode, size = 0, url_private: shown, url_private_download: download } = info.parse(answer.file);
        if (mode === 'tombstone' || mode === 'hidden_by_limit') return failed('gone');
        if (size > MOST_BYTES) return failed('too-big');
        const address = download ?? shown;
        if (address === undefined || mode === 'external' || !isSlacks(address, apiUrl)) return failed('not-allowed');
        return await downloaded(address);
      } catch (error) {
        log.warn({ err: error, file: fileId }, 'a file could not be fetched from Slack');
        return failed(troubleOf(error));
      }
    },
    async show(bytes, name, alt) {
      try {
        // The library's own upload names the words otherwise than the method does, and Slack passes over them.
        const announced = { filename: name, length: bytes.length, alt_txt: alt.slice(0, 1_000) };
        const answer = await client.files.getUploadURLExternal(announced);
        const { upload_url: address, file_id: id } = begun.parse(answer);
        if (!isSlacks(address, apiUrl)) throw new Error('the address to upload to is not one of Slack');
        const brought = await reach(address, {
          method: 'POST',
          body: Buffer.from(bytes),
          headers: { 'content-type': 'application/octet-stream' },
          redirect: 'error',
          signal: AbortSignal.timeout(TIMEOUT_MS),
        });
        await brought.arrayBuffer();
        if (!brought.ok) throw new Error(`the upload was answered with ${brought.status}`);
        await client.files.completeUploadExternal({ files: [{ id, title: name }] });
        return id;
      } catch (error) {
        log.warn({ err: error }, 'a picture could not be put into Slack');
        return null;
      }
    },
  };

  /** The answer behind Slack's own redirects, which the token follows; null where one leads away from Slack. */
  async function followed(address: string): Promise<Response | null> {
    let at = address;
    for (let hops = 0; hops <= MOST_HOPS && isSlacks(at, apiUrl); hops += 1) {
      const answer = await reach(at, {
        headers: { authorization: `Bearer ${token}` },
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const next = answer.headers.get('location');
      if (answer.status < 300 || answer.status >= 400 || next === null) return answer;
      await answer.body?.cancel();
      at = new URL(next, at).href;
    }
    return null;
  }

  async function downloaded(address: string): ReturnType<Files['take']> {
    const answer = await followed(address);
    if (answer === null) return failed('not-allowed');
    const type = answer.headers.get('content-type') ?? '';
    if (answer.status === 404 || answer.status === 410) return failed('gone');
    // Without the right to it Slack answers with the page at which people sign in, and says that all is well.
    if (answer.status === 401 || answer.status === 403 || type.startsWith('text/html')) return failed('not-allowed');
    if (!answer.ok) return failed('unreachable');
    const bytes = await within(answer);
    return bytes === null ? failed('too-big') : { ok: true, bytes };
  }
}

/** All bytes of an answer; null where there are too many. */
async function within(answer: Response): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body ?? []) {
    size += part.length;
    if (size > MOST_BYTES) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** The token goes to Slack and to nobody else, whatever an answer says. */
function isSlacks(address: string, apiUrl: string): boolean {
  if (!URL.canParse(address)) return false;
  const [url, api] = [new URL(address), new URL(apiUrl)];
  // Wherever the Web API is, on whatever port.
  if (url.protocol === api.protocol && url.hostname === api.hostname) return true;
  const isSlack = ({ protocol, hostname }: URL) => protocol === 'https:' && /(?:^|\.)slack\.com$/u.test(hostname);
  return isSlack(api) && isSlack(url);
}

function troubleOf(error: unknown): FileTrouble {
  try {
    const fault = slackFault(error);
    if (fault.kind !== 'refused') return 'unreachable';
    if (GONE.includes(fault.error)) return 'gone';
    return FORBIDDEN.includes(fault.error) ? 'not-allowed' : 'unreachable';
  } catch {
    return 'unreachable';
  }
}
