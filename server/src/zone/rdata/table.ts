import { type Mnemonic, typeCodes } from '../rrtypes.js';
import { dnssecFormats } from './formats/dnssec.js';
import type { RdataFormat } from './formats/format.js';
import { hostFormats } from './formats/hosts.js';
import { retiredFormats } from './formats/retired.js';
import { serviceFormats } from './formats/services.js';

export type { RdataField, RdataFormat } from './formats/format.js';
export { type FieldKind, takesRest } from './kinds/index.js';

/**
 * RDATA of every type that BIND 9.18 reads in words. The others (NULL, UINFO, UID, GID, UNSPEC, numbered types) stand in
 * the generic form of RFC 3597 only.
 */
export const formats: Partial<Record<Mnemonic, RdataFormat>> = {
  ...hostFormats,
  ...serviceFormats,
  ...dnssecFormats,
  ...retiredFormats,
};

const byCode = new Map<number, RdataFormat>();
for (const [name, format] of Object.entries(formats)) {
  byCode.set(typeCodes[name as Mnemonic], format);
}

/** The format of a type by its number; undefined where it has the generic form only. */
export const formatOf = (typeCode: number): RdataFormat | undefined => byCode.get(typeCode);

/** The format of a type by its mnemonic. */
export const formatNamed = (typeName: string | undefined): RdataFormat | undefined =>
  typeName === undefined ? undefined : formats[typeName as Mnemonic];

/** The English of what is said of types and of their fields: the keys of its translations. */
export function rdataTexts(): readonly string[] {
  const messages = Object.values(formats).flatMap(({ summary, fields }) => [
    summary,
    ...fields.map(({ name }) => name),
  ]);
  return [...new Set(messages.map(({ template }) => template))];
}
