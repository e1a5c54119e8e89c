import type { NamedMutant } from './named.ts';

const wire = { file: 'src/publishers/x/wire.ts', tests: ['test/publishers/x/over-tls.test.ts'] };
const wayOut = { file: 'src/network/way-out.ts', tests: ['test/publishers/x/over-tls.test.ts'] };
const line = { file: 'src/slack/socket-line.ts', tests: ['test/slack/socket-line.test.ts'] };
const vocabulary = { file: 'src/publishers/x/timeline.ts', tests: ['test/publishers/x/vocabulary.test.ts'] };
const links = { file: 'src/links/link-checker.ts', tests: ['test/links/link-checker.test.ts'] };

/** What an office's network could do to a post, and to the connection with Slack. */
export const NETWORK_MUTANTS: readonly NamedMutant[] = [
  {
    ...wire,
    name: 'a request that was read counts as unsent where the agent hands its socket over late',
    find: 'socket instanceof TLSSocket && socket.getFinished() === undefined',
    replace: 'socket instanceof TLSSocket',
  },
  {
    ...wayOut,
    name: 'a proxy that refuses is taken for one that has opened a tunnel',
    find: 'if (answer.statusCode === 200) {',
    replace: 'if (answer.statusCode > 0) {',
  },
  {
    ...line,
    name: 'a silent connection is left open',
    find: '    way.cut();\n    if (!making',
    replace: '    if (!making',
  },
  {
    ...line,
    name: 'the app stays away for more than a second after Slack’s routine disconnect',
    find: 'const PAUSES_MS = [0,',
    replace: 'const PAUSES_MS = [1_200,',
  },
  {
    file: 'src/slack/app.ts',
    tests: line.tests,
    name: 'a stop waits for Slack’s address of a connection',
    find: 'AbortSignal.any([stopping.signal, ',
    replace: 'AbortSignal.any([',
  },
  {
    ...vocabulary,
    name: 'X is asked in its old words only',
    find: "  { 'post.fields': 'entities,note_post' },\n",
    replace: '',
  },
  {
    ...vocabulary,
    name: 'a post whose link X does not explain counts as looked at',
    find: 'return links.every((link)',
    replace: 'return links.length > 0 || links.every((link)',
  },
  {
    ...links,
    name: 'through a proxy a link may lead to an internal address',
    find: 'if (wayOut.proxyTo(url) !== null) await',
    replace: 'if (wayOut.proxyTo(url) === undefined) await',
  },
  {
    ...links,
    name: 'without a way out every link keeps the check waiting',
    find: "    web = 'gone';\n",
    replace: '',
  },
  {
    file: 'src/network/proxy.ts',
    tests: ['test/network/proxy.test.ts'],
    name: 'X goes through the proxy where NO_PROXY names its domain',
    find: 'host === exempt ||',
    replace: 'host === exempt &&',
  },
];
