import assert from 'node:assert/strict';
import { commands, extensions } from 'vscode';
import { closeAll, notifications } from './host/editor.js';
import { suite, test } from './host/harness.js';
import { hasPage, page } from './host/page.js';

suite('the walkthrough', () => {
  test('shows every step with its picture, its words without marks, and a button that works', async () => {
    if (!hasPage) return;
    const { contributes } = extensions.getExtension('tls-rpt.tls-rpt')!.packageJSON;
    await commands.executeCommand('workbench.action.closeAllEditors');
    await commands.executeCommand('workbench.action.closeSidebar');
    await commands.executeCommand('workbench.action.openWalkthrough', 'tls-rpt.tls-rpt#start', false);
    for (const { id, title } of contributes.walkthroughs[0].steps) {
      const step = `[data-step-id="tls-rpt.tls-rpt#start#${id}"]`;
      await page.click('workbench', `${step} .step-title`);
      const words = await page.text('workbench', `.expanded${step}`);
      assert.ok(words.includes(title), words);
      assert.doesNotMatch(words, /[`*]{1,2}\w/);
      await page.waitFor('webview', 'svg');
    }
    await page.click('workbench', '[data-step-id="tls-rpt.tls-rpt#start#insert"] .step-title');
    await page.click('workbench', '.getting-started-step.expanded .monaco-button');
    assert.match(await notifications(), /A TLS-RPT record goes into a zone file: open one/);
    await commands.executeCommand('workbench.action.toggleSidebarVisibility');
    await closeAll();
  });
});
