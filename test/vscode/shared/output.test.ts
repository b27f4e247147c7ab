import assert from 'node:assert/strict';
import { commands, Disposable, type Event, extensions, Position, WorkspaceEdit, workspace } from 'vscode';
import { closeAll, diagnostics, open, until } from '../host/editor.js';
import { suite, test } from '../host/harness.js';

const output = () => workspace.textDocuments.find(({ uri }) => uri.scheme === 'output');

const changed: Event<unknown> = (listener) =>
  Disposable.from(
    workspace.onDidOpenTextDocument(listener),
    workspace.onDidChangeTextDocument(listener),
    workspace.onDidCloseTextDocument(listener),
  );

/**
 * Waits until the Output panel shows a text, and gives all that it shows. It is opened anew for each look: while it is open VS Code
 * can lose what several quick messages add.
 */
async function reads(show: string, text: RegExp): Promise<string> {
  for (;;) {
    await commands.executeCommand('workbench.action.closePanel');
    await until('the output goes', changed, () => output() === undefined);
    await commands.executeCommand(show);
    const shown = await until('the output', changed, () => output()?.getText() || undefined);
    if (text.test(shown)) return shown;
  }
}

/** Leaves the window as it was. */
async function close(): Promise<void> {
  await commands.executeCommand('workbench.action.closePanel');
  await closeAll();
}

async function set(setting: 'rules' | 'trace.server', value: unknown): Promise<void> {
  await workspace.getConfiguration('tlsRpt').update(setting, value, true);
}

suite('the output', () => {
  test('says what the server says, and stays open over a restart of the server', async () => {
    const { document } = await open('zones/output.zone', '$ORIGIN example.com.\nwww 1h A 192.0.2\n');
    await diagnostics(document.uri, (found) => found.length === 1);
    await set('rules', { 'zone/before': 'off' });
    await reads('tlsRpt.showOutput', /tlsRpt\.rules: There is no rule zone\/before\./);
    let closed = 0;
    const listener = workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === 'output') closed++;
    });
    await commands.executeCommand('tlsRpt.restartServer');
    await set('rules', { 'zone/after': 'off' });
    listener.dispose();
    assert.equal(closed, 0);
    await reads('tlsRpt.showOutput', /tlsRpt\.rules: There is no rule zone\/after\./);
    await set('rules', undefined);
    await close();
  });
});

suite('the output of what VS Code and the server say to one another', () => {
  const show = async () =>
    (await commands.getCommands()).find((id) =>
      /^workbench\.action\.output\.show\..*-TLS-RPT Trace$/.test(id),
    );

  /** Sets what is traced, and waits until extensions hear of it. */
  const trace = async (value: string | undefined) => {
    await set('trace.server', value);
    await until(`trace.server ${value}`, workspace.onDidChangeConfiguration, () => {
      return workspace.getConfiguration('tlsRpt').get('trace.server') === (value ?? 'off');
    });
  };

  test('is not there while nobody asks for it', async () => {
    const { document } = await open('zones/trace.zone', '$ORIGIN example.com.\nwww 1h A 192.0.2\n');
    await diagnostics(document.uri, (found) => found.length === 1);
    assert.equal(await show(), undefined);
    await close();
  });

  test('follows tlsRpt.trace.server at once, over a restart of the server too', async () => {
    const { document } = await open('zones/trace.zone', '$ORIGIN example.com.\nwww 1h A 192.0.2\n');
    let wrong = 1;
    const type = async (comment: string) => {
      await diagnostics(document.uri, (found) => found.length === wrong);
      const edit = new WorkspaceEdit();
      edit.insert(document.uri, new Position(2, 0), `w${wrong} 1h A 192.0.2 ; ${comment}\n`);
      await workspace.applyEdit(edit);
      wrong++;
      await diagnostics(document.uri, (found) => found.length === wrong);
    };
    try {
      await type('before');
      await trace('verbose');
      await type('verbose');
      await trace('off');
      await type('nothing');
      await trace('compact');
      await type('compact');
      await trace('off');
      const restarted = commands.executeCommand('tlsRpt.restartServer');
      while (extensions.getExtension('tls-rpt.tls-rpt')!.exports.isRunning()) await commands.getCommands();
      await trace('messages');
      await restarted;
      await type('messages');
    } finally {
      await trace(undefined);
    }
    let command: string | undefined;
    while (command === undefined) command = await show();
    const change = "\\[Trace - .+\\] Sending notification 'textDocument/didChange'\\.\n";
    const shown = await reads(command, new RegExp(`^${change}\\[Trace - `, 'm'));
    assert.match(shown, new RegExp(`^${change}Params: \\{\n(?: .*\n)+? .*; verbose`, 'm'));
    assert.match(
      shown,
      /^\[Trace - .+\] Received response 'textDocument\/diagnostic - \(\d+\)' in \d+ms\.$/m,
    );
    assert.match(shown, new RegExp(`^${change}Params: \\{.*; compact`, 'm'));
    assert.doesNotMatch(shown, /; (?:before|nothing|messages)/);
    await close();
  });
});
