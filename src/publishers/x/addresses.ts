import type { Target } from '../../draft/content.ts';

/** Addresses on X. It has had two names, and more hosts. */
const POST = /^(?:https?:\/\/)?(?:www\.|mobile\.)?(?:x|twitter)\.com\/(\w{1,20})\/status\/(\d{1,20})(?:[/?#].*)?$/i;
const ACCOUNT = /^(?:(?:https?:\/\/)?(?:www\.|mobile\.)?(?:x|twitter)\.com\/|@)(\w{1,15})\/?(?:[?#].*)?$/i;
/** Pages of X that stand where an account's name would. */
const PAGES = ['home', 'search', 'explore', 'settings', 'notifications', 'messages', 'i', 'intent', 'hashtag', 'login'];

export interface PostAddress {
  readonly username: string;
  readonly id: string;
}

/** @returns whose post, and its number; null for any other address. */
export function postAt(url: string): PostAddress | null {
  const [, username, id] = POST.exec(url.trim()) ?? [];
  return username === undefined || id === undefined ? null : { username, id };
}

export const addressOf = ({ username, id }: PostAddress): string => `https://x.com/${username}/status/${id}`;

/** What a draft is about in X's own spelling; null where the address is no post's, or for `follow` no account's. */
export function targetAt({ kind, url }: Target): string | null {
  if (kind !== 'follow') {
    const post = postAt(url);
    // Where a share button leaves the name out, only X knows whose it is.
    return post === null || post.username === 'i' ? null : addressOf(post);
  }
  const [, username] = ACCOUNT.exec(url.trim()) ?? [];
  return username === undefined || PAGES.includes(username.toLowerCase()) ? null : `https://x.com/${username}`;
}
