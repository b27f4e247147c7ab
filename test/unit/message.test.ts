import assert from 'node:assert/strict';
import { test } from 'node:test';
import { localize, msg } from '../../server/src/message.js';

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
