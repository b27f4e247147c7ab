/** All that a zone file tells whoever asks, as lines of text: two that read the same text tell the same. */
import type { Finding } from '../../../server/src/rules/finding.js';
import type { ZoneDocument } from '../../../server/src/zone/document.js';
import { offsetInFile } from '../../../server/src/zone/includes.js';
import type { Entry, Field, RecordEntry } from '../../../server/src/zone/model.js';

/** A finding; places in included files have another number in each zone. */
export const toldFinding = ({ rule, start, end, message, data, related = [] }: Finding): string =>
  JSON.stringify([rule, start, end, message, data, related.map(({ start }) => offsetInFile(start))]);

const field = (given: Field | undefined): string =>
  given === undefined ? '-' : `${offsetInFile(given.start)}:${given.quoted ? 'q' : ''}${given.raw}`;

function toldRecord(record: RecordEntry): string {
  const { isGenerated, owner, ownerName, ttl, effectiveTtl, type, typeName, typeCode, rdata, origin } =
    record;
  const from = `${effectiveTtl?.seconds} ${effectiveTtl?.from}`;
  const { start, end } = record;
  return [
    `${offsetInFile(start)}-${end - start} ${isGenerated} ${ownerName} ${from} ${typeName} ${typeCode} ${origin}`,
    [owner, ttl, record.class, type, ...rdata].map(field).join('|'),
  ].join('|');
}

function toldEntry(entry: Entry): string {
  const { kind, start, end } = entry;
  const tokens = entry.tokens.map(({ kind, end }) => `${kind[0]}${kind[1]}${end}`).join(' ');
  if (kind === 'blank') return `blank ${start}-${end} ${tokens}`;
  if (kind === 'record') return `record ${toldRecord(entry)} ${tokens}`;
  return `${entry.name} ${[entry.keyword.end, ...entry.arguments.map(field)].join('|')} ${start}-${end} ${tokens}`;
}

/** How many entries of a long file are looked up one by one, and how many owners: that costs a walk each. */
const mostLookups = 40;

/** All of them, or as many from all over. */
const some = <T>(all: readonly T[]): readonly T[] => {
  const step = Math.ceil(all.length / mostLookups);
  return step < 2 ? all : all.filter((_, index) => index % step === 0);
};

/** Every entry with all its fields, what is found of owners and at places, where lines are, the name and the origin. */
export function told(zone: ZoneDocument): string {
  const entries = [...zone.entries()];
  const lines = [`${zone.origin} ${zone.apex} ${zone.zoneClass} ${zone.length} ${zone.lineCount}`];
  for (const entry of entries) lines.push(toldEntry(entry));
  for (const { start, end } of some(entries)) {
    const found = zone.entryAt(end - 1);
    const { line, character } = zone.positionAt(start);
    const back = zone.offsetAt({ line, character });
    lines.push(`${start} ${line} ${character} ${back} ${found && toldEntry(found)}`);
  }
  for (const owner of [...some([...zone.owners()]), 'g2.example.com.', 'mail.example.com.', 'x.deep.']) {
    const own = zone.recordsOf(owner).map(toldRecord).join(' ');
    const included = zone.includedRecordsOf(owner).map(toldRecord).join(' ');
    // Which `$GENERATE` comes first is not promised.
    const generated = zone.generatedRecordsOf(owner).map(toldRecord).sort().join(' ');
    lines.push(`${owner} ${own} / ${included} / ${generated}`);
  }
  return lines.join('\n');
}
