import { isNear } from '../../nearest.js';
import { type Intended, intendedText, isTooLong } from '../../tlsrpt/intended.js';
import type { RecordEntry, ZoneView } from '../../zone/model.js';
import { labels } from '../../zone/names.js';
import { saysLetters, threeLetters } from '../letters.js';
import { hasRua, hasVersion, nearVersion } from './version.js';

const TXT = 16;

/** What a TXT record is to TLS-RPT. */
export interface Reading {
  readonly value: Intended;
  /** Whether the owner is `_smtp._tls` under some name. */
  readonly exactOwner: boolean;
  readonly wildcard: boolean;
  /** Whether the text is a TLS-RPT record, or a near miss of one. */
  readonly isRecord: boolean;
  /** The domain that the record is about; undefined where the owner does not tell. */
  readonly domain: string | undefined;
}

const tls = threeLetters('tls');
/** What some write for it. */
const tsl = threeLetters('tsl');

/** Whether the text of a record, as written, may name TLS-RPT: see `saysLetters`. */
export const saysTls = (text: string, start: number, end: number) =>
  saysLetters(text, start, end, 160, tls, tsl);

export function read(entry: RecordEntry, zone: ZoneView): Reading | undefined {
  if (entry.typeCode !== TXT || entry.ownerName === undefined || entry.rdata.length === 0 || isTooLong(entry))
    return undefined;
  // The value stands on the next line, and BIND does not read it: zone/bad-escape says so.
  if (entry.rdata[0]?.raw === '\\') return undefined;
  // In hexadecimal digits (RFC 3597) nobody writes by hand.
  if (entry.rdata[0]?.raw === '\\#') return undefined;
  // A wildcard is for any service: what it says tells whether it is for this one.
  if (entry.ownerName.startsWith('*.')) {
    const text = zone.slice(entry.rdata[0]!.start, entry.end);
    if (!saysTls(text, 0, text.length)) return undefined;
  }
  const value = intendedText(entry, zone);
  const own = labels(entry.ownerName);
  const exactOwner = isExact(own);
  const near = nearVersion(value.octets) || hasVersion(value.octets);
  const isRecord =
    near ||
    ((exactOwner || nearLabels(own) > 0) &&
      hasRua(value.octets) &&
      !/^\s*v=(?:spf1|dkim1|stsv1)/i.test(value.octets));
  const domain = exactOwner ? `${own.slice(2).join('.')}.` : undefined;
  return { value, exactOwner, wildcard: own[0] === '*', isRecord, domain };
}

/** Whether the labels of a name say that it is one at which senders ask: no mail domain begins with `_`. */
export const isExact = (own: readonly string[]) =>
  own[0]?.toLowerCase() === '_smtp' && own[1]?.toLowerCase() === '_tls' && own[2]?.startsWith('_') !== true;

const wellKnown = ['smtp', 'tls', 'tlsrpt', 'smtptls', 'smtptlsrpt', 'tlsreport', 'tlsreporting'];

/** How many leading labels of an owner read like a misspelling of `_smtp._tls`. */
export function nearLabels(own: readonly string[]): number {
  const near = (label: string | undefined) => {
    if (label === undefined) return false;
    const bare = label.toLowerCase().replace(/[_-]/g, '');
    return wellKnown.some(
      (word) => bare === word || (bare.length > 3 && label.startsWith('_') && isNear(bare, word, 1)),
    );
  };
  if (!near(own[0])) return 0;
  return near(own[1]) || own[1]?.toLowerCase() === '_tcp' ? 2 : 1;
}
