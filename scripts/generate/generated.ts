/** A file that is made from a table of the sources, checked in, and tested to be fresh. */
export interface GeneratedFile {
  /** Path from the project's root, with slashes. */
  readonly path: string;
  readonly text: string;
}
