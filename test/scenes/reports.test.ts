import { commands, window } from 'vscode';
import { closeAll, file } from '../vscode/host/editor.js';
import { test } from '../vscode/host/harness.js';
import { page, shown } from '../vscode/host/page.js';
import { type Theme, useTheme } from './theme.js';

for (const theme of ['light', 'dark', 'high-contrast', 'high-contrast-light'] satisfies Theme[]) {
  test(`summary, ${theme}`, async () => {
    await useTheme(theme);
    await window.showTextDocument(file('reports/every-result-type.json'));
    await commands.executeCommand('tlsRpt.openSummary');
    await shown('h1');
    // The zone is read after the report.
    await shown('#zone');
    await page.picture(`summary-${theme}`, '.part.editor');
    await closeAll();
  });
}

test('folder', async () => {
  await useTheme('dark');
  await commands.executeCommand('tlsRpt.openFolder', file('reports/2026-11'));
  await shown('#days .columns svg');
  await page.picture('folder', '.part.editor');
  await closeAll();
});
