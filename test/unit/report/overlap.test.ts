import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { getLanguageService, TextDocument } from 'vscode-json-languageservice';
import { checkReportText, fixture, reports } from './corpus.js';

const good = fixture('mox');

/** Mistakes in the JSON and in the report, each in a text of its own. */
const damaged: readonly string[] = [
  good.replace('"report-id"', '"report-id": "a", "report-id"'),
  good.replace('"policies"', '"policies": [], "policies"'),
  good.replace('"report-id":', '"report-id"'),
  good.replace('"report-id"', 'report-id'),
  good.replace('"report-id"', "'report-id'"),
  good.replace('"contact-info"', '// a comment\n"contact-info"'),
  good.replace(/\]\s*\}\s*$/, '],}'),
  good.replace(/,\s*"report-id"/, ' "report-id"'),
  good.replace(/"contact-info": ?"[^"]*"/, '"contact-info": "a\\x"'),
  good.replace(/"contact-info": ?"[^"]*"/, '"contact-info": "a\nb"'),
  good.replace(/"contact-info": ?"[^"]*"/, '"contact-info": nobody'),
  good.replace(/"contact-info": ?"[^"]*"/, '"contact-info": 1, "x": 01'),
  good.replace(/"total-successful-session-count": ?\d+/, '"total-successful-session-count": "12"'),
  good.replace(/"total-successful-session-count": ?\d+/, '"total-successful-session-count": 1.5'),
  good.replace(/"start-datetime": ?"[^"]*"/, '"start-datetime": "yesterday"'),
  good.replace('"policies"', '"policy"'),
  good.slice(0, good.length / 2),
  good.slice(0, good.indexOf('"report-id"')),
  `${good}}`,
  `${good}${good}`,
  good.replace(/^\{/, ''),
];

/** What VS Code's own JSON support says; with the schema, where the user has given it to VS Code. */
async function editorSays(text: string, withSchema: boolean) {
  const service = getLanguageService({});
  service.configure({
    validate: true,
    allowComments: false,
    schemas: withSchema
      ? [
          {
            uri: 'file:///schema.json',
            fileMatch: ['*'],
            schema: JSON.parse(readFileSync('schemas/tlsrpt-report.schema.json', 'utf8')) as object,
          },
        ]
      : [],
  });
  const document = TextDocument.create('file:///report.json', 'json', 1, text);
  const found = await service.doValidation(document, service.parseJSONDocument(document));
  return found.map(({ range, message }) => ({
    message,
    start: document.offsetAt(range.start),
    end: document.offsetAt(range.end),
  }));
}

test('nothing is said twice in VS Code: its own JSON support and this server never mark the same text', async (t) => {
  for (const text of [...damaged, ...reports(t).map((report) => report.text)]) {
    assert.ok(!damaged.includes(text) || text !== good, 'the change changes something');
    for (const withSchema of [false, true]) {
      for (const theirs of await editorSays(text, withSchema)) {
        const same = checkReportText(text).filter(
          (ours) => ours.start < theirs.end && theirs.start < ours.end,
        );
        const where = JSON.stringify(text.slice(theirs.start, theirs.end));
        assert.deepEqual(
          same.map(({ rule }) => rule),
          [],
          `${theirs.message} at ${where}, schema: ${withSchema}`,
        );
      }
    }
  }
});

test('where no editor says so, the server says every mistake in the JSON that VS Code would', async () => {
  for (const text of damaged) {
    const theirs = await editorSays(text, false);
    const ours = checkReportText(text, { jsonSyntax: true }).filter(({ rule }) =>
      /^report\/(?:json-syntax|duplicate-member)$/.test(rule),
    );
    assert.equal(ours.length > 0, theirs.length > 0, `${theirs[0]?.message}: ${text.slice(0, 200)}`);
  }
});
