/** Runs inside VS Code for the bench's row `start`: opens the first zone file, and writes what that took. */
import { writeFileSync } from 'node:fs';
import { commands, Disposable, type Event, languages, type Uri, window, workspace } from 'vscode';
import type { StartTimes } from '../../scripts/bench/rows/start.js';
import { file, until } from '../vscode/host/editor.js';
import { page } from '../vscode/host/page.js';

const zone = 'bench.example.zone';

export async function run(): Promise<void> {
  // By then VS Code and its own extensions have done what they do with any document.
  await window.showTextDocument(await workspace.openTextDocument(file('plain.txt')));
  await page.waitFor('workbench', '.view-line >> text=no zone');
  await page.press('Control+P');
  await page.type(zone);
  await page.waitFor('workbench', `.quick-input-list .monaco-list-row[aria-label*="${zone}"]`);
  const isZone = (uri: Uri) => uri.path.endsWith(zone);
  const opened = when(workspace.onDidOpenTextDocument, ({ uri }) => isZone(uri));
  const found = when(languages.onDidChangeDiagnostics, ({ uris }) =>
    uris.some((uri) => isZone(uri) && languages.getDiagnostics(uri).length > 0),
  );
  const entered = performance.now();
  await page.press('Enter');
  await page.waitFor('workbench', '.squiggly-error');
  const shown = performance.now() - entered;
  const times: StartTimes = { ...(await activation()), findings: (await found) - (await opened), shown };
  writeFileSync(process.env.TLS_RPT_BENCH!, JSON.stringify(times));
}

/** When an event comes that passes a test. */
function when<T>(event: Event<T>, test: (happened: T) => boolean): Promise<number> {
  return new Promise((resolve) => {
    const listener = event((happened) => {
      if (!test(happened)) return;
      listener.dispose();
      resolve(performance.now());
    });
  });
}

/** What VS Code itself measured, as its page “Startup Performance” says it. */
async function activation(): Promise<Pick<StartTimes, 'load' | 'loadInTurn' | 'call'>> {
  await commands.executeCommand('perfview.show');
  const changed: Event<unknown> = (listener) =>
    Disposable.from(workspace.onDidOpenTextDocument(listener), workspace.onDidChangeTextDocument(listener));
  const [row, text] = await until('the page Startup Performance', changed, () => {
    const text = workspace.textDocuments.find(({ uri }) => uri.scheme === 'perf')?.getText() ?? '';
    const row = /^\| tls-rpt\.tls-rpt +\| \w+ +\| (\d+) +\| (\d+) /m.exec(text);
    return row !== null && ([row, text] as const);
  });
  const mark = (name: string): number => {
    const [, time] = new RegExp(`^code/extHost/${name}/tls-rpt\\.tls-rpt\\t(\\d+)`, 'm').exec(text) ?? [];
    if (time === undefined) throw new Error(`VS Code says no time of ${name}.`);
    return Number(time);
  };
  return {
    load: mark('didLoadExtensionCode') - mark('willLoadExtensionCode'),
    loadInTurn: Number(row[1]),
    call: Number(row[2]),
  };
}
