import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IncludedFiles } from '../../server/src/includedFiles.js';
import { OpenZone } from '../../server/src/openZone.js';

const head = '$ORIGIN example.com.\n$TTL 1h\n@ SOA ns1 host 1 2 3 4 5\n@ NS ns1\nns1 A 192.0.2.1\n';

test('a file that changes while others are settled is there when that is done', async () => {
  const zone = new OpenZone('file:///z/db.zone', 'dns-zone', 1, `${head}$INCLUDE hosts.inc\n`);
  const other = new OpenZone('file:///z/other.zone', 'dns-zone', 1, head);
  const asked: string[] = [];
  const files = new IncludedFiles({
    open: () => [zone, other],
    configurationFolder: () => undefined,
    folders: () => ['file:///z/'],
    read: () => async (wanted) => {
      asked.push(...wanted.map(([uri]) => uri ?? ''));
      return wanted.map(([uri = '']) => ({
        uri,
        name: 'hosts.inc',
        text: `www A 192.0.2.${asked.length}\n`,
      }));
    },
    // The watcher tells of the file when the zone itself has been read.
    knowOrigin: async () => void (asked.length === 1 && files.forget(['file:///z/hosts.inc'])),
    changed: () => assert.fail('nothing else is open'),
  });
  await files.settle(zone, () => true);
  assert.deepEqual(asked, ['file:///z/hosts.inc', 'file:///z/hosts.inc']);
  const source = zone.readInclude('hosts.inc', { name: '', uri: zone.uri });
  assert.equal(typeof source === 'string' ? source : source.text, 'www A 192.0.2.2\n');
});
