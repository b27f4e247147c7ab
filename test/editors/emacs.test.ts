/** The language server in a real Emacs with Eglot, set up as the page for users says. Needs a build and `emacs`. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { codeBlocks, editorFolder, mistakes, versionOf } from './editor.js';

const editor = process.env.TLS_RPT_EMACS ?? 'emacs';
const eglot = spawnSync(editor, ['--batch', '-f', 'package-initialize', '--eval', "(require 'eglot)"]);
/** Before, Emacs had no mode of its own for JSON. */
const knowsJson = (versionOf(editor, /Emacs (\d+)\.(\d+)/)?.[0] ?? 0) >= 29;

interface Saw {
  readonly failed?: string;
  readonly mode: string;
  readonly findings: readonly (readonly [text: string, from: number, to: number])[];
  readonly fixed: string;
  readonly inserted: string;
}

/** Plays a scene of emacs.el in a folder with these files. */
function play(context: TestContext, scene: string, files: Readonly<Record<string, string>>): Saw {
  const folder = editorFolder(context, { 'init.el': codeBlocks('emacs', 'elisp').join('\n'), ...files });
  const saw = join(folder.path, 'saw.json');
  const scenes = join(import.meta.dirname, 'emacs.el');
  const run = spawnSync(
    editor,
    ['--batch', '-f', 'package-initialize', '-l', 'init.el', '-l', scenes, '--eval', `(play #'${scene})`],
    { cwd: folder.path, env: { ...folder.env, TLS_RPT_SAW: saw }, encoding: 'utf8', timeout: 50_000 },
  );
  assert.equal(run.status, 0, run.stderr);
  const seen = JSON.parse(readFileSync(saw, 'utf8')) as Saw;
  assert.equal(seen.failed, undefined, `${JSON.stringify(seen)}\n${run.stderr}`);
  return seen;
}

suite('Emacs', {
  skip: eglot.status !== 0 && 'no emacs with Eglot here: the language server is not tried in Emacs',
}, () => {
  test('finds, mends and inserts by the set-up of the page', { timeout: 60_000 }, (context) => {
    const seen = play(context, 'mend-zone', { 'db.example.com': mistakes.zone });
    assert.equal(seen.mode, 'dns-mode');
    // Emacs counts from 1.
    const start = mistakes.zone.indexOf(mistakes.unquoted) + 1;
    assert.deepEqual(
      seen.findings.filter(([text]) => text.includes('tlsrpt/')).map(([, ...places]) => places),
      [[start, start + mistakes.unquoted.length]],
    );
    assert.equal(seen.fixed, mistakes.quoted);
    assert.equal(
      seen.inserted,
      mistakes.with('_smtp._tls TXT "v=TLSRPTv1; rua=mailto:tls-reports@example.com"'),
    );
  });

  test('reads reports', { timeout: 60_000, skip: !knowsJson && 'Emacs 29 or later' }, (context) => {
    const seen = play(context, 'read-report', {
      'report.json': '{"organization-name": "x", "report-id": "1", "policies": []}\n',
    });
    assert.equal(seen.mode, 'js-json-mode');
    assert.match(seen.findings[0]?.[0] ?? '', /\[report\//);
  });
});
