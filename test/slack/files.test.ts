import { webApi } from '@slack/bolt';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeSlackFiles } from '../../src/slack/files.ts';
import type { Files } from '../../src/usecases/ports.ts';
import { type Sandbox, startSandbox } from '../sandbox/index.ts';
import { PEOPLE } from '../sandbox/office.ts';
import { TOKENS } from '../sandbox/seed.ts';
import { addFile } from '../sandbox/slack/files.ts';

/** Slack's files when something is wrong with them. */

const PICTURE = Buffer.from('89504e470d0a1a0a00000000', 'hex');
let sandbox: Sandbox;
let logged: string[];
let asked: string[];

beforeEach(async () => {
  sandbox = await startSandbox();
  logged = [];
  asked = [];
});
afterEach(() => sandbox.stop());

function files(apiUrl = sandbox.slackApiUrl): Files {
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });
  return makeSlackFiles({
    client: new webApi.WebClient(TOKENS.bot, { slackApiUrl: sandbox.slackApiUrl, retryConfig: { retries: 0 } }),
    token: TOKENS.bot,
    apiUrl,
    fetch: (address, options) => {
      asked.push(String(address));
      return fetch(address, options);
    },
    log,
  });
}

const given = (bytes: Buffer = PICTURE) => addFile(sandbox.slack.core, PEOPLE.staffA, { name: 'a.png', bytes }).id;

describe('a file that the app cannot have', () => {
  it('is not taken for a picture when Slack shows the page at which people sign in', async () => {
    const id = given();
    const scopes = sandbox.slack.core.settings.scopes.filter((scope) => scope !== 'files:read');
    expect((await files().take(id)).ok).toBe(true);
    sandbox.slack.configure({ scopes });
    expect(await files().take(id)).toEqual({ ok: false, trouble: 'not-allowed' });
    // The right to ask of it and the right to its bytes are looked at apart from each other.
    sandbox.faults.add({
      service: 'slack',
      operation: 'files.download',
      effect: { kind: 'respond', status: 200, headers: { 'content-type': 'text/html' }, body: '<html></html>' },
    });
    sandbox.slack.configure({ scopes: [...scopes, 'files:read'] });
    expect(await files().take(id)).toEqual({ ok: false, trouble: 'not-allowed' });
  });

  it('was deleted by whoever gave it', async () => {
    const id = given();
    sandbox.slack.deleteFile(id);
    expect(await files().take(id)).toEqual({ ok: false, trouble: 'gone' });
  });

  it.each([
    ['files.info', { kind: 'rateLimited', retryAfter: 30 }],
    ['files.info', { kind: 'html', status: 503 }],
    ['files.download', { kind: 'html', status: 503 }],
    ['files.download', { kind: 'truncated' }],
    ['files.download', { kind: 'resetAfterRead' }],
  ] as const)('may come later: %s %o', async (operation, effect) => {
    const id = given();
    sandbox.faults.add({ service: 'slack', operation, effect });
    const taken = await files().take(id);
    // An error page of a server in between is a page as well.
    expect(taken.ok ? 'taken' : taken.trouble).toMatch(/^(?:unreachable|not-allowed)$/u);
    expect((await files().take(id)).ok).toBe(true);
  });

  it('stands on another host, which gets no token', async () => {
    const elsewhere = files('https://slack.com/api/');
    expect(await elsewhere.take(given())).toEqual({ ok: false, trouble: 'not-allowed' });
    expect(await elsewhere.show(PICTURE, 'a.png', '説明')).toBeNull();
    expect(asked).toEqual([]);
  });
});

describe('a picture that Slack does not take', () => {
  it.each([
    ['files.getUploadURLExternal', { kind: 'error', error: 'missing_scope' }],
    ['files.upload', { kind: 'resetAfterRead' }],
    ['files.upload', { kind: 'html', status: 503 }],
    ['files.completeUploadExternal', { kind: 'error', error: 'file_not_found' }],
  ] as const)('is not shown, and no word is thrown: %s', async (operation, effect) => {
    sandbox.faults.add({ service: 'slack', operation, effect });
    expect(await files().show(PICTURE, 'a.png', '説明')).toBeNull();
    expect(await files().show(PICTURE, 'a.png', '説明')).not.toBeNull();
  });

  it('leaves no token in the log', async () => {
    sandbox.faults.add({ service: 'slack', operation: '*', effect: { kind: 'html', status: 500 }, times: null });
    await files().show(PICTURE, 'a.png', '説明');
    await files().take('F0NOWHERE');
    expect(logged.length).toBeGreaterThan(0);
    expect(logged.join('\n')).not.toContain(TOKENS.bot);
  });
});

it('the words for whoever cannot see a picture go with it', async () => {
  const id = await files().show(PICTURE, 'a.png', '防災フェアのポスター');
  expect(sandbox.slack.file(id ?? '')).toMatchObject({ alt: '防災フェアのポスター', mimetype: 'image/png' });
});
