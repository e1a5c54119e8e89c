import type { X_PROBLEMS } from '../wire/faults.ts';

export type ProblemName = (typeof X_PROBLEMS)[number] | 'readOnly' | 'tooLong' | 'notForSelfServe';

interface Problem {
  readonly status: 400 | 401 | 402 | 403 | 404 | 429 | 500 | 503;
  readonly title: string;
  readonly detail: string;
  readonly type: string;
}

const TYPES = 'https://api.x.com/2/problems';

/** X's refusals with its own words, as far as they are known (sources in the project's notes on the X API). */
export const PROBLEMS: Readonly<Record<ProblemName, Problem>> = {
  unauthorized: { status: 401, title: 'Unauthorized', detail: 'Unauthorized', type: 'about:blank' },
  noCredit: {
    status: 402,
    title: 'CreditsDepleted',
    detail: 'Your enrolled account does not have any credits to fulfill this request.',
    type: `${TYPES}/credits`,
  },
  forbidden: {
    status: 403,
    title: 'Forbidden',
    detail: 'You are not permitted to perform this action.',
    type: 'about:blank',
  },
  readOnly: {
    status: 403,
    title: 'Forbidden',
    detail: 'Your client app is not configured with the appropriate oauth1 app permissions for this endpoint.',
    type: `${TYPES}/oauth1-permissions`,
  },
  duplicate: {
    status: 403,
    title: 'Forbidden',
    detail: 'You are not allowed to create a Tweet with duplicate content.',
    type: 'about:blank',
  },
  notForSelfServe: {
    status: 403,
    title: 'Forbidden',
    detail: 'Your access level does not allow this app to reply to, quote or repost posts of others.',
    type: 'about:blank',
  },
  tooLong: { status: 403, title: 'Forbidden', detail: 'Your Tweet text is too long.', type: 'about:blank' },
  invalid: {
    status: 400,
    title: 'Invalid Request',
    detail: 'One or more parameters to your request was invalid.',
    type: `${TYPES}/invalid-request`,
  },
  notFound: {
    status: 404,
    title: 'Not Found Error',
    detail: 'Could not find the resource.',
    type: `${TYPES}/resource-not-found`,
  },
  rateLimit15m: { status: 429, title: 'Too Many Requests', detail: 'Too Many Requests', type: 'about:blank' },
  rateLimit24h: { status: 429, title: 'Too Many Requests', detail: 'Too Many Requests', type: 'about:blank' },
  internal: {
    status: 500,
    title: 'Internal Server Error',
    detail: 'Something is broken.',
    type: `${TYPES}/internal-error`,
  },
  unavailable: { status: 503, title: 'Service Unavailable', detail: 'Service Unavailable', type: 'about:blank' },
};

/** A refusal, thrown by a handler and answered as `application/problem+json`. */
export class XProblem extends Error {
  readonly problem: ProblemName;
  readonly errors: readonly string[];

  constructor(problem: ProblemName, errors: readonly string[] = []) {
    super(problem);
    this.problem = problem;
    this.errors = errors;
  }
}

export function problemResponse(
  name: ProblemName,
  errors: readonly string[] = [],
  headers: Readonly<Record<string, string>> = {},
): Response {
  const { status, ...words } = PROBLEMS[name];
  const body = { ...words, status, ...(errors.length > 0 ? { errors: errors.map((message) => ({ message })) } : {}) };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  });
}
