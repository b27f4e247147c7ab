import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createRegistry } from 'vscode-tmgrammar-test/dist/common/index.js';
import { parseGrammarTestCase, runGrammarTestCase } from 'vscode-tmgrammar-test/dist/unit/index.js';

const grammar = (file: string, scopeName: string) => ({
  path: `syntaxes/${file}.tmLanguage.json`,
  scopeName,
});

const registry = createRegistry([
  grammar('dns-zone', 'text.zone_file'),
  grammar('mta-sts-policy', 'text.mta-sts-policy'),
]);

const folder = 'test/grammar/cases';

for (const file of readdirSync(folder)) {
  test(`the scopes in ${file} are those that its comments say`, async () => {
    const testCase = parseGrammarTestCase(readFileSync(`${folder}/${file}`, 'utf8'));
    assert.ok(testCase.assertions.length > 5);
    const failures = await runGrammarTestCase(registry, testCase);
    assert.deepEqual(
      failures.map(({ line, start, end, actual, missing, unexpected }) => ({
        line: line + 1,
        text: testCase.source[
          testCase.assertions.find((one) => one.testCaseLineNumber === line)?.sourceLineNumber ?? 0
        ]?.slice(start, end),
        actual: actual.join(' '),
        missing,
        unexpected,
      })),
      [],
    );
  });
}
