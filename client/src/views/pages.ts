import { type ExtensionContext, env, Uri, type WebviewPanel } from 'vscode';
import { pageHtml } from './html.js';

/** Puts a page into a tab: its picture, its files and nothing else to read, its frame. */
export function showPage(
  { extensionUri }: ExtensionContext,
  panel: WebviewPanel,
  name: 'summary' | 'dashboard',
  title: string,
): void {
  const folder = Uri.joinPath(extensionUri, 'dist', 'webview');
  const picture = (theme: string) => Uri.joinPath(extensionUri, 'media', `report-${theme}.svg`);
  const { webview } = panel;
  const file = (ending: string) => webview.asWebviewUri(Uri.joinPath(folder, `${name}.${ending}`)).toString();
  panel.iconPath = { light: picture('light'), dark: picture('dark') };
  webview.options = { enableScripts: true, enableForms: false, localResourceRoots: [folder] };
  webview.html = pageHtml({
    language: env.language,
    title,
    script: file('js'),
    style: file('css'),
    source: webview.cspSource,
  });
}
