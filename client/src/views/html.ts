import { type ExtensionContext, env, Uri, type Webview, type WebviewOptions } from 'vscode';

/** Where the pages' files are, and all that a page may read. */
function pagesFolder(context: ExtensionContext): Uri {
  return Uri.joinPath(context.extensionUri, 'dist', 'webview');
}

export function pageOptions(context: ExtensionContext): WebviewOptions {
  return { enableScripts: true, enableForms: false, localResourceRoots: [pagesFolder(context)] };
}

/** The tab's picture. */
export function pageIcon(context: ExtensionContext): { readonly light: Uri; readonly dark: Uri } {
  const file = (name: string) => Uri.joinPath(context.extensionUri, 'media', name);
  return { light: file('report-light.svg'), dark: file('report-dark.svg') };
}

/** The frame of a page. It may run its one script and load its one style sheet, and nothing else. */
export function pageHtml(
  context: ExtensionContext,
  webview: Webview,
  name: 'summary' | 'dashboard',
  title: string,
): string {
  const file = (ending: string) =>
    escapeHtml(webview.asWebviewUri(Uri.joinPath(pagesFolder(context), `${name}.${ending}`)).toString());
  const nonce = crypto.randomUUID();
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}`;
  return `<!DOCTYPE html>
<html lang="${escapeHtml(env.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="${file('css')}">
</head>
<body>
<script nonce="${nonce}" src="${file('js')}"></script>
</body>
</html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
