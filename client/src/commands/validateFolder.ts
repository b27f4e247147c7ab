import {
  commands,
  type DiagnosticCollection,
  Disposable,
  l10n,
  languages,
  ProgressLocation,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { Diagnostic } from 'vscode-languageclient';
import { type LintParams, type LintResult, lintRequest } from '../../../protocol/requests.js';
import type { Client } from '../client.js';
import { findReportFiles, pathBelow, readInBatches } from '../reports/files.js';
import { jsonUri } from '../reports/packed.js';
import { chooseFolder } from './chooseFolder.js';

/** Checks every report below a folder; the Problems view lists what is wrong until the document is opened itself. */
export function registerValidateFolder(client: Client): Disposable {
  const collection = languages.createDiagnosticCollection('tls-rpt-folder');
  return Disposable.from(
    collection,
    // From here on the language server says what is wrong in it.
    workspace.onDidOpenTextDocument(({ uri }) => collection.delete(uri)),
    commands.registerCommand('tlsRpt.validateFolder', async (uri?: Uri) => {
      const folder = uri instanceof Uri ? uri : await chooseFolder(l10n.t('Validate Reports'));
      if (folder !== undefined) await validate(client, collection, folder);
    }),
  );
}

async function validate(client: Client, collection: DiagnosticCollection, folder: Uri): Promise<void> {
  collection.clear();
  const counts = await window.withProgress(
    { location: ProgressLocation.Notification, cancellable: true, title: l10n.t('Validating reports') },
    async (progress, token) => {
      const files = await findReportFiles(folder, token);
      const counts = { reports: 0, wrong: 0, unreadable: 0 };
      let before = 0;
      const nameOf = (file: Uri) => pathBelow(folder, file);
      await readInBatches(files, nameOf, token, async (batch, done) => {
        const params: LintParams = {
          folder: folder.toString(),
          files: batch,
        };
        for (const linted of await client.sendRequest<LintResult>(lintRequest, params)) {
          counts.reports++;
          if (linted.problem !== undefined) counts.unreadable++;
          else if (linted.diagnostics.length > 0) counts.wrong++;
          const document = jsonUri(Uri.joinPath(folder, linted.file));
          if (isOpen(document)) continue;
          const diagnostics = await client.asDiagnostics(linted.diagnostics as readonly Diagnostic[]);
          collection.set(document, diagnostics);
        }
        progress.report({
          increment: ((done - before) / files.length) * 100,
          message: l10n.t('Files: {0} of {1}', done, files.length),
        });
        before = done;
      });
      return counts;
    },
  );
  await say(counts);
}

function isOpen(uri: Uri): boolean {
  return workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
}

async function say(counts: { reports: number; wrong: number; unreadable: number }): Promise<void> {
  if (counts.reports === 0) {
    await window.showInformationMessage(l10n.t('There is no report in this folder.'));
    return;
  }
  const text =
    counts.unreadable === 0
      ? l10n.t('Reports checked: {0}, with findings: {1}.', counts.reports, counts.wrong)
      : l10n.t(
          'Reports checked: {0}, with findings: {1}, unreadable: {2}.',
          counts.reports,
          counts.wrong,
          counts.unreadable,
        );
  const show = l10n.t('Show Problems');
  const choice = await window.showInformationMessage(text, ...(counts.wrong > 0 ? [show] : []));
  if (choice === show) await commands.executeCommand('workbench.actions.view.problems');
}
