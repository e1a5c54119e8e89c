import { z } from 'zod';
import { type DraftEvent, type DraftEventType, draftEventSchema } from '../../src/draft/events.ts';

/**
 * Events made from what a stored event must look like: one of each type with every value of every list in it, so that a
 * new type, or a new value of a list, is covered by itself.
 */
export function everyEvent(): readonly DraftEvent[] {
  return samples((listed) => listed).map((event) => draftEventSchema.parse(event));
}

/** The first of this type. */
export function eventOf<T extends DraftEventType>(type: T): Extract<DraftEvent, { type: T }> {
  const event = everyEvent().find((each): each is Extract<DraftEvent, { type: T }> => each.type === type);
  if (event === undefined) throw new TypeError(`no event of type ${type}`);
  return event;
}

const NOWHERE = 'stands in no list';

/** The same with one value that stands in no list, each in one place where only listed values may. */
export function unlisted(): readonly unknown[] {
  const known = (listed: readonly unknown[]) => [...listed.slice(0, 1), NOWHERE];
  return samples(known).filter((event) => JSON.stringify(event).includes(NOWHERE));
}

type Schema = z.core.JSONSchema.BaseSchema;
type Choose = (listed: readonly unknown[]) => readonly unknown[];

function samples(choose: Choose): readonly unknown[] {
  const { oneOf = [] } = z.toJSONSchema(draftEventSchema);
  return oneOf.flatMap((schema) => valuesOf(schema, choose));
}

/** Values of the schema; the first is one of the ordinary sort, and each further one differs from it in one place. */
function valuesOf(schema: z.core.JSONSchema._JSONSchema, choose: Choose, name = ''): readonly unknown[] {
  if (typeof schema === 'boolean') return [];
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives !== undefined) return alternatives.flatMap((each) => valuesOf(each, choose, name));
  if (schema.const !== undefined) return choose([schema.const]);
  if (schema.enum !== undefined) return choose(schema.enum);
  if (Array.isArray(schema.type)) return schema.type.flatMap((type) => valuesOf({ ...schema, type }, choose, name));
  switch (schema.type) {
    case 'string':
      // An instant is also a text; a link has to be one.
      return [name === 'url' ? 'https://www.city.shinagawa.tokyo.jp/' : '2026-07-01T00:30:00.000Z'];
    case 'integer':
    case 'number':
      return [1];
    case 'boolean':
      return [true, false];
    case 'null':
      return [null];
    case 'array':
      return [valuesOf(one(schema.items), choose, name), []];
    case 'object':
      return schema.properties === undefined
        ? valuesOf(schema.additionalProperties ?? {}, choose).map((value) => ({ value }))
        : objectsOf(schema.properties, choose);
    default:
      throw new TypeError(`no sample of ${JSON.stringify(schema)}`);
  }
}

function objectsOf(properties: NonNullable<Schema['properties']>, choose: Choose): readonly unknown[] {
  const each = Object.entries(properties).map(([name, schema]) => [name, valuesOf(schema, choose, name)] as const);
  const first = Object.fromEntries(each.map(([name, [value]]) => [name, value]));
  return [first, ...each.flatMap(([name, [, ...others]]) => others.map((value) => ({ ...first, [name]: value })))];
}

function one(items: Schema['items']): z.core.JSONSchema._JSONSchema {
  if (items === undefined || Array.isArray(items)) throw new TypeError('an array without a schema of its items');
  return items;
}
