import type { CancellationToken } from 'vscode-languageserver';
import type { Checked } from '../checked.js';
import type { Say } from '../message.js';
import type { OpenDocument } from '../openDocument.js';
import type { Levels } from '../rules/levels.js';
import type { Asked } from '../turns.js';

/** What requests about documents of every kind need of the server around them. */
export interface DocumentServices {
  readonly say: Say;
  /** A request about a document that has just come: the places that it names are of the version that this has now. */
  readonly asking: (uri: string, token: CancellationToken | undefined) => Asked;
  /**
   * Answers a request about a document, once it is known what that depends on: a closed one gets the fallback, and so
   * does one that a feature fails on.
   */
  readonly answer: <Result>(
    uri: string,
    asked: Asked,
    fallback: Result,
    work: (document: OpenDocument, levels: Levels) => Result | Promise<Result>,
  ) => Promise<Result>;
  /** What the rules say, worked out in turns; undefined where the document is none of ours. */
  readonly checked: (document: OpenDocument, asked: Asked) => Promise<Checked | undefined>;
}
