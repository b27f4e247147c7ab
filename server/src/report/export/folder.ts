/** What many reports add up to, as Markdown and as one HTML page: the same blocks, written twice. */
import type { FolderResult, NamedCounts, NamedFailures } from '../../../../protocol/folder.js';
import { reportWords, sessionWords } from '../../counted.js';
import { figure, msg, percentage, type Say } from '../../message.js';

type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

function blocks(result: FolderResult, say: Say): Block[] {
  const number = (value: number) => say(figure(value));
  // Rounded down: only a whole is 100 %.
  const share = (rate: number | null) =>
    rate === null ? '' : say(percentage(Math.floor(rate * 1000) / 1000));
  const { totals, range, weeks } = result;
  const found: Block[] = [
    {
      kind: 'text',
      text: say(
        msg(
          '{0}: {1} succeeded, {2} failed.',
          reportWords(result.reports),
          sessionWords(totals.successful),
          figure(totals.failed),
        ),
      ),
    },
  ];
  if (result.note !== undefined) found.push({ kind: 'text', text: result.note });
  if (result.duplicates > 0) {
    found.push({ kind: 'text', text: say(msg('Copies left out: {0}.', figure(result.duplicates))) });
  }
  if (range !== undefined) found.push({ kind: 'text', text: `${range.from} – ${range.to}` });
  if (weeks !== undefined) found.push({ kind: 'text', text: weeks.text });
  const list = (title: string, items: readonly string[]): void => {
    if (items.length > 0) found.push({ kind: 'heading', text: title }, { kind: 'list', items });
  };
  const table = (title: string, head: readonly string[], rows: readonly (readonly string[])[]): void => {
    if (rows.length > 0) found.push({ kind: 'heading', text: title }, { kind: 'table', head, rows });
  };
  const countHead = (name: string) => [
    name,
    say(msg('Successful')),
    say(msg('Failed')),
    say(msg('Success rate')),
  ];
  const countRow = ({ name, successful, failed, rate }: NamedCounts) => [
    name,
    number(successful),
    number(failed),
    share(rate),
  ];
  const failureHead = (name: string) => [name, say(msg('Failed sessions'))];
  const failureRow = ({ name, count }: NamedFailures) => [name, number(count)];
  list(
    say(msg('New this week')),
    result.news.map(({ text }) => text),
  );
  list(
    say(msg('Reports that no longer come')),
    result.silent.map(({ text }) => text),
  );
  table(say(msg('By domain')), countHead(say(msg('Domain'))), result.domains.map(countRow));
  table(say(msg('By organization')), countHead(say(msg('Organization'))), result.organizations.map(countRow));
  table(
    say(msg('Failures by result')),
    [...failureHead(say(msg('Result'))), say(msg('Remedy'))],
    result.resultTypes.map((row) => [...failureRow(row), row.remedy]),
  );
  table(say(msg('Failures by receiving MX')), failureHead('MX'), result.receivingMxs.map(failureRow));
  table(say(msg('Failures by sending IP')), failureHead('IP'), result.sendingIps.map(failureRow));
  table(
    say(msg('Sessions per day')),
    countHead(say(msg('Day'))),
    result.days.map((day) => countRow({ ...day, name: day.day })),
  );
  table(
    say(msg('Files that could not be read')),
    [say(msg('File')), say(msg('Reason'))],
    result.unreadable.map(({ file, reason }) => [file, reason]),
  );
  return found;
}

export function folderMarkdown(name: string, result: FolderResult, say: Say): string {
  const text = (value: string) => value.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]()<>#+\-!|~&@:]/g, '\\$&');
  const row = (cells: readonly string[]) => `| ${cells.map(text).join(' | ')} |`;
  const write = (block: Block): string => {
    switch (block.kind) {
      case 'heading':
        return `## ${text(block.text)}`;
      case 'text':
        return text(block.text);
      case 'list':
        return block.items.map((item) => `- ${text(item)}`).join('\n');
      case 'table':
        return [row(block.head), `|${' --- |'.repeat(block.head.length)}`, ...block.rows.map(row)].join('\n');
    }
  };
  const written = blocks(result, say).map(write);
  return `# ${text(name)}\n\n${written.join('\n\n')}\n`;
}

const style =
  ':root{color-scheme:light dark;font:15px/1.5 system-ui,sans-serif}body{max-width:60rem;margin:2rem auto;padding:0 1rem}' +
  'table{border-collapse:collapse}th,td{padding:.25rem .75rem;text-align:start;border-bottom:1px solid #8886;overflow-wrap:anywhere}';

export function folderHtml(name: string, result: FolderResult, say: Say, locale: string): string {
  const text = (value: string) => value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
  const cells = (tag: 'th' | 'td', row: readonly string[]) =>
    `<tr>${row.map((cell) => `<${tag}>${text(cell)}</${tag}>`).join('')}</tr>`;
  const write = (block: Block): string => {
    switch (block.kind) {
      case 'heading':
        return `<h2>${text(block.text)}</h2>`;
      case 'text':
        return `<p>${text(block.text)}</p>`;
      case 'list':
        return `<ul>${block.items.map((item) => `<li>${text(item)}</li>`).join('')}</ul>`;
      case 'table':
        return `<table>${cells('th', block.head)}${block.rows.map((row) => cells('td', row)).join('\n')}</table>`;
    }
  };
  const written = blocks(result, say).map(write);
  return `<!DOCTYPE html>
<html lang="${text(locale)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(name)}</title>
<style>${style}</style>
</head>
<body>
<h1>${text(name)}</h1>
${written.join('\n')}
</body>
</html>
`;
}
