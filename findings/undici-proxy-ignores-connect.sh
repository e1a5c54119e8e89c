#!/usr/bin/env bash
# undici 7.30.2: EnvHttpProxyAgent (and ProxyAgent) with the option `connect`.
# One would guess: a connector of one's own, for example one that goes to public addresses only, is asked for every connection,
#   as with Agent.
# Really: as soon as a proxy leads to the address, the connector is never called, without a word.
# Why it matters to an office: a guard that keeps an app out of the office's internal network stands there, works in every test
#   without a proxy, and is gone on the day when HTTPS_PROXY is set.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --silent undici@7.30.2
cat > try.mjs <<'JS'
import { createServer } from 'node:http';
import { EnvHttpProxyAgent, buildConnector, request } from 'undici';
let tunnels = 0;
const proxy = createServer().on('connect', (_request, socket) => { tunnels += 1; socket.end('HTTP/1.1 403 No\r\ncontent-length: 0\r\n\r\n'); });
await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve));
const uri = `http://127.0.0.1:${proxy.address().port}`;
async function asked(noProxy) {
  let times = 0;
  const connect = (options, done) => { times += 1; done(new Error('the guard says no'), null); };
  const dispatcher = new EnvHttpProxyAgent({ httpsProxy: uri, httpProxy: uri, noProxy, connect });
  await request('https://intra.example/', { dispatcher }).catch(() => undefined);
  return times;
}
const straight = await asked('*');
const through = await asked('');
console.log(`straight out the connector is asked ${straight} time(s); through the proxy ${through} time(s), and the proxy got ${tunnels} request(s)`);
process.exit(straight > 0 && through === 0 && tunnels > 0 ? 0 : 1);
JS
echo "undici $(node -p 'require("undici/package.json").version') on Node $(node -v): the option connect has no effect behind a proxy"
node try.mjs
