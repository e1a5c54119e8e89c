#!/usr/bin/env bash
# The emoji that emojibase-data 17.0.0 writes out are not always those of its own code points.
#
# One would guess: the field `emoji` is the code points of `hexcode`.
# What happens: `emoji` of ✨ (hexcode 2728) ends with U+FE0F, which Unicode does not list for it (✨ is shown in colour by
# itself), while the skin tones of a person who bows come with the tone in the middle, before the joiner.
# Why it matters to an office: a name that Slack hands over (:sparkles:, :woman-bowing::skin-tone-2:) becomes a text that is not
# what the author's own keyboard would have typed: another hash, another count, two pictures where one was meant.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund emojibase-data@17.0.0 > /dev/null
node -e '
const table = require("emojibase-data/ja/data.json");
console.log("emojibase-data", require("emojibase-data/package.json").version);
const codes = (text) => [...text].map((char) => char.codePointAt(0).toString(16).toUpperCase()).join("-");
const sparkles = table.find(({ hexcode }) => hexcode === "2728");
console.log("hexcode", sparkles.hexcode, "emoji", codes(sparkles.emoji));
const bows = table.find(({ hexcode }) => hexcode === "1F647-200D-2640-FE0F").skins.find(({ tone }) => tone === 1);
console.log("tone 1 of 1F647-200D-2640-FE0F:", bows.hexcode);
if (codes(sparkles.emoji) !== "2728-FE0F" || bows.hexcode !== "1F647-1F3FB-200D-2640-FE0F") process.exit(1);
'
