import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import manifest from '../../package.json' with { type: 'json' };
import { check } from '../../server/src/checks.js';
import { resultTypes } from '../../server/src/report/schema.js';
import { missing, namedCheckzone } from './checkzone.js';
import { folderWith } from './cli/tool.js';

interface Snippet {
  readonly prefix: readonly string[];
  readonly description: string;
  readonly body: readonly string[];
}

const snippetsOf = (file: string): Record<string, Snippet> =>
  JSON.parse(readFileSync(`snippets/${file}.json`, 'utf8'));

const now: Readonly<Record<string, string>> = {
  YEAR: '2026',
  MONTH: '11',
  DATE: '24',
  HOUR: '09',
  MINUTE: '30',
  SECOND: '05',
};

/** What a snippet makes of itself where nobody fills anything in. */
function expand({ body }: Snippet): string {
  return body
    .join('\n')
    .replace(/\$\{CURRENT_([A-Z]+)\}|\$CURRENT_(YEAR|MONTH|DATE|HOUR|MINUTE|SECOND)/g, (_, long, short) => {
      return now[long ?? short] ?? assert.fail(long);
    })
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$\{\d+\|([^,|]*)[^}]*\}/g, '$1')
    .replace(/(?<!\\)\$\d/g, '')
    .replaceAll('\\$', '$');
}

test('the manifest has every snippet, each with a description and a prefix of its own', () => {
  const files = manifest.contributes.snippets.map(({ path }) => path);
  assert.deepEqual(files, [
    './snippets/dns-zone.json',
    './snippets/mta-sts-policy.json',
    './snippets/tls-report.json',
  ]);
  for (const { language, path } of manifest.contributes.snippets) {
    const prefixes = new Set<string>();
    for (const [name, { prefix, description }] of Object.entries<Snippet>(
      JSON.parse(readFileSync(path, 'utf8')),
    )) {
      assert.ok(description.length > 10, name);
      for (const word of prefix) {
        assert.ok(!prefixes.has(word), `${language}: ${word} twice`);
        prefixes.add(word);
      }
    }
  }
});

test('BIND loads the zone snippet, and every record in it', { skip: missing }, (context) => {
  const snippets = snippetsOf('dns-zone');
  const zone = expand(snippets.Zone!);
  const records = Object.values(snippets).filter(
    ({ body }) => body[0]?.startsWith('_') && !body[0].startsWith('_smtp'),
  );
  const folder = folderWith(context, { 'db.example.com': `${zone}${records.map(expand).join('')}` });
  const { status, stdout } = namedCheckzone('example.com', 'db.example.com', folder.path);
  assert.equal(status, 0, stdout);
  assert.match(stdout, /loaded serial 2026112401/);
  assert.match(stdout, /^OK$/m);
});

test('the report snippets are reports in which only placeholders are left to fill in', () => {
  const snippets = snippetsOf('tls-report');
  const report = expand(snippets['TLS report']!);
  const rulesIn = (text: string) => [
    ...new Set(check('report', text, { jsonSyntax: true }).findings.map(({ rule }) => rule)),
  ];
  assert.deepEqual(rulesIn(report), ['report/placeholder']);
  const detail = expand(snippets['TLS report: failure detail']!);
  for (const [name, snippet] of Object.entries(snippets)) {
    if (name.includes('polic')) {
      const policy = JSON.parse(expand(snippet));
      const explained = { ...policy, summary: { ...policy.summary, 'total-failure-session-count': 1 } };
      explained['failure-details'] = [JSON.parse(detail)];
      for (const entry of [policy, explained]) {
        const whole = JSON.stringify({ ...JSON.parse(report), policies: [entry] });
        assert.deepEqual(rulesIn(whole), ['report/placeholder'], name);
      }
    }
  }
});

test('the failure snippet offers every result type', () => {
  const [, choice] = snippetsOf('tls-report')['TLS report: failure detail']!.body;
  assert.deepEqual(/\|(.*)\|/.exec(choice ?? '')?.[1]?.split(','), [...resultTypes.keys()]);
});

test('the policy snippet is a policy without findings', () => {
  const [snippet] = Object.values(snippetsOf('mta-sts-policy'));
  const text = expand(snippet!);
  assert.equal(text, 'version: STSv1\nmode: testing\nmx: mx1.example.com\nmax_age: 604800\n');
  assert.deepEqual(check('policy', text).findings, []);
});
