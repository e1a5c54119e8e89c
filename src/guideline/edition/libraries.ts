import type { CompiledRule } from './compile-rule.ts';
import { compileRule } from './compile-rule.ts';
import type { Rule } from './edition.ts';
import type { TriedRule } from './examples.ts';
import { runExamples } from './examples.ts';
import type { LibraryFile } from './schema.ts';
import { librarySchema } from './schema.ts';
import type { SourceFile } from './source-file.ts';
import { shaped } from './source-file.ts';

/** A rule as several editions share it: everything but the provision. */
export interface SharedRule {
  readonly file: LibraryFile['rules'][number];
  readonly index: number;
  /** Undefined when it cannot be used; its library has been told why. */
  readonly compiled: CompiledRule | undefined;
}

interface Library {
  readonly source: SourceFile;
  readonly office: LibraryFile['exampleOffice'];
  readonly rules: readonly SharedRule[];
}

/** Libraries of rules, each held against its own schema, kinds and examples whether or not an edition uses them. */
export class Libraries {
  readonly #libraries: readonly Library[];
  readonly #rules = new Map<string, SharedRule>();
  /** False when a library could not be read: then it is not known which rules there are. */
  readonly complete: boolean;

  /** @param all whether no file was unreadable, which might have been a library. */
  constructor(sources: readonly SourceFile[], all: boolean) {
    this.#libraries = sources.flatMap((source) => this.#read(source) ?? []);
    this.complete = all && this.#libraries.length === sources.length;
  }

  #read(source: SourceFile): Library | undefined {
    const library = shaped(source, librarySchema);
    const rules = library?.rules.map((file, index): SharedRule => {
      if (this.#rules.has(file.id)) source.complain(['rules', index, 'id'], 'duplicate-rule', { rule: file.id });
      const rule = { file, index, compiled: compileRule(file, ['rules', index], source.complain) };
      this.#rules.set(file.id, rule);
      return rule;
    });
    return library && rules && { source, office: library.exampleOffice, rules };
  }

  get(id: string): SharedRule | undefined {
    return this.#rules.get(id);
  }

  /** Complains of every rule that no edition has and that does not say why. */
  expectUsed(used: ReadonlySet<string>): void {
    for (const { source, rules } of this.#libraries) {
      for (const { file, index } of rules) {
        if (file.unused === undefined && !used.has(file.id)) {
          source.complain(['rules', index], 'rule-unused', { rule: file.id });
        }
      }
    }
  }

  /** Tries the examples of all rules, each library's in its own example office. */
  runExamples(): void {
    const rules = [...this.#rules.values()].flatMap(({ compiled }): readonly Rule[] =>
      compiled === undefined ? [] : [{ ...compiled, citations: [], citationsOf: {} }],
    );
    const edition = { id: '', rules, form: NO_FORM, account: { name: '' } };
    for (const { source, office, rules: own } of this.#libraries) {
      const tried = own.flatMap(({ file, index, compiled }): readonly TriedRule[] =>
        compiled === undefined ? [] : [{ id: file.id, at: ['rules', index], examples: file.examples, shown: false }],
      );
      runExamples(tried, edition, office, source.complain);
    }
  }
}

const NO_FORM = { categories: [], emergency: false, priorApproval: false, targets: [] };
