import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  ConfigurationTarget,
  commands,
  languages,
  Position,
  type Uri,
  WorkspaceEdit,
  workspace,
} from 'vscode';
import { closeAll, file, notifications, open, span, until } from './host/editor.js';
import { skip, suite, test } from './host/harness.js';
import { page } from './host/page.js';

const program = 'named-checkzone';
const zone =
  '$ORIGIN example.com.\n$TTL 1h\n@ SOA ns1 hostmaster 41 4h 1h 4w 1h\n  NS ns1\nns1 A 192.0.2.1\n';

const needsProgram = (): void => {
  if (spawnSync(program, ['-v']).error !== undefined)
    skip(`${program} is not installed (Debian package bind9-utils)`);
};

/** What the program found, as `range severity message`. */
const found = (uri: Uri) =>
  languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === program)
    .map(({ range, severity, message }) => `${span(range)} ${severity} ${message}`);

const gone = (uri: Uri) =>
  until(`no finding of ${program}`, languages.onDidChangeDiagnostics, () => found(uri).length === 0);

const run = () => commands.executeCommand<{ loads: boolean } | undefined>('tlsRpt.checkZone');

suite('Check Zone with named-checkzone', () => {
  test('what BIND says of the unsaved text stands at its lines, until the next edit', async () => {
    needsProgram();
    const { document } = await open('zones/check.zone', zone);
    const edit = new WorkspaceEdit();
    edit.insert(document.uri, new Position(5, 0), '  www A 192.0.2 ; not yet\n@ MX 10 mail\n');
    await workspace.applyEdit(edit);
    assert.equal(document.isDirty, true);
    assert.deepEqual((await run())?.loads, false);
    assert.deepEqual(found(document.uri), ["5:2-5:25 0 unknown RR type 'www'"]);
    await page.screenshot('check-zone');
    const mend = new WorkspaceEdit();
    mend.delete(document.uri, document.lineAt(5).rangeIncludingLineBreak);
    await workspace.applyEdit(mend);
    await gone(document.uri);

    assert.deepEqual((await run())?.loads, true);
    assert.deepEqual(found(document.uri), [
      "5:0-5:12 1 example.com/MX 'mail.example.com' has no address records (A or AAAA)",
    ]);
    await closeAll();
    await gone(document.uri);
  });

  test('a sound zone has no finding', async () => {
    needsProgram();
    const { document } = await open('zones/check-sound.zone', zone);
    assert.deepEqual((await run())?.loads, true);
    assert.deepEqual(found(document.uri), []);
    await page.press('F1');
    await page.type('TLS-RPT: Check');
    await page.waitFor('workbench', '.quick-input-list >> text=Check Zone with named-checkzone');
    await page.press('Escape');
    assert.match(await notifications(), /example\.com\. loads with serial 41, and nothing is wrong\./);
    await closeAll();
  });

  test('an included file of the workspace has its own findings; none elsewhere is quoted', async () => {
    needsProgram();
    const included = file('zones/check.inc');
    await workspace.fs.writeFile(included, new TextEncoder().encode('a A 192.0.2\n'));
    const { document } = await open(
      'zones/check-include.zone',
      `${zone}$INCLUDE check.inc\n$INCLUDE /etc/passwd\n`,
    );
    assert.deepEqual((await run())?.loads, false);
    assert.deepEqual(found(included), ["0:0-0:11 0 near '192.0.2': bad dotted quad"]);
    const [only, ...others] = found(document.uri);
    assert.match(
      only ?? '',
      /^6:0-6:20 0 Findings in \/etc\/passwd, which is outside of the workspace: \d+\.$/,
    );
    assert.deepEqual(others, []);
    await closeAll();
    await workspace.fs.delete(included);
  });

  test('a file without an origin, and what is no zone, get a message', async () => {
    await open('zones/check-nameless', zone.slice(zone.indexOf('\n') + 1));
    await languages.setTextDocumentLanguage(
      await workspace.openTextDocument(file('zones/check-nameless')),
      'dns-zone',
    );
    assert.equal(await run(), undefined);
    assert.match(await notifications(), /needs the origin of the file, and nothing says it/);
    await open('zones/check.json', '{}');
    assert.equal(await run(), undefined);
    assert.match(await notifications(), /This works on a zone file/);
    await closeAll();
  });

  test('a workspace does not choose the program; what the user sets must be there', async () => {
    const { document } = await open('zones/check-setting.zone', zone);
    const settings = () => workspace.getConfiguration('tlsRpt.zone');
    await assert.rejects(
      Promise.resolve(settings().update('namedCheckzone', '/bin/sh', ConfigurationTarget.Workspace)),
    );
    await workspace.fs.writeFile(
      file('.vscode/settings.json'),
      new TextEncoder().encode('{ "tlsRpt.zone.namedCheckzone": "/bin/sh", "tlsRpt.zone.ownerHints": true }'),
    );
    await until('the settings are read', workspace.onDidChangeConfiguration, () =>
      workspace.getConfiguration('tlsRpt.zone').get('ownerHints'),
    );
    assert.equal(settings().get('namedCheckzone'), '');
    await workspace.fs.delete(file('.vscode'), { recursive: true });

    await settings().update('namedCheckzone', '/nowhere/named-checkzone', ConfigurationTarget.Global);
    assert.equal(await run(), undefined);
    assert.match(
      await notifications(),
      /must be the absolute path of a program, and \/nowhere\/named-checkzone is none/,
    );
    assert.deepEqual(found(document.uri), []);
    await settings().update('namedCheckzone', undefined, ConfigurationTarget.Global);
    await closeAll();
  });
});
