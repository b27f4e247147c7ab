/** What the tests and `npm start` fetch, pinned in this one place. */
export const versions = {
  /** The VS Code server from npm: this code-server holds VS Code 1.139.1. */
  codeServer: '4.139.1',
  /** Node.js for it: code-server 4.139 wants 24. */
  node: '24.21.0',
  /** A Chromium from npm, for machines without a browser. */
  chromium: '153.0.0',
  /** The desktop VS Code, downloaded where there is a display. */
  desktop: '1.139.1',
} as const;
