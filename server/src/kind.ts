import { isReport } from './report/detect.js';
import { readFileName } from './report/fileName.js';

/** What the server and the command line read: which kind a text is, by its name and else by its content. */
export type Kind = 'zone' | 'policy' | 'report';

/** How much of a text is enough to tell its kind. */
export const kindSample = 4096;

const zoneName = /\.(?:zone|arpa|signed|dns)$/i;
/** `db.example.com`, `example.com.db`: zones where the folder says so, and otherwise any database. */
const zoneInFolder =
  /(?:^|\/)(?:bind|named|nsd|zones|dns|masters?|primary)\/(?:.*\/)?(?:db\.[^/]+|[^/]+\.db)$/i;
const zoneStart =
  /^(?:[ \t]*(?:;.*)?\r?\n)*(?:\$(?:TTL|ORIGIN|INCLUDE|GENERATE)[ \t]|\S+[ \t]+(?:\d\w*[ \t]+)?(?:IN[ \t]+)?(?:\d\w*[ \t]+)?SOA[ \t])/i;
const digOutput = /^(?:[ \t]*\r?\n)*; <<>> DiG/;

/**
 * The kind that a file's name tells; undefined where it tells nothing.
 *
 * @param path with slashes
 */
export function kindByName(path: string): Kind | undefined {
  if (/(?:^|\/)mta-sts\.txt$/i.test(path)) {
    return 'policy';
  }
  if (readFileName(path) !== undefined) {
    return 'report';
  }
  return zoneName.test(path) || zoneInFolder.test(path) ? 'zone' : undefined;
}

/** The kind that a text's first lines tell; undefined where they tell nothing. */
export function kindByContent(text: string): Kind | undefined {
  const sample = text.slice(0, kindSample);
  if (/^\s*version[ \t]*:[ \t]*STSv/i.test(sample)) {
    return 'policy';
  }
  if (/^\ufeff?\s*\{/.test(sample)) {
    return isReport(text) ? 'report' : undefined;
  }
  return zoneStart.test(sample) || digOutput.test(sample) ? 'zone' : undefined;
}
