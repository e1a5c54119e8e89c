import { randomUUID } from 'node:crypto';
import { z } from 'zod';

const times = z.number().int().positive().nullable().default(1);

export const X_PROBLEMS = [
  'unauthorized',
  'noCredit',
  'forbidden',
  'duplicate',
  'invalid',
  'notFound',
  'rateLimit15m',
  'rateLimit24h',
  'internal',
  'unavailable',
] as const;

/** Faults of the wire, the same for every server. */
const wireEffects = [
  z.strictObject({ kind: z.literal('resetBeforeRead') }),
  z.strictObject({ kind: z.literal('resetAfterRead') }),
  z.strictObject({ kind: z.literal('handledThenReset') }),
  z.strictObject({ kind: z.literal('noAnswer'), handled: z.boolean() }),
  z.strictObject({
    kind: z.literal('delay'),
    ms: z.number().nonnegative(),
    when: z.enum(['before', 'after']).default('before'),
  }),
  z.strictObject({ kind: z.literal('truncated') }),
  z.strictObject({ kind: z.literal('slowBody'), ms: z.number().nonnegative() }),
  z.strictObject({
    kind: z.literal('respond'),
    status: z.number().int().min(200).max(599),
    headers: z.record(z.string(), z.string()).default({}),
    body: z.string(),
  }),
  z.strictObject({ kind: z.literal('html'), status: z.number().int().min(400).max(599).default(503) }),
] as const;

const slackEffects = [
  z.strictObject({ kind: z.literal('rateLimited'), retryAfter: z.number().nonnegative() }),
  z.strictObject({ kind: z.literal('error'), error: z.string(), handled: z.boolean().default(false) }),
] as const;

const xEffects = [
  z.strictObject({ kind: z.literal('problem'), problem: z.enum(X_PROBLEMS) }),
  z.strictObject({ kind: z.literal('okWithErrors') }),
] as const;

const effect = z.discriminatedUnion('kind', [...wireEffects, ...slackEffects, ...xEffects]);

export const faultRuleSchema = z.strictObject({
  service: z.enum(['slack', 'x']),
  operation: z.string().min(1),
  effect,
  times,
  skip: z.number().int().nonnegative().default(0),
  textIncludes: z.string().optional(),
});

export type FaultEffect = z.infer<typeof effect>;
export type WireEffect = Exclude<FaultEffect, { kind: 'rateLimited' | 'error' | 'problem' | 'okWithErrors' | 'html' }>;
export type Service = 'slack' | 'x';
export type FaultRuleInput = z.input<typeof faultRuleSchema>;
export type FaultRule = z.infer<typeof faultRuleSchema> & { readonly id: string };

/** The switches. A rule is used up by the requests that it hits. */
export class FaultSwitches {
  #rules: FaultRule[] = [];
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  add(input: FaultRuleInput): FaultRule {
    const rule = { ...faultRuleSchema.parse(input), id: randomUUID() };
    this.#rules.push(rule);
    this.#changed();
    return rule;
  }

  remove(id: string): void {
    this.#rules = this.#rules.filter((rule) => rule.id !== id);
    this.#changed();
  }

  clear(): void {
    this.#rules = [];
    this.#changed();
  }

  list(): readonly FaultRule[] {
    return this.#rules;
  }

  /**
   * The trouble that this request meets, if any.
   * @param body reads the request's body; called only when a rule asks for a text, because reading is itself observable.
   */
  async take(service: Service, operation: string, body: () => Promise<string>): Promise<FaultEffect | undefined> {
    const candidates = this.#rules.filter(
      (rule) => rule.service === service && (rule.operation === operation || rule.operation === '*'),
    );
    for (const rule of candidates) {
      if (rule.textIncludes !== undefined && !(await body()).includes(rule.textIncludes)) continue;
      if (!this.#rules.includes(rule)) continue;
      if (rule.skip > 0) {
        rule.skip -= 1;
        continue;
      }
      if (rule.times !== null) {
        rule.times -= 1;
        if (rule.times === 0) this.remove(rule.id);
      }
      return rule.effect;
    }
    return undefined;
  }
}
