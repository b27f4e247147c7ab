import { catalogue, ruleIds } from '../../server/src/rules/catalogue.js';
import { levels } from '../../server/src/rules/levels.js';
import { rulePages } from '../../server/src/rules/pages/index.js';
import type { GeneratedFile } from './generated.js';

/** The JSON Schema of `.tls-rpt.json`: editors complete and explain the file by it. */
export function configSchemaFile(): GeneratedFile {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://raw.githubusercontent.com/tls-rpt/tls-rpt/main/schemas/tls-rpt-config.schema.json',
    title: 'tls-rpt configuration',
    description:
      'What a project says for every editor and command line that checks its zones, policies and reports. The file is named .tls-rpt.json; a folder without one follows the next one upwards.',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string' },
      rules: {
        description: 'The severity of rules, by id; off silences one.',
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(
          ruleIds.map((id) => [
            id,
            {
              description: `${rulePages[id].title}.`,
              default: catalogue[id].level,
              enum: levels,
            },
          ]),
        ),
      },
      origins: {
        description:
          'The origin of zone files that do not say it themselves: a glob, relative to this file, to a domain name. A plain path counts before a glob, then the first that fits.',
        type: 'object',
        additionalProperties: { type: 'string' },
        examples: [{ 'zones/db.example': 'example.com.' }],
      },
      ignore: {
        description:
          'Files and folders that are left out where a folder is checked: globs, relative to this file.',
        type: 'array',
        items: { type: 'string' },
        examples: [['vendor', '**/*.old']],
      },
    },
  };
  return {
    path: 'schemas/tls-rpt-config.schema.json',
    text: `${JSON.stringify(schema, undefined, 2)}\n`,
  };
}
