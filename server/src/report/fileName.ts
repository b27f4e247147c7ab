/** The file name of RFC 8460 section 5.1: `sender!policy-domain!begin!end[!unique-id].json[.gz]`. */
export interface ReportFileName {
  readonly sender: string;
  readonly policyDomain: string;
  /** In seconds since 1970, UTC. */
  readonly begin: number;
  readonly end: number;
}

/** Reads the last part of a path or URI; undefined where it is not of this form. */
export function readFileName(path: string): ReportFileName | undefined {
  const name = path.slice(path.search(/[^/\\]*$/)).replaceAll('%21', '!');
  const match = /^([^!]+)!([^!]+)!(\d{1,12})!(\d{1,12})(?:![A-Za-z0-9]+)?\.json(?:\.gz)?$/i.exec(name);
  if (match === null) return undefined;
  return { sender: match[1]!, policyDomain: match[2]!, begin: Number(match[3]), end: Number(match[4]) };
}
