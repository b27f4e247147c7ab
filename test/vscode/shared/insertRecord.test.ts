import assert from 'node:assert/strict';
import { commands, Selection, window, workspace } from 'vscode';
import { closeAll, diagnostics, fix, open, until } from '../host/editor.js';
import { suite, test } from '../host/harness.js';
import { page } from '../host/page.js';

const zone = `$ORIGIN example.com.
$TTL 1d
@       IN      SOA     ns1 hostmaster 2026010101 4h 1h 4w 1h
        IN      NS      ns1
        IN      MX      10 mx
ns1     IN      A       192.0.2.1
mx      IN      A       192.0.2.2
`;

const widget = '.quick-input-widget';

suite('Insert TLS-RPT Record…', () => {
  test('by keyboard: domain, destinations, TTL, serial; one undo takes it back', async () => {
    const { document } = await open('zones/wizard.zone', zone);
    const done = commands.executeCommand('tlsRpt.insertRecord');
    await page.waitFor('workbench', `${widget} >> text=1/4`);
    assert.equal(await page.evaluate('workbench', widget, 'document.activeElement.value'), 'example.com');
    await page.press('Enter');
    await page.waitFor('workbench', `${widget} >> text=2/4`);
    await page.type('postmaster');
    await page.waitFor('workbench', `${widget} .quick-input-list .codicon-error`);
    await page.screenshot('wizard-destination-wrong');
    await page.press('Control+a');
    await page.type('MAILTO:tls@bücher.example');
    await page.waitFor('workbench', `${widget} >> text=Add mailto:tls@xn--bcher-kva.example`);
    await page.press('Enter');
    await page.waitFor('workbench', `${widget} >> text=Continue with mailto:tls@xn--bcher-kva.example`);
    await page.screenshot('wizard-destinations');
    await page.press('Enter');
    await page.waitFor('workbench', `${widget} >> text=3/4`);
    await page.type('12h');
    await page.waitFor('workbench', `${widget} >> text=43200 seconds`);
    await page.screenshot('wizard-ttl');
    await page.press('Enter');
    await page.waitFor('workbench', `${widget} >> text=Insert and increment the serial`);
    await page.screenshot('wizard-confirm');
    await page.press('Enter');
    await done;
    const record = '_smtp._tls 43200 IN TXT "v=TLSRPTv1; rua=mailto:tls@xn--bcher-kva.example"';
    const lines = document.getText().split('\n');
    assert.equal(lines[5], record);
    const [serial] = /\d{10}/.exec(lines[2] ?? '') ?? [];
    assert.ok(Number(serial) > 2026010101, serial);
    assert.equal(window.activeTextEditor?.selection.start.line, 5);
    await diagnostics(document.uri, (found) => found.length === 0);
    await page.screenshot('wizard-done');
    await commands.executeCommand('undo');
    assert.equal(document.getText(), zone);
    await closeAll();
  });

  test('from the light bulb, with a way back, replacing the record that is there', async () => {
    const old = '_smtp._tls.mx IN TXT "v=TLSRPTv1; rua=mailto:old@example.net"\n';
    const editor = await open('zones/wizard-replace.zone', zone + old);
    const { document } = editor;
    const line = document.lineCount - 2;
    editor.selection = new Selection(line, 3, line, 3);
    const done = commands.executeCommand('tlsRpt.insertRecord');
    await page.waitFor('workbench', `${widget} >> text=1/4`);
    assert.equal(await page.evaluate('workbench', widget, 'document.activeElement.value'), 'mx.example.com');
    await page.press('Enter');
    await page.waitFor('workbench', `${widget} >> text=Continue with mailto:old@example.net`);
    await page.click('workbench', `${widget} .codicon-quick-input-back`);
    await page.waitFor('workbench', `${widget} >> text=1/4`);
    await page.press('Enter');
    await page.waitFor('workbench', `${widget} >> text=2/4`);
    await page.type('https://r.example.net/v1');
    await page.waitFor('workbench', `${widget} >> text=Add https://r.example.net/v1`);
    await page.press('Enter');
    await page.waitFor(
      'workbench',
      `${widget} >> text=Continue with mailto:old@example.net, https://r.example.net/v1`,
    );
    // Picked again, a destination goes; the next stands first then.
    await page.press('ArrowDown', 'Enter');
    await page.waitFor('workbench', `${widget} >> text=Continue with https://r.example.net/v1`);
    await page.type('mailto:new@example.net');
    await page.waitFor('workbench', `${widget} >> text=Add mailto:new@example.net`);
    await page.press('Enter');
    await page.waitFor(
      'workbench',
      `${widget} >> text=Continue with https://r.example.net/v1, mailto:new@example.net`,
    );
    await page.press('Enter');
    await page.waitFor('workbench', `${widget} >> text=3/4`);
    await page.press('Enter');
    await page.waitFor('workbench', `${widget} >> text=Replace and increment the serial`);
    await page.press('Enter');
    await done;
    const replaced = old.replace('mailto:old@example.net', 'https://r.example.net/v1,mailto:new@example.net');
    assert.equal(document.getText().replace(/\d{10}/, '2026010101'), zone + replaced);
    assert.notEqual(document.getText(), zone + replaced, 'the serial');
    await commands.executeCommand('undo');
    assert.equal(document.getText(), zone + old);
    await closeAll();
  });

  test('Escape leaves at every step, and nothing has changed', async () => {
    const editor = await open('zones/wizard-changed.zone', zone);
    for (let steps = 1; steps <= 4; steps++) {
      const done = commands.executeCommand('tlsRpt.insertRecord');
      await page.waitFor('workbench', `${widget} >> text=1/4`);
      for (let step = 1; step < steps; step++) {
        if (step === 2) {
          await page.type('mailto:a@example.net');
          await page.waitFor('workbench', `${widget} >> text=Add mailto:a@example.net`);
          await page.press('Enter');
          await page.waitFor('workbench', `${widget} >> text=Continue with mailto:a@example.net`);
        }
        await page.press('Enter');
        await page.waitFor('workbench', `${widget} >> text=${step + 1}/4`);
      }
      await page.press('Escape');
      await done;
      await page.waitFor('workbench', widget, 'gone');
    }
    assert.equal(editor.document.getText(), zone);
    await closeAll();
  });

  test('Insert MTA-STS Record: the id is the time, and a second run gives a new one in its place', async () => {
    const { document } = await open('zones/mta-sts.zone', zone);
    await commands.executeCommand('tlsRpt.insertMtaSts');
    const inserted = /^_mta-sts IN {5}TXT {5}"v=STSv1; id=(\d{14})"$/m.exec(document.getText());
    assert.ok(inserted, document.getText());
    assert.equal(document.getText().split('\n')[5], inserted[0]);
    const time = inserted[1]!.replace(/(....)(..)(..)(..)(..)(..)/, '$1-$2-$3T$4:$5:$6Z');
    assert.ok(Math.abs(Date.now() - Date.parse(time)) < 60_000, time);
    await commands.executeCommand('undo');
    assert.equal(document.getText(), zone);
    await open('zones/mta-sts.zone', `${zone}_mta-sts 300 IN TXT "v=STSv1; id=20200101"\n`);
    await until('the record of old', workspace.onDidChangeTextDocument, () => document.lineCount > 8);
    await commands.executeCommand('tlsRpt.insertMtaSts');
    assert.match(document.getText(), /\n_mta-sts 300 IN TXT "v=STSv1; id=20\d{12}"\n$/);
    await closeAll();
  });

  test('a light bulb on a zone without a record opens it', async () => {
    const { document } = await open('zones/wizard-bulb.zone', zone);
    await diagnostics(document.uri, () => true);
    const shown = fix(document, document.lineAt(2).range, 'Insert a TLS-RPT record for example.com…');
    await page.waitFor('workbench', `${widget} >> text=1/4`);
    await page.press('Escape');
    await shown;
    assert.equal(document.getText(), zone);
    await until('no unsaved change', workspace.onDidChangeTextDocument, () => !document.isDirty);
    await closeAll();
  });
});
