import { Disposable, type LanguageStatusItem, l10n, languages, Uri, window, workspace } from 'vscode';
import { type OriginParams, type OriginResult, originRequest } from '../../../protocol/origins.js';
import type { Client } from '../client.js';
import { Delay } from '../views/delay.js';
import { isZone, zoneLanguages } from './active.js';
import type { Configurations } from './configurations.js';

/** The item follows changes after this calm, in milliseconds. */
const pause = 300;

/** Shows the origin of the zone file in the active editor, and who says it, in the language status. */
export function registerOriginStatus(client: Client, configurations: Configurations): Disposable {
  const item = languages.createLanguageStatusItem(
    'tlsRpt.origin',
    zoneLanguages.map((language) => ({ language })),
  );
  item.name = l10n.t('Zone Origin');
  item.command = { command: 'tlsRpt.setOrigin', title: l10n.t('Set Zone Origin…') };
  const update = async (): Promise<void> => {
    const document = window.activeTextEditor?.document;
    if (document === undefined || !isZone(document)) return;
    const params: OriginParams = { uri: document.uri.toString() };
    const result = await client.sendRequest<OriginResult>(originRequest, params);
    if (result !== null && window.activeTextEditor?.document === document) show(item, result);
  };
  const later = new Delay(pause, update);
  const soon = (): void => later.restart();
  soon();
  return Disposable.from(
    item,
    later,
    window.onDidChangeActiveTextEditor(soon),
    workspace.onDidOpenTextDocument(soon),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document === window.activeTextEditor?.document) soon();
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('tlsRpt.zone.origins')) soon();
    }),
    workspace.onDidChangeWorkspaceFolders(soon),
    configurations.onDidSend(soon),
  );
}

function show(item: LanguageStatusItem, result: NonNullable<OriginResult>): void {
  item.text = result.origin ?? l10n.t('Origin unknown');
  item.detail = wordsOf(result);
}

function wordsOf({ from, configuration }: NonNullable<OriginResult>): string {
  switch (from) {
    case 'directive':
      return l10n.t('origin by the $ORIGIN at the top');
    case 'setting':
      return l10n.t('origin by the setting tlsRpt.zone.origins');
    case 'configuration':
      return configuration === undefined
        ? l10n.t('origin by the name server’s configuration')
        : l10n.t('origin by {0}', workspace.asRelativePath(Uri.parse(configuration)));
    case 'soa':
      return l10n.t('origin by the owner of the SOA or an NS record');
    case 'fileName':
      return l10n.t('origin by the name of the file');
    case 'none':
      return l10n.t('set it to have relative names checked');
  }
}
