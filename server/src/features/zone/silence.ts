/** Silencing a finding where it stands, by a comment of the zone file. */

import { isClosed } from '../../quotes.js';
import type { Finding } from '../../rules/finding.js';
import type { SpanEdit } from '../../span.js';
import type { Token, ZoneView } from '../../zone/model.js';

/**
 * The edit that puts a comment behind the finding's line, or, where a comment or an open string ends that line, on a
 * line before it. Undefined where no comment can stand.
 */
export function silence(zone: ZoneView, { start, rule }: Finding): SpanEdit | undefined {
  const entry = zone.entryAt(start);
  if (entry === undefined || rule === 'config/unknown-rule') return undefined;
  const text = zone.slice(entry.start, entry.end);
  const from = text.lastIndexOf('\n', start - entry.start - 1) + 1;
  const lineStart = entry.start + from;
  const lineEnd = lineStart + (/^[^\r\n]*/.exec(text.slice(from))?.[0].length ?? 0);
  const raw = (token: Token) => zone.slice(token.start, token.end);
  const last = entry.tokens.findLast((token) => token.start < lineEnd && token.kind !== 'space');
  if (last?.kind === 'comment' && last.start >= lineStart) {
    const ids = silencesLine.exec(raw(last));
    if (ids !== null) {
      const at = last.start + ids.index + ids[0].length;
      return { start: at, end: at, newText: ` ${rule}` };
    }
  } else if (last !== undefined && last.end <= lineEnd && !isOpen(last, raw(last))) {
    return { start: lineEnd, end: lineEnd, newText: ` ; tls-rpt-disable-line ${rule}` };
  }
  const inside = entry.tokens.some(
    ({ kind, start, end }) => kind === 'string' && start < lineStart && lineStart < end,
  );
  if (inside) return undefined;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  return { start: lineStart, end: lineStart, newText: `; tls-rpt-disable-next-line ${rule}${newline}` };
}

/** Where a comment silences rules of its line; behind them a reason may stand. */
const silencesLine = /tls-rpt-disable-line(?<=;\s*tls-rpt-disable-line)(?:[\s,]+[^\s,;/]+\/[^\s,;]+)+/i;

/** Whether what follows a token on its line would be part of it. */
const isOpen = ({ kind }: Token, raw: string) => raw.endsWith('\\') || (kind === 'string' && !isClosed(raw));
