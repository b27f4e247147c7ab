import { l10n, type Uri, window, workspace } from 'vscode';

/** Asks for a folder; the first of the workspace is offered. */
export async function chooseFolder(openLabel: string): Promise<Uri | undefined> {
  const chosen = await window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel,
    title: l10n.t('The folder of the reports'),
    ...(workspace.workspaceFolders?.[0] === undefined
      ? {}
      : { defaultUri: workspace.workspaceFolders[0].uri }),
  });
  return chosen?.[0];
}
