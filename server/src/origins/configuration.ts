/**
 * What a name server's configuration says about zone files, whichever server it is for. Files that include one another
 * say it together: folders, templates and zones of one may stand in another.
 */

/** A zone, or a template that zones take their file from. */
export interface ConfiguredZone {
  /** As written: of a zone its name, of a template what it is called. */
  readonly name: string;
  /** The zone file as written, formatters and all. */
  readonly file?: string;
  /** The folder that a relative file is in. */
  readonly folder?: string;
  /** What it takes the rest from, the first that says it. */
  readonly templates: readonly string[];
  /** What else may stand for a formatter, by its name. */
  readonly words?: Readonly<Record<string, string>>;
}

/** One configuration file, understood by itself. */
export interface Configuration {
  readonly server: Server;
  /** The folder that relative zone files are in, as the name server sees it. */
  readonly folder?: string;
  /** The files to read in addition, as written; they may be globs. */
  readonly includes: readonly string[];
  readonly templates: readonly ConfiguredZone[];
  readonly zones: readonly ConfiguredZone[];
}

/** What is particular to a kind of name server. */
export interface Server {
  /** The file of a zone that names none. */
  readonly defaultFile?: string;
  /** The template of a zone that names none. */
  readonly defaultTemplate?: string;
  /** Puts a zone's name into a file name. */
  format(file: string, zone: ConfiguredZone): string;
}

/** Collects what a parser comes upon; a zone's members come one by one. */
export interface Draft {
  name?: string | undefined;
  file?: string | undefined;
  folder?: string | undefined;
  readonly templates: string[];
}

/** The zone that a draft has become; none where it has no name. */
export function finished({ name, file, folder, templates }: Draft): ConfiguredZone[] {
  if (name === undefined || name === '') return [];
  return [{ name, templates, ...(file !== undefined && { file }), ...(folder !== undefined && { folder }) }];
}

/** A name as written, without its final dot: so formatters print it. */
export const bareName = (name: string) => (name === '.' ? name : name.replace(/\.$/, ''));
