/**
 * Reports in gzip and mail files, as read-only JSON documents: `tls-rpt:/folder/x.json?file%3A%2F…` is the JSON of the
 * file that its query names. The name ends in `.json`, so that VS Code and the server treat it as JSON.
 */
import { type Disposable, EventEmitter, l10n, RelativePattern, Uri, workspace } from 'vscode';
import { type UnpackParams, type UnpackResult, unpackRequest } from '../../../protocol/requests.js';
import { baseName } from '../baseName.js';
import type { Client } from '../client.js';
import { toBase64 } from './bytes.js';

export const packedScheme = 'tls-rpt';

/** Reports are small: a file over this many bytes is not read. */
const largestFile = 50 * 1024 * 1024;

/** Whether a file holds a report inside another format. */
export function isPacked(uri: Uri): boolean {
  return /\.(?:gz|eml)$/i.test(uri.path);
}

/** The document with the JSON of a packed report; the file itself where it is plain JSON. */
export function jsonUri(uri: Uri): Uri {
  if (!isPacked(uri)) return uri;
  const path = uri.path.replace(/\.(?:gz|eml)$/i, '').replace(/(?:\.json)?$/i, '.json');
  return Uri.from({ scheme: packedScheme, path, query: uri.toString() });
}

/** The file that a document's report is in. */
export function fileUri(uri: Uri): Uri {
  return uri.scheme === packedScheme ? Uri.parse(uri.query, true) : uri;
}

export class PackedReports implements Disposable {
  readonly #client: Client;
  readonly #changed = new EventEmitter<Uri>();
  readonly #registration: Disposable;
  readonly onDidChange = this.#changed.event;

  constructor(client: Client) {
    this.#client = client;
    this.#registration = workspace.registerTextDocumentContentProvider(packedScheme, {
      onDidChange: this.onDidChange,
      provideTextDocumentContent: (uri) => this.#read(fileUri(uri)),
    });
  }

  /** Refreshes the document of a packed report whenever its file changes, until disposed. */
  watch(file: Uri): Disposable {
    const folder = Uri.joinPath(file, '..');
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, '*'));
    const refresh = (changed: Uri): void => {
      if (changed.toString() === file.toString()) this.#changed.fire(jsonUri(file));
    };
    watcher.onDidChange(refresh);
    watcher.onDidCreate(refresh);
    return watcher;
  }

  /** The JSON of a report, packed or plain. Throws an error in the user's words where there is none. */
  async text(document: Uri): Promise<string> {
    if (document.scheme === packedScheme) return this.#read(fileUri(document));
    return (await workspace.openTextDocument(document)).getText();
  }

  /** Whether a file is a mail like any other; false where it cannot be read, which its page says. */
  async isOther(file: Uri): Promise<boolean> {
    const result = await this.#unpack(file).catch(() => undefined);
    return result?.isOther === true;
  }

  async #read(file: Uri): Promise<string> {
    const { problem, text } = await this.#unpack(file);
    if (problem !== undefined) throw new Error(problem);
    return text;
  }

  async #unpack(file: Uri): Promise<UnpackResult> {
    const { size } = await stat(file);
    if (size > largestFile) {
      throw new Error(l10n.t('The file is too large for a report: {0} bytes.', size));
    }
    const params: UnpackParams = {
      file: baseName(file),
      base64: toBase64(await workspace.fs.readFile(file)),
    };
    return this.#client.sendRequest<UnpackResult>(unpackRequest, params);
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}

async function stat(file: Uri): Promise<{ readonly size: number }> {
  try {
    return await workspace.fs.stat(file);
  } catch {
    throw new Error(l10n.t('{0} is not there, or may not be read.', baseName(file)));
  }
}
