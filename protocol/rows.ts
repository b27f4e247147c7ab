/**
 * Many objects of one kind as they travel between client, server and page: a list for each of their members, and each text once. A
 * report has thousands of failure details with a few host names in all; as objects they are longer than the report.
 */
export interface Rows {
  readonly texts: readonly string[];
  /** In the order of the shape: of a span where it starts and where it ends, of a text its index; null where a row has none. */
  readonly columns: readonly (readonly (number | null)[])[];
}

/** What the members are; those that may be absent are numbers or texts. */
export type Shape<Row> = { readonly [Name in keyof Row]-?: 'number' | 'text' | 'span' };

interface Span {
  readonly start: number;
  readonly end: number;
}

export function toRows<Row extends object>(rows: readonly Row[], shape: Shape<Row>): Rows {
  const texts = new Map<string, number>();
  const indexOf = (text: string): number => {
    const known = texts.get(text);
    if (known !== undefined) return known;
    texts.set(text, texts.size);
    return texts.size - 1;
  };
  const columns = membersOf(shape).flatMap(([name, kind]) => {
    const values: unknown[] = rows.map((row) => row[name]);
    if (kind === 'span') {
      const spans = values as Span[];
      return [spans.map(({ start }) => start), spans.map(({ end }) => end)];
    }
    return [
      values.map((value) => (typeof value === 'string' ? indexOf(value) : ((value ?? null) as number))),
    ];
  });
  return { texts: [...texts.keys()], columns };
}

export function ofRows<Row extends object>({ texts, columns }: Rows, shape: Shape<Row>): Row[] {
  const rows = (columns[0] ?? []).map((): Partial<Row> => ({}));
  let next = 0;
  for (const [name, kind] of membersOf(shape)) {
    const values = columns[next++] ?? [];
    const ends = kind === 'span' ? columns[next++] : undefined;
    for (const [at, value] of values.entries()) {
      if (value === null) continue;
      const member: unknown = ends ? { start: value, end: ends[at] } : kind === 'text' ? texts[value] : value;
      rows[at]![name] = member as Row[keyof Row];
    }
  }
  return rows as Row[];
}

const membersOf = <Row>(shape: Shape<Row>) => Object.entries(shape) as [keyof Row, Shape<Row>[keyof Row]][];
