/** The findings of named-checkzone as diagnostics, each in the file that it is about. */
import { Diagnostic, DiagnosticSeverity, l10n, Range, Uri, workspace } from 'vscode';
import { isInside } from '../paths.js';
import type { ZoneFinding } from './output.js';
import { contentOf, includeOf, lineOf, type OutlineOwner } from './place.js';
import type { Programs } from './program.js';

/** At most so many of one file are shown. */
const most = 1000;

export interface CheckedFile {
  readonly uri: Uri;
  readonly text: string;
  readonly outline: readonly OutlineOwner[];
}

/**
 * @param included the file that a `$INCLUDE` names; undefined where it is none of the workspace's: then what it says,
 *   which quotes that file, is not shown but counted where it is included
 */
export async function diagnosticsByFile(
  findings: readonly ZoneFinding[],
  zone: CheckedFile,
  included: (file: string) => Promise<CheckedFile | undefined>,
): Promise<[Uri, Diagnostic[]][]> {
  const own = diagnosticsOf(findings, undefined, zone);
  const others: [Uri, Diagnostic[]][] = [];
  for (const name of new Set(findings.flatMap(({ file }) => file ?? []))) {
    const file = await included(name);
    if (file !== undefined) others.push([file.uri, diagnosticsOf(findings, name, file)]);
    else own.push(withheld(name, zone, findings.filter(({ file }) => file === name).length));
  }
  return [[zone.uri, own], ...others];
}

/** Finds the files of the workspace that zones include: where a name leads, past symbolic links, decides. */
export function includedFiles(programs: Programs, folder: string | undefined) {
  return async (name: string): Promise<CheckedFile | undefined> => {
    const path = await programs.realPath(name, folder);
    if (path === undefined) return undefined;
    const uri = Uri.file(path);
    for (const { uri: own } of workspace.workspaceFolders ?? []) {
      const root = own.scheme === 'file' ? await programs.realPath(own.fsPath, undefined) : undefined;
      if (root === undefined || !isInside(uri.path, Uri.file(root).path)) continue;
      const text = new TextDecoder().decode(await workspace.fs.readFile(uri));
      return { uri, text, outline: [] };
    }
    return undefined;
  };
}

function diagnosticsOf(
  findings: readonly ZoneFinding[],
  name: string | undefined,
  { text, outline }: CheckedFile,
): Diagnostic[] {
  const lines = text.split(/\r?\n/);
  const isBlank = (line: number): boolean => lines[line]?.trim() === '';
  const own = findings.filter(({ file }) => file === name);
  const shown = own.slice(0, most).map((finding) => {
    const line = lineOf(finding, isBlank, lines.length, outline);
    return diagnostic(line, lines[line] ?? '', finding.message, finding.severity);
  });
  if (own.length > most) {
    shown.push(diagnostic(0, lines[0] ?? '', l10n.t('Findings that are not shown: {0}.', own.length - most)));
  }
  return shown;
}

function withheld(name: string, { text }: CheckedFile, count: number): Diagnostic {
  const line = includeOf(name, text) ?? 0;
  const message = l10n.t('Findings in {0}, which is outside of the workspace: {1}.', name, count);
  return diagnostic(line, text.split(/\r?\n/)[line] ?? '', message, 'error');
}

function diagnostic(
  line: number,
  text: string,
  message: string,
  severity: ZoneFinding['severity'] = 'warning',
): Diagnostic {
  const level = severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
  const [start, end] = contentOf(text);
  const made = new Diagnostic(new Range(line, start, line, end), message, level);
  made.source = 'named-checkzone';
  return made;
}
