import assert from 'node:assert/strict';
import { test } from 'node:test';
import manifest from '../../../package.json' with { type: 'json' };
import { runIn } from './tool.js';

const run = (...line: string[]) => runIn('.', line);

test('--help explains every command and the exit codes, and is no error', async () => {
  const { code, out, err } = await run('--help');
  assert.equal(code, 0);
  assert.equal(err, '');
  assert.match(out, /^ {2}lint +\S/m);
  assert.match(out, /^ {2}check +\S/m);
  assert.match(out, /^ {2}2 +wrong usage/m);
});

test('without a command the help goes to the error output, and it is wrong usage', async () => {
  const { code, out, err } = await run();
  assert.equal(code, 2);
  assert.equal(out, '');
  assert.match(err, /tls-rpt COMMAND/);
});

test('every command has a help with its options and examples', async () => {
  for (const command of ['lint', 'check']) {
    const { code, out } = await run(command, '--help');
    assert.equal(code, 0);
    assert.match(out, new RegExp(`^  tls-rpt ${command} \\[OPTION\\]… `, 'm'));
    assert.match(out, /^Examples:\n {2}# /m);
    assert.ok(
      out.split('\n').every((line) => line.length <= 100 || line.startsWith('  tls-rpt')),
      `${command}: a line is over 100 columns`,
    );
  }
});

test('--version is the one of the package', async () => {
  assert.deepEqual(await run('--version'), { code: 0, out: `${manifest.version}\n`, err: '' });
});

test('wrong usage says what is wrong and how to learn more', async () => {
  assert.deepEqual(await run('polish'), {
    code: 2,
    out: '',
    err: 'tls-rpt: There is no command polish.\nTry: tls-rpt --help\n',
  });
  assert.equal(
    (await run('lint', '--colour', '.')).err,
    'tls-rpt: tls-rpt lint has no option --colour.\nTry: tls-rpt lint --help\n',
  );
  assert.equal(
    (await run('lint', '--origin')).err,
    'tls-rpt: The option --origin needs a value.\nTry: tls-rpt lint --help\n',
  );
  assert.equal(
    (await run('lint', '--fix=yes', '.')).err,
    'tls-rpt: The option --fix takes no value.\nTry: tls-rpt lint --help\n',
  );
  assert.equal(
    (await run('lint', '--format', 'xml', '.')).err,
    'tls-rpt: xml is none of text, json, sarif, github, which --format may be.\nTry: tls-rpt lint --help\n',
  );
  assert.equal((await run('zone', 'nowhere.zone')).err, 'tls-rpt: nowhere.zone: There is no such file.\n');
  assert.equal((await run('lint')).code, 2);
  assert.equal((await run('check')).code, 2);
  assert.equal((await run('lint', '--max-warnings', '-1', '.')).code, 2);
  assert.equal((await run('check', 'not a domain')).code, 2);
  assert.equal((await run('check', '--resolver', 'somewhere', 'example.com')).code, 2);
});

test('a control character in a word does not reach the terminal', async () => {
  const { err } = await run('\u001b[2Jx');
  assert.match(err, /There is no command \\u001b\[2Jx\./);
});
