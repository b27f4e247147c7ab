import { commands, type Disposable, env, l10n, type QuickPickItem, window } from 'vscode';
import { type CopyFormat, type CopyRecordResult, copyRecordRequest } from '../../../protocol/zone.js';
import type { Client } from '../client.js';
import { inert } from '../views/foreign.js';
import { activeZone } from '../zones/active.js';

/** Copy Record As…: the TLS-RPT record at the cursor, for other tools. */
export function registerCopyRecord(client: Client): Disposable {
  return commands.registerCommand('tlsRpt.copyRecord', async (wanted?: CopyFormat) => {
    const editor = activeZone();
    if (editor === undefined) return;
    const copied = await client.sendRequest<CopyRecordResult>(copyRecordRequest, {
      uri: editor.document.uri.toString(),
      position: editor.selection.active,
    });
    if (copied === null) {
      void window.showWarningMessage(l10n.t('The domain at the cursor has no TLS-RPT record in this file.'));
      return;
    }
    const { texts, problem } = copied;
    const format = wanted ?? (await pick(texts));
    if (format === undefined) return;
    await env.clipboard.writeText(texts[format]);
    if (problem !== undefined) {
      void window.showWarningMessage(inert(l10n.t('Copied, but the record would not work: {0}', problem)));
    }
  });
}

async function pick(texts: NonNullable<CopyRecordResult>['texts']): Promise<CopyFormat | undefined> {
  const labels: readonly [CopyFormat, string][] = [
    ['zone', l10n.t('Zone file line')],
    ['name', l10n.t('Name, for a web form')],
    ['value', l10n.t('Value, for a web form')],
    ['nsupdate', 'nsupdate'],
    ['terraform', 'Terraform'],
    ['octodns', 'octoDNS (YAML)'],
    ['dnscontrol', 'dnscontrol'],
  ];
  const items = labels.map(([format, label]): QuickPickItem & { format: CopyFormat } => ({
    label,
    detail: texts[format].replaceAll(/\s*\n\s*/g, ' '),
    format,
  }));
  const item = await window.showQuickPick(items, { placeHolder: l10n.t('Copy the record as') });
  return item?.format;
}
