import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import sarifSchema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import { Ajv } from 'ajv';
import { ruleIds } from '../../../server/src/rules/catalogue.js';
import { mailto, reversed } from './lintReports.js';
import { folderWith } from './tool.js';

interface SarifRun {
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
  readonly results: readonly { readonly ruleId: string }[];
}

suite('lint: SARIF', () => {
  test('is valid by the schema of OASIS, describes every rule and carries fixes', async (context) => {
    const folder = folderWith(context, { 'reports of ü/a.json': mailto, 'b.json': reversed });
    const { code, out } = await folder.run(['lint', '--format', 'sarif', '.']);
    assert.equal(code, 1);
    const log: { runs: [SarifRun] } = JSON.parse(out);
    // The schema is one of draft 04, and uses nothing that later drafts changed but the name of its id.
    const { $schema: _, id: $id, ...schema } = sarifSchema;
    const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile({
      $id,
      ...schema,
    });
    assert.ok(validate(JSON.parse(out)), JSON.stringify(validate.errors, undefined, 2));
    const [run] = log.runs;
    assert.deepEqual(
      run.tool.driver.rules.map(({ id }) => id),
      ruleIds,
    );
    const contact = run.results.find(({ ruleId }) => ruleId === 'report/bad-contact');
    assert.deepEqual(contact, {
      ruleId: 'report/bad-contact',
      ruleIndex: ruleIds.indexOf('report/bad-contact'),
      level: 'warning',
      message: {
        text: '"mailto:tlsrpt@mail.example.org" is no bare mail address such as "tls-reports@example.net".',
      },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'reports%20of%20%C3%BC/a.json', uriBaseId: 'ROOT' },
            region: { startLine: 7, startColumn: 20, endLine: 7, endColumn: 50 },
          },
        },
      ],
      fixes: [
        {
          description: { text: 'Change to tlsrpt@mail.example.org' },
          artifactChanges: [
            {
              artifactLocation: { uri: 'reports%20of%20%C3%BC/a.json', uriBaseId: 'ROOT' },
              replacements: [
                {
                  deletedRegion: { startLine: 7, startColumn: 20, endLine: 7, endColumn: 50 },
                  insertedContent: { text: 'tlsrpt@mail.example.org' },
                },
              ],
            },
          ],
        },
      ],
    });
  });
});
