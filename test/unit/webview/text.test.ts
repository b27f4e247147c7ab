import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fill, numberFormats, safeLink, visible } from '../../../client/webview/parts/text.js';

test('characters that hide or turn text around are shown by their numbers', () => {
  assert.equal(visible('invoice\u202efdp.exe'), 'invoice⟨U+202E⟩fdp.exe');
  assert.equal(visible('a\u0000b\u001b[0m\u007f\u0085'), 'a⟨U+0000⟩b⟨U+001B⟩[0m⟨U+007F⟩⟨U+0085⟩');
  assert.equal(visible('exam\u200bple\u00ad.com\ufeff'), 'exam⟨U+200B⟩ple⟨U+00AD⟩.com⟨U+FEFF⟩');
  assert.equal(visible('\u2066\u{e0041}\ud800x'), '⟨U+2066⟩⟨U+E0041⟩⟨U+D800⟩x');
  assert.equal(visible('Grüße, 世界 😀 שלום'), 'Grüße, 世界 😀 שלום');
});

test('only https and mailto are links', () => {
  assert.equal(safeLink('https://example.net/a'), 'https://example.net/a');
  assert.equal(safeLink('mailto:a@example.net'), 'mailto:a@example.net');
  for (const href of [
    'javascript:alert(1)',
    'command:x',
    'http://example.net',
    'file:///etc/passwd',
    'data:,x',
    '//x',
    '',
  ]) {
    assert.equal(safeLink(href), undefined, href);
  }
});

test('templates are filled, and a missing value leaves its placeholder', () => {
  assert.equal(fill('{1} of {0}, {2}', 'b', 1), '1 of b, {2}');
  assert.equal(fill('{0}', '{1}', 'x'), '{1}');
});

test('a share is rounded down: only a whole is 100 %, only nothing 0 %', () => {
  const { share, count } = numberFormats('en');
  assert.equal(share(0.9999), '99.9%');
  assert.equal(share(1), '100%');
  assert.equal(share(0.0009), '<\u00a00.1%');
  assert.equal(share(0), '0%');
  assert.equal(count(12345), '12,345');
  assert.equal(numberFormats('de').count(12345), '12.345');
});
