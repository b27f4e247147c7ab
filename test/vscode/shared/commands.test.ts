/** Every command where it does not apply: a clear message, and no exception. */
import assert from 'node:assert/strict';
import { commands, extensions, window } from 'vscode';
import { closeAll, notifications, open, until } from '../host/editor.js';
import { suite, test } from '../host/harness.js';
import { page } from '../host/page.js';

const onZones = [
  'insertRecord',
  'insertMtaSts',
  'copyRecord',
  'setOrigin',
  'incrementSerial',
  'showExpanded',
  'checkZone',
];
const onReports = ['openSummary', 'openReportJson', 'copySummary', 'exportSummary'];
const onFolders = ['copyFolder', 'exportFolder'];
/** They ask for what they need, or need nothing. */
const anywhere = [
  'checkPublished',
  'openFolder',
  'validateFolder',
  'newReport',
  'restartServer',
  'showOutput',
];

const zone =
  '$ORIGIN example.com.\n$TTL 1h\n@ SOA ns1 hostmaster 41 4h 1h 4w 1h\n  NS ns1\nns1 A 192.0.2.1\n';

async function say(names: readonly string[], message: RegExp): Promise<void> {
  for (const name of names) {
    await commands.executeCommand(`tlsRpt.${name}`);
    const said = await notifications();
    assert.match(said, message, `${name} says: ${said}`);
  }
}

/** The commands of the extension that the palette offers now, as it writes them. */
async function offered(): Promise<string[]> {
  await page.press('F1');
  await page.type('TLS-RPT: ');
  await page.waitFor('workbench', '.quick-input-list >> text=Restart Language Server');
  const rows = await page.texts('workbench', '.quick-input-list .monaco-list-row .label-name');
  await page.press('Escape');
  await page.waitFor('workbench', '.quick-input-widget', 'gone');
  return rows.flatMap((row) => /^TLS-RPT: (.*)$/.exec(row)?.[1] ?? []).sort();
}

const general = [
  'Check Published Record…',
  'New Report',
  'Reports of a Folder…',
  'Restart Language Server',
  'Show Output',
  'Validate Reports in Folder…',
];

suite('commands where they do not apply', () => {
  test('this test knows them all, and all are there', async () => {
    const extension = extensions.getExtension('tls-rpt.tls-rpt')!;
    await extension.activate();
    const { contributes } = extension.packageJSON;
    const listed = contributes.commands.map(({ command }: { command: string }) => command).sort();
    const known = [...onZones, ...onReports, ...onFolders, ...anywhere]
      .map((name) => `tlsRpt.${name}`)
      .sort();
    assert.deepEqual(known, listed);
    const registered = await commands.getCommands(true);
    assert.deepEqual(
      known.filter((command) => !registered.includes(command)),
      [],
    );
  });

  test('without an editor', async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    await say(onZones, /zone file: open one, and run the command again\.$/m);
    await say(onReports, /^Open a report \(\.json, \.json\.gz or \.eml\) first\.$/m);
    await say(onFolders, /^Open the reports of a folder first/m);
    assert.deepEqual(await offered(), general);
  });

  test('on a zone file, and on a page of it that cannot be changed', async () => {
    await open('zones/commands.zone', zone);
    await say(onReports, /^Open a report/m);
    await say(onFolders, /^Open the reports of a folder first/m);
    const reading = ['Copy Record As…', ...general].sort();
    const all = (await offered()).filter((name) => !name.includes('named-checkzone'));
    assert.deepEqual(
      all,
      [
        ...reading,
        'Increment SOA Serial',
        'Insert MTA-STS Record',
        'Insert TLS-RPT Record…',
        'Set Zone Origin…',
        'Show Expanded Zone',
      ].sort(),
    );
    await commands.executeCommand('tlsRpt.showExpanded');
    await until(
      'the expanded zone',
      window.onDidChangeActiveTextEditor,
      () => window.activeTextEditor?.document.uri.scheme === 'tls-rpt-zone',
    );
    assert.deepEqual(await offered(), reading);
    await closeAll();
  });

  test('on JSON that is no report, and on a report', async () => {
    await open('reports/plain.json', '{ "name": "no report" }\n');
    await say(onZones, /zone file: open one, and run the command again\.$/m);
    assert.deepEqual(await offered(), general);
    await open('reports/every-result-type.json');
    await page.waitFor('workbench', '.editor-actions [aria-label="Open Report Summary"]');
    assert.deepEqual(
      await offered(),
      ['Copy Report Summary as Markdown', 'Export Report Summary…', 'Open Report Summary', ...general].sort(),
    );
    await closeAll();
  });
});
