/** What a page is made of, beside its script: all that differs from one webview to another. */
export interface PageFrame {
  /** A BCP 47 tag. */
  readonly language: string;
  readonly title: string;
  /** Addresses of its two files. */
  readonly script: string;
  readonly style: string;
  /** Where styles may come from, as a source list of a content security policy (`Webview.cspSource`). */
  readonly source: string;
}

/** The frame of a page. It may run its one script and load its one style sheet, and nothing else. */
export function pageHtml({ language, title, script, style, source }: PageFrame): string {
  const nonce = crypto.randomUUID();
  // What `default-src` does not stand for is named.
  const policy = `default-src 'none'; base-uri 'none'; form-action 'none'; script-src 'nonce-${nonce}'; style-src ${source}`;
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="${escapeHtml(style)}">
</head>
<body>
<script nonce="${nonce}" src="${escapeHtml(script)}"></script>
</body>
</html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
