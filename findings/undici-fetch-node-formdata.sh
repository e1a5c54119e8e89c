#!/usr/bin/env bash
# undici 7.30.2: its fetch with Node's own FormData as the body.
# One would guess: the form is sent, since both are the same standard, and Node's FormData is undici's too.
# Really: undici's fetch knows only its own class; Node's FormData is sent as the text "[object FormData]", with status 200 and no error.
# Why it matters to an office: whoever gives @slack/web-api undici's fetch (as one does for a proxy) uploads files that hold 17 letters.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --no-audit --no-fund --silent undici@7.30.2
cat > try.mjs <<'JS'
import { createServer } from 'node:http';
import { FormData as UndiciFormData, fetch as undiciFetch } from 'undici';
const server = createServer(async (incoming, response) => {
  let body = '';
  for await (const chunk of incoming) body += chunk;
  response.end(JSON.stringify({ type: incoming.headers['content-type'] ?? null, body: body.slice(0, 40) }));
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${server.address().port}/`;
async function sent(fetch, Form) {
  const form = new Form();
  form.set('file', 'notice');
  return (await fetch(url, { method: 'POST', body: form })).json();
}
const mixed = await sent(undiciFetch, globalThis.FormData);
const own = await sent(undiciFetch, UndiciFormData);
console.log("Node's FormData by undici's fetch:", mixed);
console.log("undici's FormData by undici's fetch:", own.type.split(';')[0]);
server.close(); server.closeAllConnections();
process.exit(mixed.body === '[object FormData]' && own.type.startsWith('multipart/form-data') ? 0 : 1);
JS
echo "undici $(node -p 'require("undici/package.json").version') on Node $(node -v): a form of Node's arrives as its name"
node try.mjs
