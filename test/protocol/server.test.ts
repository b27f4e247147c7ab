import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TextEdit } from 'vscode-languageserver';
import { client, pulling, reportUri as uri } from './client.js';

/** A policy type that is no word of the RFC, in a report that lacks most else. */
const report = `{
  "report-id": "1",
  "contact-info": "a@example.com",
  "policies": [{ "policy": { "policy-type": "stss" } }]
}`;

test('says what it can do', async (t) => {
  const { initialized } = await client(t, pulling);
  const can = initialized.capabilities;
  assert.deepEqual(can.textDocumentSync, { openClose: true, change: 2, save: true });
  assert.deepEqual(can.codeActionProvider, {
    codeActionKinds: ['quickfix', 'refactor', 'source.fixAll.tlsRpt'],
    resolveProvider: true,
  });
  assert.deepEqual(can.executeCommandProvider, {
    commands: ['tls-rpt.insertRecord', 'tls-rpt.openRule'],
  });
  assert.deepEqual(can.diagnosticProvider, {
    identifier: 'tls-rpt',
    interFileDependencies: false,
    workspaceDiagnostics: false,
  });
});

test('answers findings with exact ranges, and nothing new while nothing changes', async (t) => {
  const { open, pull } = await client(t, pulling);
  await open(report);
  const first = await pull();
  const finding = first.items.find(({ code }) => code === 'report/unknown-policy-type');
  assert.deepEqual(finding?.range, { start: { line: 3, character: 45 }, end: { line: 3, character: 49 } });
  assert.deepEqual(await pull(first.resultId), { kind: 'unchanged', resultId: first.resultId });
});

test('follows the settings', async (t) => {
  const { connection, settings, open, pull } = await client(t, pulling);
  await open(report);
  const before = await pull();
  settings.rules = { 'report/unknown-policy-type': 'off', 'report/missing-member': 'hint' };
  await connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  const after = await pull(before.resultId);
  assert.equal(after.kind, 'full');
  assert.equal(
    after.items.some(({ code }) => code === 'report/unknown-policy-type'),
    false,
  );
  const missing = after.items.filter(({ code }) => code === 'report/missing-member');
  assert.ok(missing.length > 0);
  assert.ok(missing.every(({ severity }) => severity === 4));
});

test('pushes findings to a client that does not pull, in its language, and takes them back on closing', async (t) => {
  const { connection, open } = await client(t, {}, { locale: 'de-AT' });
  const pushed = () =>
    new Promise<{ diagnostics: { code: string; message: string }[] }>((resolve) => {
      const handler = connection.onNotification('textDocument/publishDiagnostics', (params) => {
        handler.dispose();
        resolve(params);
      });
    });
  const opened = pushed();
  await open(report);
  const finding = (await opened).diagnostics.find(({ code }) => code === 'report/unknown-policy-type');
  assert.equal(finding?.message, '„stss“ ist kein Richtlinientyp. Ist „sts“ gemeint?');
  const closed = pushed();
  await connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  assert.deepEqual((await closed).diagnostics, []);
});

test('takes the translations of a client that brings them', async (t) => {
  const messageWith = async (translations: unknown) => {
    const initializationOptions = { translations };
    const { open, pull } = await client(t, pulling, { locale: 'fr', initializationOptions });
    await open(report);
    return (await pull()).items.find(({ code }) => code === 'report/unknown-policy-type')?.message;
  };
  const template = '"{0}" is no policy type. Did you mean "{1}"?';
  const english = '"stss" is no policy type. Did you mean "sts"?';
  assert.equal(await messageWith(undefined), english);
  assert.equal(await messageWith({ [template]: '« {0} » non. « {1} » ?' }), '« stss » non. « sts » ?');
  assert.equal(await messageWith({ [template]: 1 }), english);
});

test('says nothing about other JSON', async (t) => {
  const { connection, open, pull } = await client(t, pulling);
  await open('{ "name": "x" }');
  assert.deepEqual((await pull()).items, []);
  const position = { line: 0, character: 4 };
  assert.equal(await connection.sendRequest('textDocument/hover', { textDocument: { uri }, position }), null);
  assert.deepEqual(
    await connection.sendRequest('textDocument/completion', { textDocument: { uri }, position }),
    [],
  );
});

test('explains and mends a value', async (t) => {
  const { connection, open } = await client(t, pulling);
  await open(report);
  const position = { line: 3, character: 46 };
  const hover = (await connection.sendRequest('textDocument/hover', {
    textDocument: { uri },
    position,
  })) as { range: object; contents: { kind: string; value: string } };
  assert.deepEqual(hover.range, { start: { line: 3, character: 44 }, end: { line: 3, character: 50 } });
  assert.match(hover.contents.value, /^\*\*policy\\-type\*\*\n\n/);
  const actions = (await connection.sendRequest('textDocument/codeAction', {
    textDocument: { uri },
    range: { start: position, end: position },
    context: { diagnostics: [], only: ['quickfix'] },
  })) as { isPreferred: boolean; edit: { changes: Record<string, object[]> } }[];
  const fix = actions.find(({ isPreferred }) => isPreferred);
  assert.deepEqual(fix?.edit.changes[uri], [
    { range: { start: { line: 3, character: 45 }, end: { line: 3, character: 49 } }, newText: 'sts' },
  ]);
});

test('fixes all for who asks', async (t) => {
  const { connection, open } = await client(t, pulling);
  await open(report);
  const range = { start: { line: 0, character: 0 }, end: { line: 4, character: 1 } };
  const ask = (only?: string[]) =>
    connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: [], ...(only && { only }) },
    }) as Promise<{ kind: string; edit: { changes: Record<string, TextEdit[]> } }[]>;
  assert.equal(
    (await ask()).some(({ kind }) => kind === 'source.fixAll.tlsRpt'),
    false,
  );
  const [action] = await ask(['source.fixAll']);
  assert.equal(action?.kind, 'source.fixAll.tlsRpt');
  const edits = action?.edit.changes[uri] ?? [];
  // Each mistake is mended where it is: the rest of the file is no part of it.
  assert.deepEqual(
    edits.map(({ range: { start, end }, newText }) => [
      `${start.line}:${start.character}-${end.line}:${end.character}`,
      newText.slice(0, 19),
    ]),
    [
      ['1:2-1:2', '"organization-name"'],
      ['3:45-3:49', 'sts'],
      ['3:50-3:50', ', "policy-domain": '],
      ['3:52-3:52', ', "summary": {"tota'],
    ],
  );
});

test('what is wrong with a report as JSON is said to an editor that does not say it itself', async (t) => {
  const text = '{ "report-id": "1", "report-id": "2", "policies": [], }';
  const rules = async (options: object) => {
    const { open, pull } = await client(t, pulling, options);
    await open(text);
    return (await pull()).items.map(({ code }) => code).filter((code) => /json-syntax|duplicate/.test(code));
  };
  assert.deepEqual(await rules({}), ['report/duplicate-member', 'report/json-syntax']);
  assert.deepEqual(await rules({ initializationOptions: { jsonSupport: true } }), []);
});
