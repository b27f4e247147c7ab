import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inert, plainStem } from '../../../client/src/views/foreign.js';

/** What VS Code makes a link of in a notification (`parseLinkedText`). */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/gi;

test('a notification has no link that a stranger wrote', () => {
  for (const target of ['command:workbench.action.quit', 'https://evil.example/', 'file:///etc/passwd']) {
    const said = `Saved as [report](${target}).json. [[again]](${target} "title")`;
    assert.match(said, new RegExp(link.source, 'i'));
    assert.doesNotMatch(inert(said), new RegExp(link.source, 'i'));
  }
  assert.equal(inert('Saved as a(1).[x].json.'), 'Saved as a(1).[x].json.');
});

test('the name that an export is offered under is plain', () => {
  assert.equal(plainStem('google.com!example.com!1!2!001.json.gz'), 'google.com!example.com!1!2!001');
  assert.equal(plainStem('a\u202egnp.exe\u0007[x](command:y)$(zap).eml'), 'a_gnp.exe_x_command_y_zap_');
  assert.equal(plainStem(`${'ü'.repeat(300)}.json`), 'ü'.repeat(120));
  assert.doesNotMatch(plainStem('..\\..\\etc/<b>|?*".json'), /[\\/<>|?*"]/);
});
