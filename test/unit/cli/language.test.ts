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

test('messages and help are German where that is asked for, and English in any other language', async () => {
  const german = { code: 2, out: '', err: 'tls-rpt: Es gibt keinen Befehl x.\nHilfe: tls-rpt --help\n' };
  assert.deepEqual(await runIn('.', ['x', '--lang', 'de']), german);
  assert.deepEqual(await runIn('.', ['x'], { env: { LANG: 'de_DE.UTF-8' } }), german);
  assert.match((await runIn('.', ['--lang=de', 'lint', '--help'])).out, /^Aufruf:$/m);
  assert.match((await runIn('.', ['--lang=fr', 'lint', '--help'])).out, /^Usage:$/m);
});
