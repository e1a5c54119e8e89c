#!/usr/bin/env bash
# @slack/socket-mode 3.1.0 with a dispatcher of one's own, as one gives it for a proxy.
# One would guess: a connection that has fallen silent is ended by the client before it makes another, as it is without a dispatcher.
# Really: only the dispatcher that the client makes itself remembers its socket. With one's own the client forgets the old connection
#   and leaves it open; each silent line leaves one more behind.
# Why it matters to an office: Slack allows ten connections for an app. Behind a proxy whose lines fall silent now and then, the app is
#   refused after a while ("too_many_websockets"), and until then Slack may deliver clicks on a connection that nobody reads.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --silent @slack/socket-mode@3.1.0 undici@7.30.2
cat > try.mjs <<'JS'
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { SocketModeClient } from '@slack/socket-mode';
import { Agent } from 'undici';

/** Slack that says hello on every connection and then neither reads nor answers anything. */
async function silentSlack() {
  const open = new Set();
  let made = 0;
  const server = createServer((_incoming, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: true, url: `ws://127.0.0.1:${server.address().port}/` }));
  });
  server.on('upgrade', (incoming, socket) => {
    const accept = createHash('sha1').update(`${incoming.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
    const hello = Buffer.from(JSON.stringify({ type: 'hello' }));
    socket.write(`HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: ${accept}\r\n\r\n`);
    socket.write(Buffer.concat([Buffer.from([0x81, hello.length]), hello]));
    made += 1;
    open.add(socket);
    socket.on('error', () => undefined).on('end', () => socket.destroy()).on('close', () => open.delete(socket)).resume();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}/api/`, made: () => made, open: () => open.size };
}

const quiet = { debug() {}, info() {}, warn() {}, error() {}, setLevel() {}, getLevel: () => 'error', setName() {} };
async function run(dispatcher) {
  const slack = await silentSlack();
  const client = new SocketModeClient({
    appToken: 'xapp-1', logger: quiet, clientPingTimeout: 300, clientOptions: { slackApiUrl: slack.url },
    ...(dispatcher === null ? {} : { dispatcher }),
  });
  await client.start();
  while (slack.made() < 4) await wait(50);
  await wait(200);
  return { made: slack.made(), open: slack.open() };
}
const own = await run(new Agent());
const its = await run(null);
console.log(`with a dispatcher of one's own: ${own.made} connections made one after the other, ${own.open} still open`);
console.log(`with the client's own: ${its.made} made, ${its.open} still open`);
process.exit(own.open >= 3 && its.open <= 2 ? 0 : 1);
JS
echo "@slack/socket-mode $(node -p 'JSON.parse(require("fs").readFileSync("node_modules/@slack/socket-mode/package.json")).version'), undici $(node -p 'JSON.parse(require("fs").readFileSync("node_modules/undici/package.json")).version'), Node $(node -v)"
node try.mjs
