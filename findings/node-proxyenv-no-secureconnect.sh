#!/usr/bin/env bash
# Node 24: `new https.Agent({ proxyEnv })`.
# One would guess: the socket of a request through a proxy tells of its TLS handshake with `secureConnect`, as it does straight out.
# Really: the agent hands the socket over when the handshake is over; `secureConnect` never comes.
# Why it matters to an office: a program that counts a request as sent from `secureConnect` on takes one that was read and lost for
#   unsent, sends it again, and the office posts twice.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --silent node@24.11.1
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out cert.pem -days 2 -subj /CN=localhost 2>/dev/null
cat > try.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import https from 'node:https';
import { connect } from 'node:net';
const server = https.createServer({ key: readFileSync('key.pem'), cert: readFileSync('cert.pem') }, (_incoming, response) => response.end('yes'));
const proxy = createServer().on('connect', (incoming, socket) => {
  const behind = connect(server.address().port, '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
  socket.pipe(behind).pipe(socket);
  socket.on('error', () => behind.destroy());
  behind.on('error', () => socket.destroy());
});
for (const each of [server, proxy]) await new Promise((resolve) => each.listen(0, '127.0.0.1', resolve));
function seen(agent) {
  return new Promise((resolve) => {
    let told = false;
    const request = https.get({ host: 'localhost', port: server.address().port, agent, rejectUnauthorized: false }, (response) => {
      response.resume();
      response.on('end', () => resolve(told));
    });
    request.on('socket', (socket) => socket.once('secureConnect', () => { told = true; }));
    request.on('error', (error) => resolve(error.message));
  });
}
const straight = await seen(new https.Agent());
const through = await seen(new https.Agent({ proxyEnv: { HTTPS_PROXY: `http://127.0.0.1:${proxy.address().port}` } }));
console.log(`Node ${process.version}: secureConnect straight out: ${straight}; through the proxy, with the answer there: ${through}`);
process.exit(straight === true && through === false ? 0 : 1);
JS
./node_modules/.bin/node try.mjs
