import { architectureFile } from './architecture.js';
import { configSchemaFile } from './configSchema.js';
import { exampleFiles } from './examples.js';
import type { GeneratedFile } from './generated.js';
import { grammarFiles } from './grammar/files.js';
import { rulePageFiles } from './rules.js';

/** Every generated file of the project: add a generator here. */
export function generatedFiles(): GeneratedFile[] {
  return [...rulePageFiles(), ...exampleFiles(), architectureFile(), configSchemaFile(), ...grammarFiles()];
}
