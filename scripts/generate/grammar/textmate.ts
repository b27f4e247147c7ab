/** The parts of TextMate grammars that ours use. */
export interface Rule {
  readonly comment?: string;
  readonly name?: string;
  readonly contentName?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly captures?: Captures;
  readonly beginCaptures?: Captures;
  readonly endCaptures?: Captures;
  readonly include?: string;
  readonly patterns?: readonly Rule[];
}

type Captures = Readonly<Record<string, { readonly name?: string; readonly patterns?: readonly Rule[] }>>;

export interface Grammar {
  readonly name: string;
  readonly scopeName: string;
  readonly patterns: readonly Rule[];
  readonly repository: Readonly<Record<string, Rule>>;
}

/** The file's text: the editors want JSON. */
export function grammarText(grammar: Grammar): string {
  return `${JSON.stringify({ $schema: 'https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json', ...grammar }, undefined, 2)}\n`;
}
