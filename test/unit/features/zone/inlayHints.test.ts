import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownerHints } from '../../../../server/src/features/zone/inlayHints.js';
import { ZoneDocument } from '../../../../server/src/zone/document.js';

/** The text with its hints in brackets. */
function hinted(text: string, origin?: string, span = { start: 0, end: text.length }) {
  const zone = new ZoneDocument(text, { origin });
  const hints = [...ownerHints(zone, span)].reverse();
  return hints.reduce(
    (all, { offset, text: hint }) => `${all.slice(0, offset)}[${hint}]${all.slice(offset)}`,
    text,
  );
}

test('completes owners that are relative, left out, or the origin', () => {
  assert.equal(
    hinted(
      '@ NS ns1\n\tNS ns2\nwww A 192.0.2.1 ; x\n  A 192.0.2.2\nabs.example.com. A 192.0.2.3\n"b" A 192.0.2.4\n',
      'example.com.',
    ),
    '@[example.com.] NS ns1\n[example.com.]\tNS ns2\nwww[.example.com.] A 192.0.2.1 ; x\n' +
      '[www.example.com.]  A 192.0.2.2\nabs.example.com. A 192.0.2.3\n"b"[b.example.com.] A 192.0.2.4\n',
  );
});

test('knows the origin at each line', () => {
  assert.equal(
    hinted('$ORIGIN a.example.\nx A 192.0.2.1\n$ORIGIN .\ny A 192.0.2.2\n A 192.0.2.3\n'),
    '$ORIGIN a.example.\nx[.a.example.] A 192.0.2.1\n$ORIGIN .\ny[.] A 192.0.2.2\n[y.] A 192.0.2.3\n',
  );
});

test('says nothing where the origin is not known', () => {
  assert.equal(hinted('www A 192.0.2.1\n A 192.0.2.2\n'), 'www A 192.0.2.1\n A 192.0.2.2\n');
});

test('says nothing outside the span', () => {
  const text = 'a A 192.0.2.1\nb A 192.0.2.2\nc A 192.0.2.3\n';
  assert.equal(
    hinted(text, 'x.', { start: 14, end: 28 }),
    'a A 192.0.2.1\nb[.x.] A 192.0.2.2\nc A 192.0.2.3\n',
  );
});
