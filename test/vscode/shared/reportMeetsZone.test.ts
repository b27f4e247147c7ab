import assert from 'node:assert/strict';
import { commands, Range, Selection, TextEditorRevealType, window, workspace } from 'vscode';
import { closeAll, file, until } from '../host/editor.js';
import { needPage, suite, test } from '../host/harness.js';
import { page, shown } from '../host/page.js';

suite('the report meets the zone', () => {
  test('the summary says what disagrees with zones that are not open, leads there, and follows them', async () => {
    needPage();
    await window.showTextDocument(file('reports/every-result-type.json'));
    await commands.executeCommand('tlsRpt.openSummary');
    const bare = '#zone li >> text=The reported policy does not cover the MX mx2.example.net.';
    await shown(bare);
    assert.equal(
      workspace.textDocuments.some(({ uri }) => uri.path.endsWith('/db.example.net')),
      false,
    );
    await page.screenshot('report-meets-zone');

    await page.click('webview', '#zone-0-open');
    const editor = await until('the zone', window.onDidChangeTextEditorSelection, () => {
      const active = window.activeTextEditor;
      return (
        active?.document.uri.path.endsWith('/zones/db.example.net') && !active.selection.isEmpty && active
      );
    });
    const { start } = editor.selection;
    const before = editor.document.getText(editor.selection);
    assert.equal(before.replace(/\s+/g, ' '), 'MX 20 mx2');

    const other = 'MX 20 old-mx';
    await editor.edit((edit) => edit.replace(editor.selection, other));
    await page.waitFor('webview', bare, 'gone');
    // Not by Revert: the page may be active again, the click in it being noticed late.
    const written = new Range(start, start.translate(0, other.length));
    await editor.edit((edit) => edit.replace(written, before));
    await page.waitFor('webview', bare);
    await editor.document.save();
    await closeAll();
  });

  test('a lens over the TLS-RPT record says what the reports say, and leads to them', async () => {
    needPage();
    const editor = await window.showTextDocument(file('zones/db.example.net'));
    const line = editor.document
      .getText()
      .split('\n')
      .findIndex((text) => text.startsWith('_smtp._tls '));
    editor.selection = new Selection(line, 0, line, 0);
    editor.revealRange(editor.selection, TextEditorRevealType.InCenter);
    await page.waitFor(
      'workbench',
      '.codelens-decoration >> text=Reports of Example Webmail and 2 others until 2026-11-22:',
    );
    await page.screenshot('lens');
    await page.click('workbench', '.codelens-decoration a >> text=Reports of Example Webmail');
    await shown('#filter-domain');
    assert.equal(
      await page.evaluate(
        'webview',
        '#filter-domain',
        'document.querySelector("#filter-domain").selectedOptions[0].textContent',
      ),
      'example.net',
    );
    await closeAll();
  });

  test('a policy file that changes on the disk is compared again', async () => {
    needPage();
    const policy = file('mta-sts.example.net/mta-sts.txt');
    const before = await workspace.fs.readFile(policy);
    await window.showTextDocument(file('reports/every-result-type.json'));
    await commands.executeCommand('tlsRpt.openSummary');
    await shown('#zone li >> text=mode: testing → enforce');
    const text = new TextDecoder().decode(before).replace('mode: enforce', 'mode: none');
    await workspace.fs.writeFile(policy, new TextEncoder().encode(text));
    await page.waitFor('webview', '#zone li >> text=mode: testing → none');
    await workspace.fs.writeFile(policy, before);
    await closeAll();
  });

  test('a zone file that only a configuration tells to be one is compared too', async () => {
    needPage();
    const write = (path: string, text: string) =>
      workspace.fs.writeFile(file(path), new TextEncoder().encode(text));
    await write('named-zones/example.info', '@ MX 10 mx.example.info.\n');
    await write('named-zones/named.conf', 'zone "example.info" { file "/var/named/example.info"; };\n');
    const report = JSON.stringify({
      'organization-name': 'Example Mail',
      'date-range': { 'start-datetime': '2026-11-23T00:00:00Z', 'end-datetime': '2026-11-23T23:59:59Z' },
      'contact-info': 'a@example.net',
      'report-id': '1',
      policies: [
        {
          policy: {
            'policy-type': 'sts',
            'policy-string': ['version: STSv1', 'mode: enforce', 'mx: old.example.info', 'max_age: 604800'],
            'policy-domain': 'example.info',
          },
          summary: { 'total-successful-session-count': 1, 'total-failure-session-count': 0 },
        },
      ],
    });
    await write('named-zones/report.json', report);
    await window.showTextDocument(file('named-zones/report.json'));
    await commands.executeCommand('tlsRpt.openSummary');
    await shown('#zone li >> text=The reported policy does not cover the MX mx.example.info.');
    await closeAll();
    for (const name of ['example.info', 'named.conf', 'report.json']) {
      await workspace.fs.delete(file(`named-zones/${name}`));
    }
  });
});
