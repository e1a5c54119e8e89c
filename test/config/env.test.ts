import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Env, environment, readEnv, readKeys } from '../../src/config/env.ts';
import { loadConfig } from '../../src/config/load.ts';
import type { ConfigProblem } from '../../src/config/problem.ts';

const SOCKET = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };

function good(values: Record<string, string>): Env {
  const result = readEnv({ values, lines: {} });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.env;
}

function bad(values: Record<string, string>, lines: Record<string, number> = {}): readonly ConfigProblem[] {
  const result = readEnv({ values, lines });
  if (result.ok) throw new Error('accepted');
  return result.problems;
}

describe('the environment', () => {
  it('of an .env that is there and cannot be read says just that', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kessai-env-'));
    const result = readEnv(environment(folder));
    expect(result.ok ? [] : result.problems.map(({ file, message }) => `${file} ${message}`)).toEqual([
      '.env ファイルではなく、フォルダーです。',
    ]);
    expect(loadConfig(null, environment(folder)).ok).toBe(false);
  });

  it('connects by Socket Mode with an app token, and by HTTP with a signing secret', () => {
    expect(good(SOCKET).slack.connection).toEqual({ mode: 'socket', appToken: 'xapp-1' });
    const http = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'abc' };
    expect(good(http).slack.connection).toEqual({ mode: 'http', signingSecret: 'abc', port: 3000 });
    expect(good({ ...http, PORT: '8080' }).slack.connection).toMatchObject({ port: 8080 });
    expect(good({ ...SOCKET, SLACK_SIGNING_SECRET: 'abc' }).slack.connection.mode).toBe('socket');
  });

  it('has a default for everything but the tokens, and takes blank for not set', () => {
    expect(good({ ...SOCKET, SLACK_API_URL: '', LOG_LEVEL: ' ' })).toMatchObject({
      slack: { apiUrl: 'https://slack.com/api/' },
      xApiUrl: 'https://api.x.com',
      officeFile: './office.yaml',
      dataFolder: './data',
      logLevel: 'info',
    });
  });

  it('mends the slash at the end of the two addresses', () => {
    const env = good({ ...SOCKET, SLACK_API_URL: 'http://127.0.0.1:9/api', X_API_URL: 'http://127.0.0.1:9/x/' });
    expect(env.slack.apiUrl).toBe('http://127.0.0.1:9/api/');
    expect(env.xApiUrl).toBe('http://127.0.0.1:9/x');
  });

  it('lists every problem at once, with the line in .env and without any value', () => {
    const problems = bad(
      {
        SLACK_BOT_TOKEN: 'xoxp-secret-value',
        SLACK_APP_TOKEN: 'secret-value',
        PORT: '0',
        SLACK_API_URL: 'secret-value',
        X_API_URL: 'https://api.x.com/2',
        LOG_LEVEL: 'secret-value',
      },
      { PORT: 4 },
    );
    expect(problems.map((problem) => problem.path)).toEqual([
      'SLACK_BOT_TOKEN',
      'SLACK_APP_TOKEN',
      'PORT',
      'SLACK_API_URL',
      'X_API_URL',
      'LOG_LEVEL',
    ]);
    expect(problems.find((problem) => problem.path === 'PORT')?.line).toBe(4);
    expect(JSON.stringify(problems)).not.toContain('secret-value');
  });

  it('asks for a way to connect when there is none', () => {
    const problems = bad({});
    expect(problems.map((problem) => problem.path)).toEqual(['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN']);
    expect(problems[1]?.remedy).toContain('SLACK_SIGNING_SECRET');
  });

  it('gives the four X secrets of a prefix, or names just those that are missing', () => {
    const values = {
      PIAZZA_API_KEY: 'a',
      X_API_KEY: 'a',
      X_API_SECRET: 'b',
      X_ACCESS_TOKEN: 'c',
      X_ACCESS_SECRET: 'd',
    };
    expect(readKeys({ values, lines: {} }, 'x', 'X')).toEqual({
      ok: true,
      keys: { API_KEY: 'a', API_SECRET: 'b', ACCESS_TOKEN: 'c', ACCESS_SECRET: 'd' },
    });
    const missing = readKeys({ values, lines: {} }, 'x', 'PIAZZA');
    expect(missing.ok ? [] : missing.problems.map((problem) => problem.path)).toEqual([
      'PIAZZA_API_SECRET',
      'PIAZZA_ACCESS_TOKEN',
      'PIAZZA_ACCESS_SECRET',
    ]);
  });
});

