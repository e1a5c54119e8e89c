import type { Publisher } from '../../usecases/ports.ts';

/** For a network without an API (PIAZZA): an approval hands the text over, a person posts it and says where. */
/** @param pageUrl where its posts are read; null where it is not known. */
export function createManualPublisher(pageUrl: string | null = null): Publisher {
  const site = pageUrl === null ? null : siteOf(pageUrl);
  return {
    sends: () => false,
    verifyAccount: async () => ({ ok: true, sinceId: null }),
    prepare: async () => ({ ok: true, mediaIds: [] }),
    publish: async () => ({ outcome: 'handedOver' }),
    findSince: async () => ({ found: false, looked: false }),
    takeDown: async () => ({ outcome: 'byHand' }),
    readAddress: (url) => {
      if (!isWebAddress(url)) return null;
      return site !== null && siteOf(url.trim()) !== site ? 'elsewhere' : { id: null, url: url.trim() };
    },
    readTarget: ({ url }) => {
      if (!isWebAddress(url)) return null;
      return site !== null && siteOf(url.trim()) !== site ? null : url.trim();
    },
    lookAt: async () => null,
    readsAs: async () => 'unknown',
  };
}

/** www.example.jp and example.jp are one site. */
const siteOf = (url: string): string => new URL(url).hostname.replace(/^www\./u, '');

/** What its posts' addresses look like is not documented; a public page has a host with a dot and is served by https. */
function isWebAddress(url: string): boolean {
  return /^https:\/\/[^/?#@]+\.[a-z][^/?#@]*(?:[/?#]|$)/i.test(url.trim()) && URL.canParse(url.trim());
}
