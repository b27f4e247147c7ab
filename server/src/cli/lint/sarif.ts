import { pathToFileURL } from 'node:url';
import type { Say } from '../../message.js';
import { visibleJson } from '../../report/visible.js';
import { catalogue, ruleIds, rulePage } from '../../rules/catalogue.js';
import { rulePages } from '../../rules/pages/index.js';
import type { Level, Severity } from '../../rules/severity.js';
import type { Span } from '../../span.js';
import { version } from '../version.js';
import type { Lines } from './lines.js';
import type { FileResult, Problem } from './result.js';

const levels = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
  off: 'none',
} as const satisfies Record<Level | Severity, string>;

/** SARIF 2.1.0 (OASIS), for code scanning; every rule is described, and a result carries its fix. */
export function asSarif(results: readonly FileResult[], say: Say, cwd: string): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: driver() },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { ROOT: { uri: pathToFileURL(`${cwd}/`).href } },
        results: results.flatMap((result) =>
          result.problems.map((problem) => resultOf(result, problem, say)),
        ),
      },
    ],
  };
  return `${visibleJson(JSON.stringify(log, undefined, 2))}\n`;
}

function driver() {
  return {
    name: 'tls-rpt',
    version,
    semanticVersion: version,
    informationUri: 'https://github.com/tls-rpt/tls-rpt',
    rules: ruleIds.map((id) => ({
      id,
      shortDescription: { text: rulePages[id].title },
      fullDescription: { text: rulePages[id].why },
      helpUri: rulePage(id),
      defaultConfiguration: {
        enabled: catalogue[id].level !== 'off',
        ...(catalogue[id].level !== 'off' && { level: levels[catalogue[id].level] }),
      },
    })),
  };
}

function resultOf({ file, lines }: FileResult, { finding, severity, fix }: Problem, say: Say) {
  const { rule, message, related = [] } = finding;
  return {
    ruleId: rule,
    ruleIndex: ruleIds.indexOf(rule),
    level: levels[severity],
    message: { text: say(message) },
    locations: [location(file, lines, finding)],
    ...(related.length > 0 && {
      relatedLocations: related.map((other, id) => ({
        id,
        ...location(other.uri ?? file, lines, other.uri === undefined ? other : undefined),
        message: { text: say(other.message) },
      })),
    }),
    ...(fix && {
      fixes: [
        {
          description: { text: say(fix.title) },
          artifactChanges: [
            {
              artifactLocation: artifact(file),
              replacements: fix.edits.map((edit) => ({
                deletedRegion: region(lines, edit),
                insertedContent: { text: edit.newText },
              })),
            },
          ],
        },
      ],
    }),
  };
}

/** A place in a file; another file's lines are not known here. */
function location(file: string, lines: Lines, span: Span | undefined) {
  return {
    physicalLocation: {
      artifactLocation: artifact(file),
      ...(span && { region: region(lines, span) }),
    },
  };
}

/** Lines and columns from 1, the end exclusive. */
function region(lines: Lines, { start, end }: Span) {
  const first = lines.positionAt(start);
  const last = lines.positionAt(end);
  return {
    startLine: first.line + 1,
    startColumn: first.character + 1,
    endLine: last.line + 1,
    endColumn: last.character + 1,
  };
}

/** A path below the root as a relative URI; any other as it is. */
function artifact(file: string) {
  if (/^[a-z][a-z0-9+.-]+:/i.test(file)) {
    return { uri: file };
  }
  const uri = file.split('/').map(encodeURIComponent).join('/');
  return file.startsWith('/') ? { uri: `file://${uri}` } : { uri, uriBaseId: 'ROOT' };
}
