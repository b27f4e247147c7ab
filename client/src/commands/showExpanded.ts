import { commands, Disposable, l10n, languages, Uri, window, workspace } from 'vscode';
import { type ExpandZoneResult, expandZoneRequest } from '../../../protocol/zone.js';
import type { Client } from '../client.js';
import { inert } from '../views/foreign.js';
import { activeZone } from '../zones/active.js';
import { TextPages } from '../zones/textPages.js';

const scheme = 'tls-rpt-zone';

/** Show Expanded Zone: a read-only document with one record a line, as `named-compilezone` prints it. */
export function registerShowExpanded(client: Client): Disposable {
  const pages = new TextPages();
  return Disposable.from(
    workspace.registerTextDocumentContentProvider(scheme, pages),
    commands.registerCommand('tlsRpt.showExpanded', async () => {
      const editor = activeZone();
      if (editor === undefined) return;
      const { document } = editor;
      const result = await client.sendRequest<ExpandZoneResult>(expandZoneRequest, {
        uri: document.uri.toString(),
      });
      if (result === null) return;
      if ('causes' in result) {
        const [first] = result.causes;
        const where =
          first?.line === undefined
            ? ''
            : first.file === undefined
              ? l10n.t('Line {0}: ', first.line)
              : l10n.t('{0}, line {1}: ', first.file, first.line);
        const text = l10n.t('The zone cannot be expanded. {0}{1}', where, first?.message ?? '');
        void window.showErrorMessage(inert(text));
        return;
      }
      const page = Uri.from({ scheme, path: `/${result.origin}`, query: document.uri.toString() });
      pages.set(page, result.text);
      const shown = await workspace.openTextDocument(page);
      await window.showTextDocument(await languages.setTextDocumentLanguage(shown, 'dns-zone'), {
        preview: true,
      });
    }),
  );
}
