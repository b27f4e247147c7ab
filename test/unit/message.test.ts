import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { figure, localize, msg, percentage } from '../../server/src/message.js';

test('fills placeholders in the bundle’s language, and in English without it', () => {
  const message = msg('{0} octets, at most {1}', 300, 255);
  assert.equal(localize(message), '300 octets, at most 255');
  assert.equal(
    localize(message, { '{0} octets, at most {1}': 'höchstens {1} Oktette, hier {0}' }),
    'höchstens 255 Oktette, hier 300',
  );
});

test('leaves a placeholder without a value as it is', () => {
  assert.equal(localize(msg('{0} and {1}', 'a')), 'a and {1}');
});

test('messages inside a message are translated too, a list of them with commas', () => {
  const german = { '{0}: {1}': '{0}: {1}', fields: 'Felder', name: 'Name', port: 'Port' };
  const message = msg('{0}: {1}', msg('fields'), [msg('name'), msg('port')]);
  assert.equal(localize(message), 'fields: name, port');
  assert.equal(localize(message, german), 'Felder: Name, Port');
});

test('counts and shares are written as the language does, plain numbers as they are', () => {
  const message = msg('{0} of {1} in line {2}', figure(1234), percentage(0.0234), 5678);
  assert.equal(localize(message), '1,234 of 2.3% in line 5678');
  assert.equal(localize(message, {}, 'de'), '1.234 of 2,3\u00a0% in line 5678');
  assert.equal(localize(figure(1_000_000), {}, 'de'), '1.000.000');
  assert.deepEqual(
    [0, 0.0004, 0.0005, 0.9996, 1].map((share) => localize(percentage(share))),
    ['0%', '<\u00a00.1%', '0.1%', '99.9%', '100%'],
  );
});

test('writes numbers as Intl.NumberFormat does', () => {
  const counts = fc.oneof(fc.nat(), fc.maxSafeNat());
  const numbers = fc.oneof(
    counts,
    counts.map((seconds) => seconds / 86_400),
    counts.map((seconds) => seconds / 3600),
  );
  const shares = fc
    .tuple(counts, counts)
    .map(([a, b]) => Math.min(a, b) / Math.max(a, b, 1))
    .filter((share) => share === 0 || share === 1 || (share >= 0.0005 && share <= 0.999));
  for (const language of ['en', 'de']) {
    const intl = (style: 'decimal' | 'percent') =>
      new Intl.NumberFormat(language, { style, maximumFractionDigits: 1 });
    fc.assert(
      fc.property(numbers, shares, (number, share) => {
        assert.equal(localize(figure(number), {}, language), intl('decimal').format(number));
        assert.equal(localize(percentage(share), {}, language), intl('percent').format(share));
      }),
      {
        numRuns: 500,
        examples: [
          [0.35, 0.0235],
          [1000, 0.57],
          [999.95, 0.9985],
        ],
      },
    );
  }
});
