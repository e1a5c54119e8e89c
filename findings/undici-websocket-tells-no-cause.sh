#!/usr/bin/env bash
# undici 7.30.2: WebSocket through a dispatcher.
# One would guess: the error event of a WebSocket that cannot be opened says why (no such proxy, a refused tunnel, a bad certificate),
#   as fetch does with `error.cause`.
# Really: event.error is a TypeError with an empty message and no cause, event.message is empty too.
# Why it matters to an office: Slack's Socket Mode then logs an empty line, and nobody sees that it is the proxy.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --silent undici@7.30.2
cat > try.mjs <<'JS'
import { createServer } from 'node:http';
import { EnvHttpProxyAgent, WebSocket, fetch } from 'undici';
const proxy = createServer().on('connect', (_request, socket) => socket.end('HTTP/1.1 407 No\r\ncontent-length: 0\r\n\r\n'));
await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve));
const dispatcher = new EnvHttpProxyAgent({ httpsProxy: `http://127.0.0.1:${proxy.address().port}`, httpProxy: '', noProxy: '' });
const causes = (error) => (error instanceof Error ? [error.message, ...causes(error.cause)] : []);
const cause = await fetch('https://slack.example/', { dispatcher }).catch((error) => causes(error).join(' <- '));
const event = await new Promise((resolve) => new WebSocket('wss://slack.example/', { dispatcher }).addEventListener('error', resolve));
console.log(`fetch says: ${cause}`);
console.log(`WebSocket says: message=${JSON.stringify(event.message)} error=${event.error?.name}:${JSON.stringify(event.error?.message)} cause=${event.error?.cause}`);
const silent = event.message === '' && (event.error?.message ?? '') === '' && event.error?.cause === undefined;
process.exit(silent && cause.includes('407') ? 0 : 1);
JS
echo "undici $(node -p 'require("undici/package.json").version') on Node $(node -v): a WebSocket that cannot be opened gives no reason"
node try.mjs
