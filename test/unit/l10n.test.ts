/** Every word that a person can read has its German, and nothing else is kept. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { sourceStrings } from '../../scripts/generate/strings.js';
import { schemaTexts } from '../../server/src/report/schema.js';
import { rdataTexts } from '../../server/src/zone/rdata/table.js';

type Strings = Readonly<Record<string, string>>;

const read = (path: string): Strings => JSON.parse(readFileSync(path, 'utf8'));

const placeholders = (text: string) => [...new Set(text.match(/\{\d+\}/g))].sort();

/** What Markdown and VS Code act on: code, links to commands. */
const marks = (text: string) => (text.match(/`[^`]*`|\(command:[^)]*\)/g) ?? []).sort();

suite('German', () => {
  const german = read('l10n/bundle.l10n.de.json');
  const called = sourceStrings(['server/src', 'client/src', 'client/webview']).map(({ text }) => text);
  const texts = [...new Set([...called, ...schemaTexts(), ...rdataTexts()])];

  test('has every message of server, client, pages and command line, and no other', () => {
    assert.deepEqual(Object.keys(german).sort(), texts.sort());
  });

  test('has the placeholders of the English', () => {
    for (const [english, translated] of Object.entries(german)) {
      assert.deepEqual(placeholders(translated), placeholders(english), english);
      assert.notEqual(translated.trim(), '', english);
    }
  });

  test('has every string of the manifest, with its code and its links', () => {
    const english = read('package.nls.json');
    const translated = read('package.nls.de.json');
    assert.deepEqual(Object.keys(translated), Object.keys(english));
    for (const [key, text] of Object.entries(english)) {
      const keys = marks(translated[key] ?? '').map((mark) => mark.replace('Strg', 'Ctrl'));
      assert.deepEqual(keys.sort(), marks(text), key);
    }
  });

  test('the manifest uses every string, and each is there', () => {
    const used = new Set(readFileSync('package.json', 'utf8').match(/(?<="%)[\w.]+(?=%")/g));
    assert.deepEqual([...used].sort(), Object.keys(read('package.nls.json')).sort());
  });
});
