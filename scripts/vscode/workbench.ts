/** Opens VS Code's workbench in the browser. */
import type { Page } from 'playwright-core';
import { mark } from './mark.js';
import type { Server } from './server.js';

export interface Development {
  /** Folders of the extensions under development. */
  readonly extensions: readonly string[];
  /** The bundled tests: a file that exports `run()`. */
  readonly tests?: string;
}

/** The address of the workbench on a folder, with extensions under development. */
export function workbenchUrl(
  server: Server,
  folder: string,
  development: Development = { extensions: [] },
): string {
  const remote = (path: string) => `vscode-remote://${server.authority}${encodeURI(path)}`;
  const payload = [
    ...development.extensions.map((path) => ['extensionDevelopmentPath', remote(path)]),
    ...(development.tests === undefined ? [] : [['extensionTestsPath', remote(development.tests)]]),
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  const query = new URLSearchParams({ folder, payload: JSON.stringify(payload) });
  return `http://${server.authority}/?${query}`;
}

/**
 * Makes the workbench report to this process: what tests print goes to `log`; the promise gives the exit code when
 * they are done, or the one that `finish` ends them with. To be called before the page is opened.
 */
export async function automation(
  page: Page,
  log: (line: string) => void,
): Promise<{ exit: Promise<number>; finish(code: number): void }> {
  await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => {
    log(args.map(String).join(' '));
  });
  let finish: (code: number) => void = () => {};
  const exit = new Promise<number>((resolve) => {
    finish = resolve;
  });
  await page.exposeFunction('codeAutomationExit', (code: number) => finish(code));
  page.once('crash', () => {
    log(`${mark}✖ The page of VS Code crashed.`);
    finish(1);
  });
  return { exit, finish };
}
