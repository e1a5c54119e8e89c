#!/usr/bin/env bash
# Node 20's own fetch with an agent of the package undici 7.30.2.
# One would guess: `fetch(url, { dispatcher: new EnvHttpProxyAgent() })` works; Node's fetch is undici, and takes a dispatcher.
# Really: the undici inside Node 20 is 6, and the two do not fit: every request fails with "fetch failed", cause "invalid onRequestStart
#   method". setGlobalDispatcher of the package changes Node's fetch as well, and breaks it in the same way.
# Why it matters to an office: with the proxy's agent in place, nothing leaves at all; on Node 24 the same lines work.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --silent undici@7.30.2 node@20.19.5 --allow-scripts=node >/dev/null 2>&1 ||
  npm install --no-audit --no-fund --silent undici@7.30.2 node@20.19.5
cat > try.mjs <<'JS'
import { createServer } from 'node:http';
import { Agent, fetch as undiciFetch } from 'undici';
const server = createServer((_incoming, response) => response.end('yes'));
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${server.address().port}/`;
const dispatcher = new Agent();
const said = (work) => work.then((answer) => answer.text(), (error) => `${error.message}: ${error.cause?.message}`);
const mixed = await said(fetch(url, { dispatcher }));
const own = await said(undiciFetch(url, { dispatcher }));
console.log(`Node ${process.version} (undici ${process.versions.undici} inside), its own fetch: ${mixed}`);
console.log(`undici's fetch: ${own}`);
server.close(); server.closeAllConnections();
process.exit(mixed.includes('onRequestStart') && own === 'yes' ? 0 : 1);
JS
node20=$(ls -d node_modules/node/bin/node node_modules/node-*/bin/node 2>/dev/null | head -1)
echo "undici $(node -p 'require("undici/package.json").version'): Node 20's own fetch takes no agent of it"
"${node20:-node}" try.mjs
