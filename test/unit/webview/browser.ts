/** The pages in a real browser, with a stand-in for VS Code around them. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import * as esbuild from 'esbuild';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { pageHtml } from '../../../client/src/views/html.js';
import { type Theme, type ThemeData, themes } from './themes.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const origin = 'https://page.test/';

/** An installed Chromium or Chrome; undefined where there is none. */
export function findBrowser(): string | undefined {
  const folders = (process.env.PATH ?? '').split(':');
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const places = [
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ];
  return [process.env.CHROME_PATH, ...places].find((path) => path !== undefined && existsSync(path));
}

export function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export interface OpenPage {
  readonly page: Page;
  /** What the page sent to the extension. */
  sent(): Promise<unknown[]>;
  /** What the extension sends to the page. */
  show(message: unknown): Promise<void>;
  state(): Promise<unknown>;
  /** Addresses that the page asked for beside its own files, and what its policy refused. */
  readonly violations: string[];
  close(): Promise<void>;
}

export interface Look {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  readonly state?: unknown;
  /** Of the document. */
  readonly title?: string;
  readonly reducedMotion?: boolean;
  readonly forcedColors?: boolean;
}

/** Opens one of the pages as a webview would, in its own frame and so under its own policy. */
export async function openPage(
  browser: Browser,
  name: 'summary' | 'dashboard',
  look: Look = {},
): Promise<OpenPage> {
  const files = await bundle(name);
  const html = pageHtml({
    language: 'en',
    title: look.title ?? name,
    script: `${origin}${name}.js`,
    style: `${origin}${name}.css`,
    source: origin,
  });
  const page = await emptyPage(browser, look);
  await page.addInitScript({ content: standIn(look.state, themes[look.theme ?? 'dark']) });
  return {
    ...(await opened(page, html, files)),
    sent: () => page.evaluate<unknown[]>('window.sent'),
    show: (message) =>
      page
        .evaluate((data) => window.dispatchEvent(new MessageEvent('message', { data })), message)
        .then(() => {}),
    state: () => page.evaluate('window.kept'),
  };
}

/** Opens a page of its own, as a browser would open a file. */
export async function openHtml(
  browser: Browser,
  html: string,
): Promise<Pick<OpenPage, 'page' | 'violations' | 'close'>> {
  return opened(await emptyPage(browser, {}), html, new Map());
}

async function emptyPage(browser: Browser, look: Look): Promise<Page> {
  const page = await (await contextOf(browser, look)).newPage();
  await page.setViewportSize({ width: look.width ?? 800, height: look.height ?? 900 });
  return page;
}

async function opened(page: Page, html: string, files: ReadonlyMap<string, string>) {
  const violations: string[] = [];
  await page.route('**/*', (route) => {
    const path = route.request().url().slice(origin.length);
    if (path === '') return route.fulfill({ contentType: 'text/html', body: html });
    const body = files.get(path);
    if (body !== undefined) {
      return route.fulfill({ contentType: path.endsWith('.css') ? 'text/css' : 'text/javascript', body });
    }
    violations.push(route.request().url());
    return route.abort();
  });
  page.on('console', (message) => {
    if (message.type() === 'error') violations.push(message.text());
  });
  page.on('pageerror', (error) => violations.push(String(error)));
  await page.goto(origin);
  return { page, violations, close: () => page.close() };
}

const contexts = new WeakMap<Browser, Map<string, Promise<BrowserContext>>>();

/** A context costs more than a page: pages of one look share theirs. */
function contextOf(browser: Browser, { forcedColors, reducedMotion }: Look): Promise<BrowserContext> {
  const ofBrowser = contexts.get(browser) ?? new Map<string, Promise<BrowserContext>>();
  contexts.set(browser, ofBrowser);
  const key = `${forcedColors} ${reducedMotion}`;
  const context =
    ofBrowser.get(key) ??
    browser.newContext({
      forcedColors: forcedColors ? 'active' : 'none',
      reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
    });
  ofBrowser.set(key, context);
  return context;
}

/** An expression that waits, frame by frame, until a condition holds in the page, whose policy lets nobody evaluate text. */
export const settled = (condition: string) =>
  `new Promise((done) => { const look = () => ((${condition}) ? done() : requestAnimationFrame(look)); look(); })`;

/** What axe finds against WCAG 2.2 AA on the page as it stands: rule and element. */
export async function accessibilityViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
    );
  });
}

/** VS Code's half of the page: its function, and the theme's variables set as VS Code sets them. */
function standIn(state: unknown, theme: ThemeData): string {
  return `
    window.sent = [];
    window.kept = ${JSON.stringify(state) ?? 'undefined'};
    window.acquireVsCodeApi = () => ({
      postMessage: (message) => window.sent.push(structuredClone(message)),
      getState: () => window.kept,
      setState: (next) => { window.kept = structuredClone(next); },
    });
    document.addEventListener('DOMContentLoaded', () => {
      const theme = ${JSON.stringify(theme)};
      document.body.className = theme.kind;
      for (const [key, value] of Object.entries(theme.variables)) {
        document.documentElement.style.setProperty(key, value);
      }
    });`;
}

const bundles = new Map<string, Promise<Map<string, string>>>();

function bundle(name: string): Promise<Map<string, string>> {
  let made = bundles.get(name);
  if (made === undefined) {
    made = esbuild
      .build({
        absWorkingDir: root,
        entryPoints: [
          { in: `client/webview/${name}/main.ts`, out: name },
          { in: `client/webview/${name}/${name}.css`, out: name },
        ],
        bundle: true,
        format: 'iife',
        outdir: 'out',
        write: false,
      })
      .then(
        ({ outputFiles }) =>
          new Map(outputFiles.map((file) => [file.path.replace(/^.*[\\/]/, ''), file.text])),
      );
    bundles.set(name, made);
  }
  return made;
}
