/** The page that shows this VS Code, for tests that press keys, click, or read a webview: see scripts/vscode/page.ts. */
import { workspace } from 'vscode';
import type { PageActions } from '../../../scripts/vscode/page.js';

/** The web worker has no environment: there the page answers on the server's own origin. */
const url =
  typeof process === 'undefined'
    ? `http://${workspace.workspaceFolders?.[0]?.uri.authority}/dev-page`
    : process.env.TLS_RPT_PAGE;

/** Whether there is a page: a desktop VS Code gives none. */
export const hasPage = url !== undefined;

async function act(action: string, args: readonly unknown[]): Promise<unknown> {
  if (url === undefined) throw new Error('This VS Code has no page that a test can reach.');
  const response = await fetch(url, { method: 'POST', body: JSON.stringify({ action, args }) });
  const answer = (await response.json()) as { result?: unknown; error?: string };
  if (answer.error !== undefined)
    throw new Error(`page.${action}(${JSON.stringify(args).slice(1, -1)}): ${answer.error}`);
  return answer.result;
}

export const page = new Proxy({} as PageActions, {
  get:
    (_target, action: string) =>
    (...args: unknown[]) =>
      act(action, args),
});

/** Waits for a webview. The first one after all others were closed waits long for VS Code's service worker: four times the guard. */
export async function shown(selector: string, tries = 4): Promise<void> {
  await page.waitFor('webview', selector).catch((error: unknown) => {
    if (tries === 1) throw error;
    return shown(selector, tries - 1);
  });
}