describe('the office’s proxy', () => {
  const proxies = (values: Record<string, string>) => good({ ...SOCKET, ...values }).proxies;

  it('is none by default, and read in either case; the small one wins, a blank one is none', () => {
    expect(proxies({})).toEqual({ https: null, http: null, none: '' });
    expect(proxies({ HTTPS_PROXY: 'http://big:1', https_proxy: 'http://small:2' }).https?.host).toBe('small:2');
    expect(proxies({ HTTPS_PROXY: 'http://big:1', https_proxy: ' ' }).https?.host).toBe('big:1');
    expect(proxies({ HTTP_PROXY: 'http://big:1', NO_PROXY: 'localhost, .example.lg.jp' })).toMatchObject({
      none: 'localhost, .example.lg.jp',
    });
  });

  it('may be written without a scheme, and with a password', () => {
    expect(proxies({ HTTPS_PROXY: 'proxy.example.lg.jp:8080' }).https?.href).toBe('http://proxy.example.lg.jp:8080/');
    const { username, password } = proxies({ HTTPS_PROXY: 'http://office:p%40ss@proxy:8080' }).https ?? {};
    expect([username, password]).toEqual(['office', 'p%40ss']);
  });

  it.each([
    'socks5://proxy:1080',
    'http://office:pa#ss@proxy:8080',
    'http://office:pa%ss@proxy:8080',
    'http://office@proxy:8080',
    'http://CITY\\office:pass@proxy:8080',
    'http://proxy:8080/path',
    'http://proxy:port',
  ])('is a problem with its line, and without its value, where it cannot be read: %s', (value) => {
    const [problem, ...more] = bad({ ...SOCKET, HTTPS_PROXY: value }, { HTTPS_PROXY: 4 });
    expect(more).toEqual([]);
    expect(problem).toMatchObject({ path: 'HTTPS_PROXY', line: 4 });
    expect(JSON.stringify(problem)).not.toContain(value.slice(7));
  });

  it('its certificates do not come from .env, and have to be there', () => {
    const paths = (...given: Parameters<typeof bad>) => bad(...given).map(({ path }) => path);
    const name = 'NODE_EXTRA_CA_CERTS';
    expect(paths({ ...SOCKET, [name]: 'package.json' }, { [name]: 3 })).toEqual([name]);
    expect(paths({ ...SOCKET, [name]: '/nowhere/ca.pem' })).toEqual([name]);
    expect(good({ ...SOCKET, [name]: 'package.json' })).toBeDefined();
  });
});

describe('.env', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('is optional, loses against what is already set, and says on which line a value stands', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kessai-env-'));
    const file = join(folder, '.env');
    expect(environment(file).lines).toEqual({});
    writeFileSync(file, '# secrets\nSLACK_BOT_TOKEN=xoxb-file\nexport LOG_LEVEL="debug"\n');
    vi.stubEnv('SLACK_BOT_TOKEN', 'xoxb-shell');
    const source = environment(file);
    expect(source.values.SLACK_BOT_TOKEN).toBe('xoxb-shell');
    expect(source.values.LOG_LEVEL).toBe('debug');
    expect(source.lines).toEqual({ LOG_LEVEL: 3 });
  });
});

describe('.env as people really save it', () => {
  it('is read with the mark that Windows editors put in front', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'kessai-env-')), '.env');
    writeFileSync(file, '\uFEFFSLACK_BOT_TOKEN=xoxb-1\n');
    expect(environment(file).values.SLACK_BOT_TOKEN).toBe('xoxb-1');
  });

  it('a name that is almost right is pointed out', () => {
    const result = readKeys(
      {
        values: { X_API_KEY: 'k', X_API_SECRET: 's', X_ACCESS_TOKEN: 't', X_ACESS_SECRET: 'u' },
        lines: { X_ACESS_SECRET: 4 },
      },
      'x',
      'X',
    );
    expect(result.ok ? [] : result.problems).toMatchObject([
      { path: 'X_ACCESS_SECRET', remedy: expect.stringContaining('「X_ACESS_SECRET」') },
    ]);
  });
});
