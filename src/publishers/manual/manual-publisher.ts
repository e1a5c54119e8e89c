import type { Publisher } from '../../usecases/ports.ts';

/** For a network without an API (PIAZZA): an approval hands the text over, a person posts it and says where. */
export function createManualPublisher(): Publisher {
  return {
    sendsByItself: false,
    verifyAccount: async () => ({ ok: true, sinceId: null }),
    publish: async () => ({ outcome: 'handedOver' }),
    findSince: async () => ({ found: false, looked: false }),
    takeDown: async () => ({ outcome: 'byHand' }),
    readAddress: (url) => (isWebAddress(url) ? { id: null, url: url.trim() } : null),
  };
}

/** What its posts' addresses look like is not documented; a public page has a host with a dot and is served by https. */
function isWebAddress(url: string): boolean {
  return /^https:\/\/[^/?#@]+\.[a-z][^/?#@]*(?:[/?#]|$)/i.test(url.trim()) && URL.canParse(url.trim());
}
