import type { Violation } from './blocks/validate.ts';
import { sentence } from './blocks/validate.ts';

/** A refusal of the Web API: `{ ok: false, error, … }`. */
export class SlackError extends Error {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, details: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

/** A refusal that names what is wrong in the blocks, the view or the arguments. */
export function invalid(code: string, violations: readonly Violation[]): SlackError {
  const sentences = violations.map((each) => (each.pointer === '' ? each.message : sentence(each)));
  return new SlackError(code, {
    errors: sentences,
    response_metadata: { messages: sentences.map((each) => `[ERROR] ${each}`) },
  });
}

export function missingArgument(name: string): SlackError {
  return invalid('invalid_arguments', [{ pointer: '', message: `missing required field: ${name}` }]);
}

/** What a person cannot do in a Slack client: press what is not there, choose what is not offered. */
export class PersonError extends Error {}
