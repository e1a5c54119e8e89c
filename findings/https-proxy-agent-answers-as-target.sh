#!/usr/bin/env bash
# https-proxy-agent 9.1.0: a proxy that refuses the tunnel.
# One would guess: a request whose tunnel is refused (407, 403, 503) fails with an error.
# Really: it is answered. The agent plays the proxy's answer on a false socket, and response.statusCode is the proxy's.
# Why it matters to an office: "403" and "503" then stand in the record as X's answer; a 503 of X means that the post may be out, a 503
#   of the proxy that it certainly is not.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --silent https-proxy-agent@9.1.0
cat > try.mjs <<'JS'
import { createServer } from 'node:http';
import https from 'node:https';
import { HttpsProxyAgent } from 'https-proxy-agent';
const proxy = createServer().on('connect', (_request, socket) => socket.end('HTTP/1.1 503 No\r\ncontent-length: 5\r\n\r\nproxy'));
await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve));
const agent = new HttpsProxyAgent(`http://127.0.0.1:${proxy.address().port}`);
const became = await new Promise((resolve) => {
  https.get('https://api.example/2/tweets', { agent }, (response) => {
    response.resume();
    resolve(`answered ${response.statusCode}`);
  }).on('error', (error) => resolve(`failed: ${error.message}`));
});
console.log(`a request to https://api.example whose tunnel the proxy refused with 503: ${became}`);
process.exit(became === 'answered 503' ? 0 : 1);
JS
echo "https-proxy-agent $(node -p 'JSON.parse(require("fs").readFileSync("node_modules/https-proxy-agent/package.json")).version') on Node $(node -v): the proxy's answer comes as the target's"
node try.mjs
