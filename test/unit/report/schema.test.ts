import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import Ajv from 'ajv';
import {
  policyTypes,
  resultTypes,
  schemaTexts,
  sectionLink,
  shapes,
  sideText,
} from '../../../server/src/report/schema.js';
import { reports } from './corpus.js';

const schema = JSON.parse(readFileSync('schemas/tlsrpt-report.schema.json', 'utf8'));

test('is a valid draft-07 schema that every real report passes', (t) => {
  const ajv = new Ajv({ strict: false, allErrors: true });
  const validate = ajv.compile(schema);
  for (const { name, text } of reports(t)) {
    assert.ok(validate(JSON.parse(text)), `${name}: ${JSON.stringify(validate.errors)}`);
  }
});

test('is permissive: VS Code’s own JSON support has nothing to report', () => {
  const source = JSON.stringify(schema);
  for (const keyword of [
    'required',
    'pattern',
    'additionalProperties',
    'minItems',
    'minimum',
    'const',
    'type',
  ]) {
    assert.ok(
      !new RegExp(`"${keyword}":(?!"(?:string|count|object|objects|strings)")`).test(source),
      keyword,
    );
  }
});

test('explains every member with its section', () => {
  assert.deepEqual(
    Object.values(shapes).map((shape) => [shape.name, shape.members.length]),
    [
      ['report', 5],
      ['dateRange', 2],
      ['entry', 3],
      ['policy', 4],
      ['summary', 2],
      ['failureDetail', 8],
    ],
  );
  for (const [name, definition] of Object.entries<{ properties?: Record<string, Record<string, string>> }>(
    schema.definitions,
  )) {
    for (const [member, property] of Object.entries(definition.properties ?? {})) {
      const spec = Object.values(shapes)
        .find((shape) => shape.name === name)
        ?.byName.get(member);
      assert.equal(
        property.markdownDescription,
        `${property.description}\n\n[RFC 8460, section ${spec?.section}](${sectionLink(spec?.section ?? '')})`,
      );
    }
  }
});

test('knows the 11 registered result types and the 3 policy types', () => {
  assert.deepEqual(
    [...resultTypes.values()].map((type) => [type.name, type.side, type.section, type.policyType]),
    [
      ['starttls-not-supported', 'receiver', '4.3.1', undefined],
      ['certificate-host-mismatch', 'receiver', '4.3.1', undefined],
      ['certificate-expired', 'receiver', '4.3.1', undefined],
      ['certificate-not-trusted', 'receiver', '4.3.1', undefined],
      ['validation-failure', 'receiver', '4.3.1', undefined],
      ['tlsa-invalid', 'DNS', '4.3.2.1', 'tlsa'],
      ['dnssec-invalid', 'DNS', '4.3.2.1', 'tlsa'],
      ['dane-required', 'sender', '4.3.2.1', 'tlsa'],
      ['sts-policy-fetch-error', 'policy host', '4.3.2.2', 'sts'],
      ['sts-policy-invalid', 'policy host', '4.3.2.2', 'sts'],
      ['sts-webpki-invalid', 'policy host', '4.3.2.2', 'sts'],
    ],
  );
  assert.deepEqual([...policyTypes.keys()], ['tlsa', 'sts', 'no-policy-found']);
});

test('offers every text for translation', () => {
  const texts = new Set(schemaTexts());
  for (const type of resultTypes.values()) {
    for (const message of [type.meaning, type.remedy, sideText(type.side)])
      assert.ok(texts.has(message.template));
  }
  for (const text of texts) assert.ok(!/[{}]/.test(text), text);
});
