import assert from 'node:assert/strict';
import {
  CompletionItemKind,
  type CompletionList,
  commands,
  languages,
  Position,
  type Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { closeAll, diagnostics, file, open, rule, span } from '../host/editor.js';
import { suite, test } from '../host/harness.js';

const head =
  '$ORIGIN example.com.\n$TTL 3600\n@ IN SOA ns1 hostmaster 1 7200 3600 1209600 300\n  IN NS ns1\nns1 IN A 192.0.2.53\n';

const write = (uri: Uri, text: string) => workspace.fs.writeFile(uri, new TextEncoder().encode(text));

/** `rule range` of every diagnostic. */
const listed = (uri: Uri) =>
  languages.getDiagnostics(uri).map((diagnostic) => `${rule(diagnostic)} ${span(diagnostic.range)}`);

const settled = (uri: Uri, expected: readonly string[]) =>
  diagnostics(uri, () => JSON.stringify(listed(uri)) === JSON.stringify(expected));

suite('included files', () => {
  test('are in the zone, follow the disk and the editor, and show their own mistakes', async () => {
    const part = file('includes/hosts.inc');
    await write(part, 'mx A 192.0.2\n');
    const { document } = await open('includes/db.zone', `${head}@ MX 10 mx\n$INCLUDE hosts.inc\n`);
    await settled(document.uri, ['zone/include-errors 6:9-6:18']);
    const [finding] = languages.getDiagnostics(document.uri);
    assert.equal(finding?.relatedInformation?.[0]?.location.uri.toString(), part.toString());
    // On the disk.
    await write(part, 'mx A 192.0.2.9\n');
    await settled(document.uri, []);
    // In an editor, not saved.
    const shown = await languages.setTextDocumentLanguage(await workspace.openTextDocument(part), 'dns-zone');
    const edit = new WorkspaceEdit();
    edit.insert(part, new Position(1, 0), 'bad A 1\n');
    await workspace.applyEdit(edit);
    await settled(document.uri, ['zone/include-errors 6:9-6:18']);
    await settled(shown.uri, ['zone/bad-rdata 1:6-1:7']);
    await closeAll();
    await workspace.fs.delete(file('includes'), { recursive: true });
  });

  test('are in the expanded zone', async () => {
    await write(file('includes-expanded/hosts.inc'), 'mx A 192.0.2.9\n');
    await open('includes-expanded/db.zone', `${head}$INCLUDE "hosts.inc" sub\n`);
    await commands.executeCommand('tlsRpt.showExpanded');
    assert.match(
      window.activeTextEditor?.document.getText() ?? '',
      /^mx\.sub\.example\.com\. 3600 IN A 192\.0\.2\.9$/m,
    );
    await closeAll();
    await workspace.fs.delete(file('includes-expanded'), { recursive: true });
  });

  test('are completed from the folder that is typed, within the workspace', async () => {
    await write(file('includes-offered/sub/hosts.inc'), 'mx A 192.0.2.9\n');
    const lines = ['$INCLUDE ', '$INCLUDE sub/', '$INCLUDE ../', '$INCLUDE /etc/'];
    const { document } = await open('includes-offered/db.zone', `${lines.join('\n')}\n`);
    const offered = async (line: number) => {
      const { items } = await commands.executeCommand<CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        document.lineAt(line).range.end,
      );
      // VS Code offers words of the text beside them.
      const of = [CompletionItemKind.File, CompletionItemKind.Folder];
      return items.filter(({ kind }) => kind !== undefined && of.includes(kind)).map(({ label }) => label);
    };
    assert.deepEqual(await offered(0), ['db.zone', 'sub/']);
    assert.deepEqual(await offered(1), ['hosts.inc']);
    assert.equal((await offered(2)).includes('includes-offered/'), true);
    assert.deepEqual(await offered(3), []);
    // The folder stays: VS Code's explorer may just be looking into it, and complains of one that is gone.
    await closeAll();
  });

  test('are refused outside the workspace, in circles and where they are none', async () => {
    await write(file('includes-refused/binary.inc'), 'secret\0\n');
    const { document } = await open(
      'includes-refused/db.zone',
      `${head}$INCLUDE /etc/passwd\n$INCLUDE ../../../../etc/passwd\n$INCLUDE gone.inc\n$INCLUDE binary.inc\n$INCLUDE db.zone\n`,
    );
    await settled(document.uri, [
      'zone/include-unreadable 5:9-5:20',
      'zone/include-unreadable 6:9-6:31',
      'zone/include-unreadable 7:9-7:17',
      'zone/include-unreadable 8:9-8:19',
      'zone/include-cycle 9:9-9:16',
    ]);
    const said = languages.getDiagnostics(document.uri).map(({ message }) => message);
    assert.deepEqual(said, [
      '/etc/passwd is outside the workspace and is not read.',
      '../../../../etc/passwd is outside the workspace and is not read.',
      'There is no file gone.inc: BIND refuses a zone whose included file it cannot open.',
      'binary.inc is no text file.',
      'db.zone includes itself: BIND refuses the zone.',
    ]);
    await closeAll();
    await workspace.fs.delete(file('includes-refused'), { recursive: true });
  });
});
