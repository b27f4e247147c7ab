import { commands, type Diagnostic, Range, Selection, TextEditorRevealType, window } from 'vscode';
import { closeAll, diagnostics, open, rule } from '../vscode/host/editor.js';
import { test } from '../vscode/host/harness.js';
import { page } from '../vscode/host/page.js';
import { useTheme } from './theme.js';

/** What the reports say, above a record. */
const lens = '.codelens-decoration >> text=Reports of';

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
  // It moves the lines below: a menu that is open would close.
  await page.waitFor('workbench', lens);
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

test('inserting a record: the destination, and the record before it is inserted', async () => {
  await useTheme('dark');
  const editor = await open('zones/db.example.net');
  editor.selection = new Selection(0, 0, 0, 0);
  const done = commands.executeCommand('tlsRpt.insertRecord');
  const widget = '.quick-input-widget';
  await page.waitFor('workbench', `${widget} >> text=1/4`);
  await page.press('Enter');
  await page.waitFor('workbench', `${widget} >> text=2/4`);
  await page.type('https://reports.example.org/v1');
  await page.waitFor('workbench', `${widget} >> text=Add https://reports.example.org/v1`);
  await page.press('Enter');
  await page.waitFor('workbench', `${widget} >> text=https://reports.example.org/v1`);
  await page.press('Enter');
  await page.waitFor('workbench', `${widget} >> text=3/4`);
  await page.press('Enter');
  await page.waitFor('workbench', `${widget} >> text=increment the serial`);
  await page.picture('wizard', '.quick-input-widget');
  await page.press('Escape');
  await done;
  await closeAll();
});

test('what the reports say about the domain of a record', async () => {
  await useTheme('dark');
  const editor = await open('zones/db.example.net');
  const line = editor.document
    .getText()
    .split('\n')
    .findIndex((text) => text.startsWith('_smtp._tls '));
  editor.selection = new Selection(line, 0, line, 0);
  editor.revealRange(editor.selection, TextEditorRevealType.InCenter);
  await page.waitFor('workbench', lens);
  await page.picture('code-lens', '.part.editor');
  await closeAll();
});
