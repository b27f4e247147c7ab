/** The language server in a real Neovim, set up as the page for users says. Needs a build and `nvim`. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { codeBlocks, editorFolder, mistakes, versionOf } from './editor.js';

const editor = process.env.TLS_RPT_NVIM ?? 'nvim';
const version = versionOf(editor, /NVIM v(\d+)\.(\d+)/);

interface Saw {
  readonly failed?: string;
  readonly filetype: string;
  readonly pulls: boolean;
  readonly findings: readonly { readonly rule: string }[];
  readonly fixed: string;
  readonly inserted: string;
  readonly commanded: string;
  readonly policy: readonly { readonly rule: string }[];
}

suite('Neovim', {
  skip: version === undefined && 'no nvim here: the language server is not tried in Neovim',
}, () => {
  test('finds, mends and inserts by the set-up of the page', { timeout: 60_000 }, (context) => {
    const [recent, old] = codeBlocks('neovim', 'lua');
    const [major, minor] = version!;
    const folder = editorFolder(context, {
      'init.lua': (major > 0 || minor >= 11 ? recent : old)!,
      'db.example.com': mistakes.zone,
      'mta-sts.txt': 'version: STSv1\nmode: enforced\nmx: mx.example.com\nmax_age: 604800\n',
    });
    const saw = join(folder.path, 'saw.json');
    const run = spawnSync(
      editor,
      [
        '--headless',
        '-n',
        '-i',
        'NONE',
        '-u',
        'init.lua',
        'db.example.com',
        '-S',
        join(import.meta.dirname, 'neovim.lua'),
      ],
      { cwd: folder.path, env: { ...folder.env, TLS_RPT_SAW: saw }, encoding: 'utf8', timeout: 50_000 },
    );
    assert.equal(run.status, 0, run.stderr);
    const seen = JSON.parse(readFileSync(saw, 'utf8')) as Saw;
    assert.equal(seen.failed, undefined, `${JSON.stringify(seen)}\n${run.stderr}`);
    assert.equal(seen.filetype, 'bindzone');
    assert.equal(seen.pulls, major > 0 || minor >= 10);
    assert.deepEqual(
      seen.findings.filter(({ rule }) => rule.startsWith('tlsrpt/')),
      [{ rule: 'tlsrpt/unquoted-semicolon', from: [7, 21], to: [7, 57] }],
    );
    assert.equal(seen.fixed, mistakes.quoted);
    assert.equal(
      seen.inserted,
      mistakes.with('_smtp._tls TXT "v=TLSRPTv1; rua=mailto:tls-reports@example.com"'),
    );
    assert.equal(
      seen.commanded,
      mistakes.with('_smtp._tls 3600 TXT "v=TLSRPTv1; rua=https://reports.example.net/v1"'),
    );
    assert.equal(folder.read('db.example.com'), seen.commanded);
    assert.deepEqual(
      seen.policy.map(({ rule }) => rule),
      ['mtasts/policy-mode'],
    );
  });
});
