import { env, l10n, type QuickPickItem, Uri, window, workspace } from 'vscode';
import type { ExportFormat } from '../../../protocol/requests.js';
import { baseName } from '../baseName.js';
import { inert, plainStem } from './foreign.js';

/** Makes the text of a format. */
export type Exporter = (format: ExportFormat) => Promise<string>;

const endings: Readonly<Record<ExportFormat, string>> = {
  html: 'html',
  markdown: 'md',
  csv: 'csv',
  json: 'json',
};

/** Puts a text on the clipboard and says so for a moment. */
export async function copyExport(exporter: Exporter, format: ExportFormat): Promise<void> {
  await env.clipboard.writeText(await exporter(format));
  window.setStatusBarMessage(l10n.t('Copied to the clipboard.'), 3000);
}

/** Saves a text in a file; asks for the format and the place that are not given. */
export async function saveExport(
  exporter: Exporter,
  source: Uri,
  format?: ExportFormat,
  target?: Uri,
): Promise<void> {
  const wanted = format ?? (await pickFormat());
  if (wanted === undefined) return;
  const ending = endings[wanted];
  const place =
    target ??
    (await window.showSaveDialog({
      defaultUri: Uri.joinPath(source, '..', `${plainStem(baseName(source))}-summary.${ending}`),
      filters: { [wanted]: [ending] },
    }));
  if (place === undefined) return;
  const text = await exporter(wanted);
  await workspace.fs.writeFile(place, new TextEncoder().encode(text));
  if (target === undefined) await offerToOpen(place, wanted);
}

async function offerToOpen(place: Uri, format: ExportFormat): Promise<void> {
  const open = l10n.t('Open');
  const choice = await window.showInformationMessage(inert(l10n.t('Saved as {0}.', baseName(place))), open);
  if (choice === undefined) return;
  if (format === 'html') await env.openExternal(place);
  else await window.showTextDocument(place);
}

async function pickFormat(): Promise<ExportFormat | undefined> {
  const items: (QuickPickItem & { readonly format: ExportFormat })[] = [
    {
      format: 'html',
      label: l10n.t('Web page (HTML)'),
      detail: l10n.t('One file without scripts, to send on or print'),
    },
    {
      format: 'markdown',
      label: l10n.t('Markdown'),
      detail: l10n.t('For a ticket, a wiki or a mail'),
    },
    { format: 'csv', label: l10n.t('CSV'), detail: l10n.t('A row per failure detail or clean policy') },
    { format: 'json', label: l10n.t('JSON'), detail: l10n.t('The summary, for other programs') },
  ];
  const picked = await window.showQuickPick(items, { title: l10n.t('Export as') });
  return picked?.format;
}
