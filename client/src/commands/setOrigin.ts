import { ConfigurationTarget, commands, type Disposable, l10n, Uri, window, workspace } from 'vscode';
import {
  type OriginCheckParams,
  type OriginCheckResult,
  type OriginParams,
  type OriginResult,
  originCheckRequest,
  originRequest,
} from '../../../protocol/origins.js';
import type { Client } from '../client.js';
import { activeZone } from '../zones/active.js';
import { originKey } from '../zones/originKey.js';

/** Asks for the origin of the zone file in the active editor, and writes it to the settings. */
export function registerSetOrigin(client: Client): Disposable {
  const check = (text: string) => {
    const params: OriginCheckParams = { text };
    return client.sendRequest<OriginCheckResult>(originCheckRequest, params);
  };
  return commands.registerCommand('tlsRpt.setOrigin', async () => {
    const document = activeZone()?.document;
    if (document === undefined) return;
    if (document.isUntitled) {
      await window.showInformationMessage(l10n.t('Save the file first: its origin is set by its path.'));
      return;
    }
    const params: OriginParams = { uri: document.uri.toString() };
    const now = await client.sendRequest<OriginResult>(originRequest, params);
    const typed = await window.showInputBox({
      title: l10n.t('Set Zone Origin'),
      prompt:
        now?.from === 'directive'
          ? l10n.t('The $ORIGIN at the top of the file counts before what is set here.')
          : l10n.t('The name of the zone, such as example.com. Leave it empty to take the setting back.'),
      value: now?.origin ?? '',
      ignoreFocusOut: true,
      validateInput: async (text) => (text.trim() === '' ? undefined : (await check(text)).problem),
    });
    if (typed === undefined) return;
    await write(document.uri, typed.trim() === '' ? undefined : (await check(typed)).origin);
  });
}

/** Sets the origin of a file where its folder's settings are, or takes it back. */
async function write(uri: Uri, origin: string | undefined): Promise<void> {
  const folder = workspace.getWorkspaceFolder(uri);
  const settings = workspace.getConfiguration('tlsRpt.zone', uri);
  const values = settings.inspect<Readonly<Record<string, string>>>('origins');
  const [target, before] =
    folder === undefined
      ? ([ConfigurationTarget.Global, values?.globalValue] as const)
      : workspace.workspaceFile === undefined
        ? ([ConfigurationTarget.Workspace, values?.workspaceValue] as const)
        : ([ConfigurationTarget.WorkspaceFolder, values?.workspaceFolderValue] as const);
  // The server knows the path as the URI has it once written: a drive letter is in lower case there.
  const key = originKey(
    folder === undefined ? Uri.parse(uri.toString()).path : workspace.asRelativePath(uri, false),
  );
  const { [key]: _gone, ...others } = before ?? {};
  const after = origin === undefined ? others : { ...others, [key]: origin };
  await settings.update('origins', Object.keys(after).length === 0 ? undefined : after, target);
}
