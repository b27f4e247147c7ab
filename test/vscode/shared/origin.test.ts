import { commands, type Uri, workspace } from 'vscode';
import { closeAll, diagnostics, file, open, rule } from '../host/editor.js';
import { suite, test } from '../host/harness.js';
import { page } from '../host/page.js';

/** A zone that does not say its name; one owner is in it only where it is example.com. */
const zone =
  '$TTL 3600\n@ SOA ns1 hostmaster 1 2 3 4 5\n@ NS ns1\nns1 A 192.0.2.1\nwww.example.com. A 192.0.2.2\n';

const write = (uri: Uri, text: string) => workspace.fs.writeFile(uri, new TextEncoder().encode(text));

/** A `named.conf` under which the file is the zone of this name. */
const named = (name: string) => `zone "${name}" { type primary; file "/etc/bind/origins/one.zone"; };\n`;

suite('the origin of a zone file', () => {
  test('is what named.conf says, and follows it; the command sets another', async () => {
    const configuration = file('origins/named.conf');
    await write(configuration, named('example.net'));
    const { document } = await open('origins/one.zone', zone);
    const outside = () =>
      diagnostics(document.uri, (found) => found.some((one) => rule(one) === 'zone/out-of-zone'));
    const inside = () => diagnostics(document.uri, (found) => found.length === 0);
    await outside();
    await write(configuration, named('example.com'));
    await inside();

    const setting = commands.executeCommand('tlsRpt.setOrigin');
    await page.waitFor('workbench', '.quick-input-widget >> text=The name of the zone');
    await page.type('example..org');
    await page.waitFor('workbench', '.quick-input-widget >> text=example..org is no domain name.');
    await page.screenshot('set-origin');
    await page.press('Control+a');
    await page.type('example.org');
    await page.press('Enter');
    await setting;
    await outside();

    const back = commands.executeCommand('tlsRpt.setOrigin');
    await page.waitFor('workbench', '.quick-input-widget >> text=The name of the zone');
    await page.press('Control+a');
    await page.press('Delete');
    await page.press('Enter');
    await back;
    await inside();
    await closeAll();
    await workspace.fs.delete(file('origins'), { recursive: true });
  });
});
