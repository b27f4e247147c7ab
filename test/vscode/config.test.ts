import assert from 'node:assert/strict';
import { DiagnosticSeverity, workspace } from 'vscode';
import { closeAll, diagnostics, file, open, rule } from './host/editor.js';
import { suite, test } from './host/harness.js';

suite('a project’s .tls-rpt.json', () => {
  test('gives rules their severity in the editor and follows changes', async () => {
    const config = file('.tls-rpt.json');
    const write = (text: string) => workspace.fs.writeFile(config, new TextEncoder().encode(text));
    await write('{ "rules": { "tlsrpt/short-ttl": "error" } }\n');
    const { document } = await open(
      'zones/config.example.zone',
      '$ORIGIN config.example.\n_smtp._tls 60 TXT "v=TLSRPTv1; rua=mailto:r@example.net"\n',
    );
    const severity = (level: DiagnosticSeverity) =>
      diagnostics(document.uri, (found) =>
        found.some((one) => rule(one) === 'tlsrpt/short-ttl' && one.severity === level),
      );
    await severity(DiagnosticSeverity.Error);
    await write('{ "rules": { "tlsrpt/short-ttl": "warning" } }\n');
    await severity(DiagnosticSeverity.Warning);
    await workspace.fs.delete(config);
    const found = await severity(DiagnosticSeverity.Hint);
    assert.equal(found.filter((one) => rule(one) === 'tlsrpt/short-ttl').length, 1);
    await closeAll();
  });
});
