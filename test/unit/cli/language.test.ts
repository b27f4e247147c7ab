import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languageOf } from '../../../server/src/language.js';
import { runIn } from './tool.js';

test('the language is that of the option, or of the locale', () => {
  assert.equal(languageOf('de', { LANG: 'en_US.UTF-8' }), 'de');
  assert.equal(languageOf(undefined, { LANG: 'de_AT.UTF-8' }), 'de');
  assert.equal(languageOf(undefined, { LC_ALL: 'en_GB', LANG: 'de_DE' }), 'en');
  assert.equal(languageOf(undefined, { LC_ALL: '', LC_MESSAGES: 'de', LANG: 'C' }), 'de');
  assert.equal(languageOf(undefined, {}), 'en');
});

test('messages and help are German where that is asked for, and English in the locale of any other language', async () => {
  const german = { code: 2, out: '', err: 'tls-rpt: Es gibt keinen Befehl x.\nHilfe: tls-rpt --help\n' };
  assert.deepEqual(await runIn('.', ['x', '--lang', 'de']), german);
  assert.deepEqual(await runIn('.', ['x'], { env: { LANG: 'de_DE.UTF-8' } }), german);
  assert.match((await runIn('.', ['--lang=de', 'lint', '--help'])).out, /^Aufruf:$/m);
  assert.match((await runIn('.', ['--lang=DE_at', 'lint', '--help'])).out, /^Aufruf:$/m);
  const french = await runIn('.', ['lint', '--help'], { env: { LANG: 'fr_FR.UTF-8' } });
  assert.match(french.out, /^Usage:$/m);
  assert.equal(french.err, '');
});

test('a language that there is not is wrong usage, which the error says in that of the locale', async () => {
  const err = 'tls-rpt: fr is none of en, de, which --lang may be.\nTry: tls-rpt lint --help\n';
  assert.deepEqual(await runIn('.', ['lint', '--lang', 'fr', '.']), { code: 2, out: '', err });
  assert.deepEqual(await runIn('.', ['--lang=fr', 'lint', '--help']), { code: 2, out: '', err });
  assert.match(
    (await runIn('.', ['--lang', 'fr'], { env: { LANG: 'de' } })).err,
    /^tls-rpt: fr ist .* en, de/,
  );
  assert.match((await runIn('.', ['lint', '--lang'])).err, /^tls-rpt: The option --lang needs a value\.$/m);
});
