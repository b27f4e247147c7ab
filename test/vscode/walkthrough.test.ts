import assert from 'node:assert/strict';
import { commands, extensions } from 'vscode';
import { closeAll, diagnostics, notifications, open } from './host/editor.js';
import { needPage, suite, test } from './host/harness.js';
import { page } from './host/page.js';

suite('the walkthrough', () => {
  test('shows every step with its picture, its words without marks, and a button that works', async () => {
    needPage();
    const { contributes } = extensions.getExtension('tls-rpt.tls-rpt')!.packageJSON;
    // A zone that is open already counts for the first step.
    await open('zones/example.com.zone');
    await commands.executeCommand('workbench.action.closeSidebar');
    await commands.executeCommand('workbench.action.openWalkthrough', 'tls-rpt.tls-rpt#start', false);
    await page.waitFor(
      'workbench',
      '[data-step-id="tls-rpt.tls-rpt#start#zone"] .codicon-getting-started-step-checked.complete',
    );
    await commands.executeCommand('workbench.action.closeAllEditors');
    await commands.executeCommand('workbench.action.openWalkthrough', 'tls-rpt.tls-rpt#start', false);
    for (const { id, title } of contributes.walkthroughs[0].steps) {
      const step = `[data-step-id="tls-rpt.tls-rpt#start#${id}"]`;
      await page.click('workbench', `${step} .step-title`);
      const words = await page.text('workbench', `.expanded${step}`);
      assert.ok(words.includes(title), words);
      assert.doesNotMatch(words, /[`*]{1,2}\w/);
      await page.waitFor('webview', 'svg');
    }
    // Each button does what its step says.
    const press = async (id: string) => {
      await commands.executeCommand('workbench.action.openWalkthrough', 'tls-rpt.tls-rpt#start', false);
      const step = `[data-step-id="tls-rpt.tls-rpt#start#${id}"]`;
      if ((await page.count('workbench', `.expanded${step}`)) === 0)
        await page.click('workbench', `${step} .step-title`);
      await page.click('workbench', `.expanded${step} .monaco-button`);
    };
    await press('zone');
    await page.waitFor('workbench', '.quick-input-widget');
    await page.press('Escape');
    await page.waitFor('workbench', '.quick-input-widget', 'gone');
    await press('insert');
    assert.match(await notifications(), /A TLS-RPT record goes into a zone file: open one/);
    await press('report');
    assert.match(await notifications(), /Open a report \(\.json, \.json\.gz or \.eml\) first\./);
    await press('folder');
    await page.waitFor('workbench', '.quick-input-widget');
    await page.press('Escape');
    await page.waitFor('workbench', '.quick-input-widget', 'gone');
    const { document } = await open('zones/example.com.zone');
    await diagnostics(document.uri, (found) => found.length > 0);
    await press('fix');
    await page.waitFor('workbench', '.markers-panel >> text=example.com.zone');
    // Each step is done now, the first by the zone that was opened.
    const done = '.getting-started-step .codicon-getting-started-step-checked.complete';
    await page.waitFor('workbench', `${done} >> nth=${contributes.walkthroughs[0].steps.length - 1}`);
    await commands.executeCommand('workbench.action.closePanel');
    await commands.executeCommand('workbench.action.toggleSidebarVisibility');
    await closeAll();
  });
});
