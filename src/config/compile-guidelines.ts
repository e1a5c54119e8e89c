import { compileGuidelines } from '../guideline/edition/compiled.ts';
import { readCompiled, SHIPPED, writeCompiled } from './compiled-guidelines.ts';
import { editionFiles } from './files.ts';

/** The last step of a build: what guidelines that cannot be used are told of is told by the start. */
if (readCompiled() === null) {
  const compiled = compileGuidelines(editionFiles(SHIPPED, SHIPPED).files);
  if (compiled !== null) writeCompiled(compiled);
}
