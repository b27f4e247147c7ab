import { commands, type Diagnostic, Range, Selection, TextEditorRevealType, window } from 'vscode';
import { closeAll, diagnostics, open, rule } from '../vscode/host/editor.js';
import { test } from '../vscode/host/harness.js';
import { page } from '../vscode/host/page.js';
import { useTheme } from './theme.js';

/** Shows the example zone with the cursor in the first finding of a rule. */
async function at(id: string): Promise<Diagnostic> {
  const { document } = await open('zones/example.com.zone');
  const isIt = (diagnostic: Diagnostic) => rule(diagnostic) === id;
  const found = (await diagnostics(document.uri, (now) => now.some(isIt))).find(isIt)!;
  const editor = window.activeTextEditor!;
  const { start } = found.range;
  editor.selection = new Selection(start, start);
  editor.revealRange(new Range(start.line - 9, 0, start.line + 14, 0), TextEditorRevealType.AtTop);
  await page.waitFor('workbench', '.squiggly-error');
  return found;
}

test('mistakes, and the hover of one', async () => {
  await useTheme('dark');
  await at('tlsrpt/unquoted-semicolon');
  await commands.executeCommand('editor.action.showHover');
  await page.waitFor('workbench', '.monaco-hover >> text=Quote the whole value');
  await page.picture('zone', '.part.editor');
  await closeAll();
});

test('quick fix', async () => {
  await useTheme('dark');
  await at('tlsrpt/unquoted-semicolon');
  await page.press('Control+.');
  await page.waitFor('workbench', '.action-widget >> text=Quote the whole value');
  await page.picture('quick-fix', '.part.editor');
  await page.press('Escape');
  await closeAll();
});
