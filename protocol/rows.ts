/**
 * Many objects of one kind as they travel between client, server and page: the names of their members are not sent, and each text
 * once. A report has thousands of failure details with a few host names in all; as objects they are longer than the report.
 */
export interface Rows {
  readonly texts: readonly string[];
  /** The values of each row behind each other, in the order of the shape; null where the row has none. */
  readonly values: readonly (number | null)[];
}

/** What is sent of each member: a number; the index of its text; where a span starts and ends. */
export type Shape<Row> = { readonly [Name in keyof Row]-?: 'number' | 'text' | 'span' };

interface Span {
  readonly start: number;
  readonly end: number;
}

export function toRows<Row extends object>(rows: readonly Row[], shape: Shape<Row>): Rows {
  const texts = new Map<string, number>();
  const values: (number | null)[] = [];
  const members = Object.entries(shape) as [keyof Row, Shape<Row>[keyof Row]][];
  for (const row of rows) {
    for (const [name, kind] of members) {
      const value: unknown = row[name];
      if (kind === 'span') {
        const { start, end } = value as Span;
        values.push(start, end);
      } else if (value === undefined) {
        values.push(null);
      } else if (kind === 'number') {
        values.push(value as number);
      } else {
        const text = value as string;
        let index = texts.get(text);
        if (index === undefined) {
          index = texts.size;
          texts.set(text, index);
        }
        values.push(index);
      }
    }
  }
  return { texts: [...texts.keys()], values };
}

export function ofRows<Row extends object>({ texts, values }: Rows, shape: Shape<Row>): Row[] {
  const members = Object.entries(shape) as [string, Shape<Row>[keyof Row]][];
  const rows: Row[] = [];
  for (let at = 0; at < values.length; ) {
    const row: Record<string, unknown> = {};
    for (const [name, kind] of members) {
      const value = values[at++]!;
      if (kind === 'span') row[name] = { start: value, end: values[at++] };
      else if (value !== null) row[name] = kind === 'text' ? texts[value] : value;
    }
    rows.push(row as Row);
  }
  return rows;
}
