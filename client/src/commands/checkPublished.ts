import { commands, Disposable, l10n, ProgressLocation, Uri, window, workspace } from 'vscode';
import { type CheckPublishedResult, checkPublishedRequest } from '../../../protocol/check.js';
import { type RecordPrepareResult, recordPrepareRequest } from '../../../protocol/record.js';
import type { Client } from '../client.js';
import { inert } from '../views/foreign.js';
import { zoneLanguages } from '../zones/active.js';
import { TextPages } from '../zones/textPages.js';

const scheme = 'tls-rpt-published';

/** Check Published Record…: asks the DNS, when the user says so, and compares with the file. */
export function registerCheckPublished(client: Client): Disposable {
  const answers = new TextPages();

  /** The domain at the cursor of a zone file. */
  async function domainHere(uri: string | undefined): Promise<string> {
    const editor = window.activeTextEditor;
    if (uri === undefined || editor === undefined) return '';
    const position = editor.selection.active;
    const prepared = await client.sendRequest<RecordPrepareResult>(recordPrepareRequest, { uri, position });
    return prepared?.domain ?? '';
  }

  async function check(domain: string, uri: string | undefined): Promise<void> {
    const resolver = workspace.getConfiguration('tlsRpt').get<string>('check.resolver');
    const result = await window.withProgress(
      {
        location: ProgressLocation.Notification,
        title: inert(l10n.t('Asking the DNS about {0}', domain)),
        cancellable: true,
      },
      async (_progress, token) => {
        const params = { domain, ...(resolver && { resolver }), ...(uri !== undefined && { uri }) };
        try {
          return await client.sendRequest<CheckPublishedResult>(checkPublishedRequest, params, token);
        } catch (error) {
          if (token.isCancellationRequested) return undefined;
          throw error;
        }
      },
    );
    if (result === undefined) return;
    if ('problem' in result) {
      void window.showErrorMessage(inert(result.problem));
      return;
    }
    const page = Uri.from({ scheme, path: `/${result.check.name}` });
    answers.set(page, `${result.words.join('\n')}\n`);
    await window.showTextDocument(await workspace.openTextDocument(page), { preview: true });
  }

  return Disposable.from(
    workspace.registerTextDocumentContentProvider(scheme, answers),
    commands.registerCommand('tlsRpt.checkPublished', async (wanted?: string) => {
      const document = window.activeTextEditor?.document;
      const isZone = document !== undefined && zoneLanguages.includes(document.languageId);
      const uri = isZone ? document.uri.toString() : undefined;
      const domain =
        typeof wanted === 'string'
          ? wanted
          : await window.showInputBox({
              title: l10n.t('Check Published Record'),
              prompt: l10n.t('The domain to ask the DNS about'),
              placeHolder: 'example.com',
              value: await domainHere(uri),
            });
      if (domain !== undefined && domain.trim() !== '') await check(domain, uri);
    }),
  );
}
