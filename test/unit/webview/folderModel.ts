/** The dashboard's model of the example reports, made by the server. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FolderAnswer, folderAddRequest, folderRequest } from '../../../protocol/requests.js';
import type { DashboardToPage } from '../../../protocol/webview.js';
import { server } from '../features/server.js';
import { folderStrings } from './models.js';

const folder = fileURLToPath(new URL('../../../examples/reports', import.meta.url));

export async function folderMessage(filter = {}, match = {}, ask = server()): Promise<DashboardToPage> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:json|gz|eml)$/.test(name))
    .map((file) => ({ file, base64: readFileSync(join(folder, file)).toString('base64') }));
  const bad = { file: 'old/truncated.json.gz', base64: 'H4sIAAA=' };
  await ask(folderAddRequest, { folder, files: [...files, bad] });
  const answer = await ask<NonNullable<FolderAnswer>>(folderRequest, { folder, filter, match });
  return {
    type: 'folder',
    strings: folderStrings,
    locale: 'en',
    name: 'reports',
    uri: 'file:///reports',
    ...answer,
  };
}
