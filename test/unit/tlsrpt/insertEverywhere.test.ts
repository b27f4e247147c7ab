import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { check } from '../../../server/src/checks.js';
import { expandedZone } from '../../../server/src/expandedZone.js';
import { applyEdits } from '../../../server/src/span.js';
import { planInsert } from '../../../server/src/tlsrpt/insert.js';
import { ZoneDocument } from '../../../server/src/zone/document.js';
import { differences, missing } from '../../differential/compare.js';
import { origin, zones } from '../../differential/zones.js';

const value = '"v=TLSRPTv1; rua=mailto:tls@example.net"';

/** The records of a zone that loads. */
function records(text: string): readonly string[] | undefined {
  const octets = Buffer.from(text).toString('latin1');
  const expanded = expandedZone({ name: 'zone', text: octets }, { origin, octets: true });
  return 'lines' in expanded ? expanded.lines : undefined;
}

const rules = (text: string) => check('zone', text, { origin }).findings.map(({ rule }) => rule);

test('what is inserted into any zone that loads is there, alone, and draws no finding', {
  skip: missing,
}, async () => {
  const results: string[] = [];
  fc.assert(
    fc.property(
      zones,
      fc.constantFrom('example.com.', 'sub.example.com.', 'www.example.com.'),
      fc.constantFrom(undefined, 300, 86_400),
      (text, domain, ttl) => {
        const before = records(text);
        const owner = `_smtp._tls.${domain}`;
        // An alias there, or a name that is an alias, takes no record beside it.
        if (before === undefined || before.some((line) => line.toLowerCase().startsWith(`${owner} `))) return;
        const zone = new ZoneDocument(text, { origin });
        const rua = ['mailto:tls@example.net'];
        const plan = planInsert(zone, { domain, rua, ttl, replace: true });
        const result = applyEdits(text, plan.edits);
        const now = records(result);
        assert.ok(now, result);
        const came = now.filter((line) => !before.includes(line));
        assert.equal(came.length, 1, result);
        assert.match(came[0] ?? '', /^_smtp\._tls\.\S+ \d+ IN TXT /);
        assert.ok(
          came[0]?.toLowerCase().startsWith(`${owner} ${ttl ?? ''}`) && came[0].endsWith(` IN TXT ${value}`),
          came[0],
        );
        assert.deepEqual(
          before.filter((line) => !now.includes(line)),
          [],
          result,
        );
        const had = rules(text);
        assert.deepEqual(
          rules(result).filter(
            (rule) => !had.includes(rule) && !(rule === 'tlsrpt/short-ttl' && ttl === 300),
          ),
          [],
          result,
        );
        results.push(result);
      },
    ),
    { numRuns: 300, seed: 8460 },
  );
  assert.ok(results.length > 50, `only ${results.length} zones load`);
  for (const [index, difference] of (await differences(results)).entries()) {
    assert.equal(difference, undefined, results[index]);
  }
});
