import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { msg } from '../../message.js';
import { UsageError } from '../outcome.js';

/**
 * Writes a file whole or not at all: beside it first, then in its place. Its mode stays; of a link the target is
 * written.
 *
 * @throws UsageError where it cannot be written
 */
export function writeWhole(path: string, text: string): void {
  const target = realpathSync(path);
  const draft = join(dirname(target), `.${crypto.randomUUID()}.tls-rpt`);
  try {
    writeFileSync(draft, text, { mode: statSync(target).mode, flag: 'wx' });
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(msg('It cannot be written ({0}).', reason), path);
  }
}
