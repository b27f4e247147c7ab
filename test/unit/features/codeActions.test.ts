import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Range } from 'vscode-languageserver';
import { check } from '../../../server/src/checks.js';
import { type ActionContext, codeActions } from '../../../server/src/features/codeActions.js';
import { localize } from '../../../server/src/message.js';
import { OpenZone } from '../../../server/src/openZone.js';
import { atOnce, finish } from '../../../server/src/steps.js';

/** The quick fixes of a zone in a range, with what is otherwise in their context. */
const quickFixes = (document: OpenZone, range: Range, rest: Partial<ActionContext> = {}) => {
  const context: ActionContext = {
    document,
    checked: document.checked,
    check: (other) => atOnce(() => check('zone', other)),
    levels: {},
    say: (words) => localize(words),
    client: { resolvesEdits: true, takesVersions: true, opensPages: false },
    ...rest,
  };
  return finish(codeActions(context, { range, context: { diagnostics: [], only: ['quickfix'] } }));
};

const lines = (from: number, to: number, character: number): Range => ({
  start: { line: from, character: 0 },
  end: { line: to, character },
});

test('fixing all of a rule is worked out once for all of its findings at a place', () => {
  const head =
    '$ORIGIN example.com.\n$TTL 1h\n@ SOA ns1 hostmaster 1 2h 1h 4w 1h\n  NS ns1\nns1 A 192.0.2.1\n';
  const text = `${head}${[1, 2, 3, 4].map((i) => `h${i} AA 192.0.2.${i}\n`).join('')}`;
  const document = new OpenZone('file:///db', 'dns-zone', 1, text);
  let checks = 0;
  const ask = (from: number, to: number) => {
    checks = 0;
    return quickFixes(document, lines(from, to, 20), {
      check: (other) => {
        checks++;
        return atOnce(() => check('zone', other));
      },
      client: { resolvesEdits: false, takesVersions: true, opensPages: false },
    });
  };
  const all = (actions: ReturnType<typeof ask>) => actions.filter(({ title }) => title.startsWith('Fix all'));
  const one = all(ask(5, 5));
  const once = checks;
  assert.equal(one.length, 1);
  const four = all(ask(5, 8));
  assert.equal(checks, once);
  assert.equal(four.length, 4);
  for (const { edit } of four) assert.deepEqual(edit, one[0]?.edit);
  assert.equal(new Set(four.map(({ diagnostics }) => diagnostics?.[0]?.range.start.line)).size, 4);
});

test('of many findings that are selected the first hundred are offered fixes', () => {
  const text = `$ORIGIN example.com.\n${'h AA 192.0.2.1\n'.repeat(5000)}`;
  const document = new OpenZone('file:///db', 'dns-zone', 1, text);
  const actions = quickFixes(document, lines(0, 6000, 0), {
    client: { resolvesEdits: true, takesVersions: true, opensPages: true },
  });
  assert.equal(actions.filter(({ title }) => title.startsWith('Read about')).length, 100);
});

/** Lines of a zone, sound and with mistakes that are fixed or are not. */
const line = fc.constantFrom(
  'h AA 192.0.2.1',
  'h A 192.0.2.1',
  'h A 192.0.2.',
  'm MX 10 mail.example.com',
  '_smtp._tls TXT "v=TLSRPTv1; rua=me@example.com; rua=me@example.com"',
  '; a comment',
  't TXT "open',
  '',
);

test('with a selection they are the fixes of the shown findings that touch it, in their order', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), fc.nat(), fc.nat(), (written, one, other) => {
      const text = `$ORIGIN example.com.\n$TTL 1h\n${written.join('\n')}\n`;
      const document = new OpenZone('file:///db', 'dns-zone', 1, text);
      const { checked } = document;
      const [start, end] = [one % (text.length + 1), other % (text.length + 1)].sort((a, b) => a - b) as [
        number,
        number,
      ];
      const range = { start: document.positionAt(start), end: document.positionAt(end) };
      const actions = quickFixes(document, range, { levels: { 'zone/missing-trailing-dot': 'off' } });
      const offered = actions
        .filter(({ title }) => !/^(?:Silence|Fix all)/.test(title))
        .map(({ title, diagnostics }) => `${diagnostics?.[0]?.code}: ${title}`);
      const wanted = checked.findings
        .filter((finding) => finding.start <= end && finding.end >= start)
        .filter(({ rule }) => rule !== 'zone/missing-trailing-dot')
        .flatMap((finding) => checked.fixes(finding).map((fix) => `${finding.rule}: ${localize(fix.title)}`));
      assert.deepEqual(offered, wanted);
    }),
    { numRuns: 200 },
  );
});

test('a finding that is not shown is offered no fix, and to offer others asks for no more', () => {
  const text = `$ORIGIN example.com.\n$TTL 1h\n${'h AA 192.0.2.1\n'.repeat(3000)}`;
  const document = new OpenZone('file:///db', 'dns-zone', 1, text);
  const { checked } = document;
  let asked = 0;
  const ask = (from: number, to: number) => {
    asked = 0;
    return quickFixes(document, lines(from, to, 14), {
      checked: {
        get findings(): never {
          throw new Error('All findings are made.');
        },
        first: checked.first,
        fixes: (finding) => {
          asked++;
          return checked.fixes(finding);
        },
      },
    });
  };
  assert.ok(ask(900, 900).length > 0);
  assert.ok(asked < 5, `${asked} asked`);
  assert.equal(ask(2000, 2000).length, 0);
  assert.equal(ask(0, 3001).filter(({ title }) => title.startsWith('Silence')).length, 100);
  assert.ok(asked < 110, `${asked} asked`);
});
