import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { languages, workspace } from 'vscode';
import { closeAll, diagnostics, file, open, rule, span } from './host/editor.js';
import { suite, test } from './host/harness.js';

const head =
  '$ORIGIN example.com.\n$TTL 3600\n@ IN SOA ns1 hostmaster 1 7200 3600 1209600 300\n  IN NS ns1\nns1 IN A 192.0.2.53\n';

suite('included files behind links', () => {
  test('are read where the link stays in the workspace, and refused where it leads out', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'tls-rpt-outside-'));
    const folder = file('links').fsPath;
    mkdirSync(folder);
    writeFileSync(join(outside, 'secret.inc'), 'hunter2 hunter2\n');
    writeFileSync(join(folder, 'real.inc'), 'mx A 192.0.2.9\n');
    symlinkSync(join(outside, 'secret.inc'), join(folder, 'out.inc'));
    symlinkSync(outside, join(folder, 'away'));
    symlinkSync('real.inc', join(folder, 'in.inc'));
    const { document } = await open(
      'links/db.zone',
      `${head}@ MX 10 mx\n$INCLUDE in.inc\n$INCLUDE out.inc\n$INCLUDE away/secret.inc\n`,
    );
    const found = await diagnostics(document.uri, (now) => now.length === 2);
    assert.deepEqual(
      found.map((one) => `${rule(one)} ${span(one.range)} ${one.message}`),
      [
        'zone/include-unreadable 7:9-7:16 out.inc is outside the workspace and is not read.',
        'zone/include-unreadable 8:9-8:24 away/secret.inc is outside the workspace and is not read.',
      ],
    );
    assert.equal(languages.getDiagnostics(document.uri).length, 2);
    await closeAll();
    await workspace.fs.delete(file('links'), { recursive: true });
    rmSync(outside, { recursive: true });
  });
});
