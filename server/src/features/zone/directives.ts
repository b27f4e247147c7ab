import { type Message, msg } from '../../message.js';

interface Directive {
  readonly meaning: Message;
  /** What follows the keyword, as an LSP snippet. */
  readonly snippet: string;
}

/** The directives of a zone file. */
export const directives: Readonly<Record<string, Directive>> = {
  $ORIGIN: {
    snippet: ' ${1:example.com.}',
    meaning: msg(
      'The origin: names without a final dot are relative to it, and `@` stands for it (RFC 1035 section 5.1).',
    ),
  },
  $TTL: {
    snippet: ' ${1:1d}',
    meaning: msg('The TTL of the records that follow and write none (RFC 2308 section 4).'),
  },
  $INCLUDE: {
    snippet: ' ${1:file}',
    meaning: msg(
      'Reads another file here, with an origin of its own where one follows. The origin afterwards is the one before (RFC 1035 section 5.1).',
    ),
  },
  $GENERATE: {
    snippet: ' ${1:1-10} ${2:host-\\$} ${3:A} ${4:192.0.2.\\$}',
    meaning: msg(
      'Makes a record for each number of the range; `$` stands for the number, `${offset,width,base}` for a form of it. BIND has it, other name servers may not.',
    ),
  },
};

export const directiveMeaning = (name: string): Message | undefined => directives[name]?.meaning;
