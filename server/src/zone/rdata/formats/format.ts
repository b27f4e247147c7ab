import { type Message, tableMessage } from '../../../message.js';
import type { FieldKind } from '../kinds/index.js';

export interface RdataField {
  /** As the RFC names it. */
  readonly name: Message;
  readonly kind: FieldKind;
}

/** The RDATA of a type: its fields in order, and what to say of it. */
export interface RdataFormat {
  readonly fields: readonly RdataField[];
  /** What the type is for, in a sentence. */
  readonly summary: Message;
  readonly reference: string;
}

type Written = `${string}:${FieldKind}`;

/** A format from its fields as `name:kind`. */
export function format(reference: string, summary: string, ...fields: Written[]): RdataFormat {
  return {
    reference,
    summary: tableMessage(summary),
    fields: fields.map((field) => {
      const colon = field.indexOf(':');
      return { name: tableMessage(field.slice(0, colon)), kind: field.slice(colon + 1) as FieldKind };
    }),
  };
}
