import assert from 'node:assert/strict';
import { commands, env, type TabInputCustom, TabInputWebview, Uri, window, workspace } from 'vscode';
import { closeAll, file, until } from './host/editor.js';
import { needPage, suite, test } from './host/harness.js';
import { hasPage, page, shown } from './host/page.js';

const day = 'reports/2026-11/webmail.example.org!example.net!1794960000!1795046399!001.json.gz';
const mail = 'reports/relay.example.org!example.net!1794960000!1795046399!001.eml';

/** The input of the active tab, once it is of a view type. */
function tab(viewType: string): Promise<TabInputCustom | TabInputWebview> {
  return until(`a tab of ${viewType}`, window.tabGroups.onDidChangeTabs, () => {
    const input = window.tabGroups.activeTabGroup.activeTab?.input as TabInputCustom | undefined;
    return input?.viewType?.endsWith(viewType) === true && input;
  });
}

const editorOf = (ending: string) =>
  until(`an editor of ${ending}`, window.onDidChangeActiveTextEditor, () => {
    const editor = window.activeTextEditor;
    return editor?.document.uri.path.endsWith(ending) === true && editor;
  });

suite('reports', () => {
  test('a report opens its summary beside it; a click leads back to its JSON', async () => {
    needPage();
    const editor = await window.showTextDocument(file('reports/every-result-type.json'));
    await commands.executeCommand('tlsRpt.openSummary');
    await shown('h1');
    assert.match(await page.text('webview', 'h1'), /\d/);
    await page.click('webview', '#details-table-row-0');
    const selected = await until('a selection', window.onDidChangeTextEditorSelection, () => {
      // Without an editor in front, as the page is, the text of no selection would be all text.
      const selection = window.activeTextEditor?.selection;
      return selection !== undefined && !selection.isEmpty && editor.document.getText(selection);
    });
    assert.match(selected, /^\{[^{}]*"result-type": "starttls-not-supported"[^{}]*\}$/);
    assert.deepEqual(await page.axe('h1'), []);
    await page.screenshot('summary-beside');
  });

  test('the summary follows edits', async () => {
    needPage();
    const editor = await window.showTextDocument(file('reports/every-result-type.json'), { viewColumn: 1 });
    const text = editor.document.getText();
    const start = editor.document.positionAt(text.indexOf('Example Relay Operators'));
    await editor.edit((edit) => edit.insert(start, 'Renamed '));
    await page.waitFor('webview', '#organization >> text=Renamed Example Relay Operators');
    await closeAll();
  });

  test('a hidden summary comes back as it was left', async () => {
    needPage();
    await window.showTextDocument(file('reports/every-result-type.json'), { viewColumn: 1 });
    await commands.executeCommand('tlsRpt.openSummary');
    await shown('#details-table-filter');
    await page.fill('webview', '#details-table-filter', 'sts-');
    await page.waitFor('webview', '[role=status] >> text=3 of 11 shown');
    const group = window.tabGroups.all.find(({ activeTab }) => activeTab?.input instanceof TabInputWebview);
    await window.showTextDocument(file('named.conf'), { viewColumn: group?.viewColumn ?? 2 });
    await page.waitFor('webview', 'h1', 'gone');
    await commands.executeCommand('workbench.action.closeActiveEditor');
    await shown('[role=status] >> text=3 of 11 shown');
    await closeAll();
  });

  test('a gzip report opens as its summary, its JSON as a read-only document', async () => {
    await commands.executeCommand('vscode.open', file(day));
    await tab('tlsRpt.packedReport');
    if (hasPage) {
      await shown('#organization >> text=Example Webmail');
      await page.screenshot('summary-gzip');
      await page.click('webview', '#open-json');
    } else {
      await commands.executeCommand('tlsRpt.openReportJson', file(day));
    }
    const { document } = await editorOf('.json');
    assert.equal(document.uri.scheme, 'tls-rpt');
    assert.equal(document.languageId, 'json');
    assert.equal(JSON.parse(document.getText())['organization-name'], 'Example Webmail');
    assert.ok(document.lineCount > 20);
    await closeAll();
  });

  test('a mail opens as the summary of its report', async () => {
    await commands.executeCommand('vscode.open', file(mail));
    await tab('tlsRpt.packedReport');
    needPage();
    await shown('#contact >> text=tlsrpt@relay.example.org');
    await closeAll();
  });

  test('a mail without a report opens as text', async () => {
    const other = file('other.eml');
    const text = 'From: a@example.com\nSubject: lunch\n\nAt noon?\n';
    await workspace.fs.writeFile(other, new TextEncoder().encode(text));
    await commands.executeCommand('vscode.open', other);
    const { document } = await editorOf('other.eml');
    assert.equal(document.getText(), text);
    await until(
      'one tab',
      window.tabGroups.onDidChangeTabs,
      () => window.tabGroups.all.flatMap(({ tabs }) => tabs).length === 1,
    );
    await closeAll();
    await workspace.fs.delete(other);
  });

  test('what is no report says so in the page', async () => {
    needPage();
    const broken = file('broken.json.gz');
    await workspace.fs.writeFile(broken, new Uint8Array([0x1f, 0x8b, 8, 0, 1]));
    await commands.executeCommand('vscode.open', broken);
    await shown('[role=alert] >> text=The gzip data is damaged or cut short.');
    await workspace.fs.delete(broken);
    await closeAll();
  });

  test('copies and exports the summary', async () => {
    await commands.executeCommand('tlsRpt.copySummary', file('reports/every-result-type.json'));
    assert.match(await env.clipboard.readText(), /^# Example Relay Operators/);
    for (const [format, start] of [
      ['html', '<!DOCTYPE html>'],
      ['csv', 'file,organization'],
    ]) {
      const target = file(`out.${format}`);
      const report = file('reports/every-result-type.json');
      await commands.executeCommand('tlsRpt.exportSummary', report, format, target);
      const text = new TextDecoder().decode(await workspace.fs.readFile(target));
      assert.ok(text.startsWith(start ?? ''), text.slice(0, 80));
      await workspace.fs.delete(target);
    }
    await closeAll();
  });

  test('the reports of a folder add up, are filtered, opened, and followed', async () => {
    needPage();
    await commands.executeCommand('tlsRpt.openFolder', file('reports'));
    await shown('#days .columns svg');
    assert.deepEqual(await page.axe('h1'), []);
    await page.screenshot('dashboard');
    await page.click('webview', '#ip-table-row-0');
    await page.waitFor('webview', '.chip');
    const all = Number((await page.text('webview', '#reports-title .count')).trim());
    assert.ok(all > 0);
    await page.click('webview', '.chip');
    await page.waitFor('webview', '.chip', 'gone');
    const before = Number(await page.text('webview', '.figure:last-child dd'));
    assert.ok(before > all);
    const copy = file('reports/new/report.json');
    const text = new TextDecoder().decode(
      await workspace.fs.readFile(file('reports/every-result-type.json')),
    );
    const changed = text.replace('"report-id": "', '"report-id": "copy-');
    await workspace.fs.writeFile(copy, new TextEncoder().encode(changed));
    await page.waitFor('webview', `.figure:last-child dd >> text="${before + 1}"`);
    await workspace.fs.delete(Uri.joinPath(copy, '..'), { recursive: true });
    await page.waitFor('webview', `.figure:last-child dd >> text="${before}"`);
    await page.click('webview', '#reports-table-row-1');
    await tab('tlsRpt.packedReport');
    await closeAll();
  });

  test('a new report is about yesterday, and a report', async () => {
    await commands.executeCommand('tlsRpt.newReport');
    const document = window.activeTextEditor?.document;
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    assert.equal(
      JSON.parse(document?.getText() ?? '')['date-range']['start-datetime'],
      `${yesterday}T00:00:00Z`,
    );
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
