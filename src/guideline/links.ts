const SCHEME = /^https?:\/\//iu;

/**
 * Host of a link as a browser would reach it: lower case, punycode, without user info and port.
 * @returns undefined when a browser could not read the link.
 */
export function hostOf(url: string): string | undefined {
  const address = SCHEME.test(url) ? url : `https://${url}`;
  if (!URL.canParse(address)) return undefined;
  return new URL(address).hostname.replace(/\.$/u, '');
}

/** True for the domain itself and everything below it; never for a name that only ends in the same letters. */
export function isWithin(host: string, domain: string): boolean {
  const suffix = domain.toLowerCase();
  return host === suffix || host.endsWith(`.${suffix}`);
}
