/** The reports of the whole workspace, read for the lenses over TLS-RPT records. */
import { Disposable, type Uri, workspace } from 'vscode';
import { type FolderAnswer, type FolderParams, folderRequest } from '../../../protocol/requests.js';
import { reportsWantedNotification, workspaceFolder } from '../../../protocol/workspace.js';
import { baseName } from '../baseName.js';
import type { Client } from '../client.js';
import { findInWorkspace, isExcluded } from '../zones/search.js';
import { isReportName } from './files.js';
import { ReportReader } from './reader.js';

/** The command behind a lens: it shows the reports of a domain. */
export const domainReportsCommand = 'tlsRpt.showDomainReports';

/** What is a report by its name, and any other JSON. */
const named = ['**/*.json.gz', '**/*.eml', '**/*!*!*!*.json'];
const other = '**/*.json';
/** At most so many files of a pattern are read, without anybody having asked for them. */
const mostNamed = 10_000;
const mostOther = 500;

export class WorkspaceReports implements Disposable {
  readonly #client: Client;
  /** Files by what the server calls them. */
  readonly #byName = new Map<string, Uri>();
  readonly #disposables: Disposable[];
  #reader: ReportReader | undefined;

  constructor(client: Client) {
    this.#client = client;
    this.#disposables = [
      client.onNotification(reportsWantedNotification, () => this.#begin()),
      // A restarted server knows nothing yet, and asks again.
      client.onDidChangeState((state) => state === 'stopped' && this.#end()),
      workspace.onDidChangeWorkspaceFolders(() => {
        if (this.#reader === undefined) return;
        this.#end();
        this.#begin();
      }),
    ];
  }

  /** The files of the reports about a domain, the newest first. */
  async of(domain: string): Promise<Uri[]> {
    const params: FolderParams = { folder: workspaceFolder, filter: { domains: [domain] }, match: {} };
    const answer = await this.#client.sendRequest<FolderAnswer>(folderRequest, params);
    return (answer?.reports ?? []).flatMap(({ file }) => this.#byName.get(file) ?? []);
  }

  #begin(): void {
    if (this.#reader !== undefined) return;
    this.#reader = new ReportReader(this.#client, {
      id: workspaceFolder,
      watcher: workspace.createFileSystemWatcher('**/*'),
      find: async () => [
        ...new Map(
          [...(await findInWorkspace(named, mostNamed)), ...(await findInWorkspace([other], mostOther))].map(
            (file) => [file.toString(), file],
          ),
        ).values(),
      ],
      isOne: (file) => isReportName(baseName(file)) && !isExcluded(file),
      nameOf: (file) => {
        const name = workspace.asRelativePath(file, true);
        this.#byName.set(name, file);
        return name;
      },
    });
    this.#reader
      .readAll(async () => {})
      .catch((error: unknown) => this.#client.error('The reports of the workspace were not read.', error));
  }

  #end(): void {
    this.#reader?.dispose();
    this.#reader = undefined;
    this.#byName.clear();
  }

  dispose(): void {
    this.#end();
    Disposable.from(...this.#disposables).dispose();
  }
}
