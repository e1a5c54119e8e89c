#!/usr/bin/env bash
# What becomes a link or a hashtag of Japanese text, by X's own library (twitter-text 3.1.0).
#
# One would guess: two hashtags written one after the other are two hashtags, or at least the first is one; a host that goes on
# in letters of an unknown ending is no link; the full stop of Japanese ends an address.
# What happens: 「#品川区#防災」 makes no hashtag at all; of 「https://www.city.shinagawa.tokyo.jp@example.com/」 the host
# 「www.city.shinagawa.tokyo」 is linked, because .tokyo is an ending of its own; 「。」 within a host belongs to it, and a browser
# opens it; an address with 「https：//」 makes no link, not even of its host.
# Why it matters to an office: the post looks right in the draft, and on X the tag cannot be searched or another site is linked.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund twitter-text@3.1.0 > /dev/null
node -e '
const twitter = require("twitter-text");
console.log("twitter-text", require("twitter-text/package.json").version);
const seen = {
  "#品川区#防災": twitter.extractHashtags("#品川区#防災"),
  "https://www.city.shinagawa.tokyo.jp@example.com/": twitter.extractUrls("https://www.city.shinagawa.tokyo.jp@example.com/"),
  "https://www.city.shinagawa。tokyo.jp/": twitter.extractUrls("https://www.city.shinagawa。tokyo.jp/"),
  "https：//www.city.shinagawa.tokyo.jp/": twitter.extractUrls("https：//www.city.shinagawa.tokyo.jp/"),
};
for (const [text, made] of Object.entries(seen)) console.log(text, "→", JSON.stringify(made));
const expected = [[], ["https://www.city.shinagawa.tokyo"], ["https://www.city.shinagawa。tokyo.jp/"], []];
if (JSON.stringify(Object.values(seen)) !== JSON.stringify(expected)) process.exit(1);
'
