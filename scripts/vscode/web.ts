/**
 * Runs the tests in VS Code's web worker extension host: the workbench is told, in the page that holds it, of an
 * extension under development that comes from the web, as vscode.dev would load it.
 */
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { answer } from './bridge.js';
import { root } from './cache.js';
import { drive } from './drive.js';
import { workbenchUrl } from './workbench.js';

/** Where the extension, the tests and the page's actions are, on the server's own origin: the workbench asks no other. */
const extensionPath = '/dev-ext';
const testsPath = `${extensionPath}/out/test/web.js`;
const actionsPath = '/dev-page';

/** @returns the exit code of the tests in `out/test/web.js` */
export function runInWorker(workspace: string): Promise<number> {
  return drive({ log: 'vscode-web.log' }, async ({ server, page, actions }) => {
    const context = page.context();
    // The page comes through a route, so the browser does not know it for this machine's own.
    await context.grantPermissions(['local-network-access'], { origin: `http://${server.authority}` });
    await serveExtension(context);
    await context.route(
      (url) => url.pathname === actionsPath,
      async (route) => {
        await route.fulfill({ json: await answer(actions, route.request().postData() ?? '') });
      },
    );
    await developOnTheWeb(context, server.authority);
    await page.goto(workbenchUrl(server, workspace));
  });
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Answers what is asked of the extension from the project's folder. */
async function serveExtension(context: BrowserContext): Promise<void> {
  await context.route(
    (url) => url.pathname.startsWith(`${extensionPath}/`),
    async (route) => {
      const asked = decodeURIComponent(new URL(route.request().url()).pathname.slice(extensionPath.length));
      const path = join(root, normalize(asked));
      try {
        await route.fulfill({
          body: await readFile(path),
          contentType: types[extname(path)] ?? 'application/octet-stream',
          headers: { 'access-control-allow-origin': '*' },
        });
      } catch {
        await route.fulfill({ status: 404 });
      }
    },
  );
}

/** Adds the extension and its tests to the settings that the workbench's page carries. */
async function developOnTheWeb(context: BrowserContext, authority: string): Promise<void> {
  const uri = (path: string) => ({ scheme: 'http', authority, path });
  const developmentOptions = { extensions: [uri(extensionPath)], extensionTestsPath: uri(testsPath) };
  await context.route(
    (url) => url.pathname === '/',
    async (route) => {
      const response = await route.fetch();
      const html = await response.text();
      const body = html.replace(
        /(id="vscode-workbench-web-configuration"\s+data-settings=")([^"]*)"/,
        (_all, start: string, settings: string) => {
          const configuration = JSON.parse(settings.replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
          const text = JSON.stringify({ ...configuration, developmentOptions });
          return `${start}${text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`;
        },
      );
      if (body === html) throw new Error('The page of this VS Code has no settings to add the tests to.');
      await route.fulfill({ response, body });
    },
  );
}
