/** Many zones in one name server: what it makes of each. A process a zone takes a hundred times as long. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Why it cannot run here; false where it can. */
export const missing: string | false =
  ['named', 'rndc'].some((program) => spawnSync(program, ['-V']).error !== undefined) &&
  'named or rndc is not installed (Debian packages bind9 and bind9-utils)';

/** What BIND made of a zone. */
export interface Loaded {
  /** One a line, single spaces between the fields of the head; undefined where BIND refuses the zone. */
  readonly lines: readonly string[] | undefined;
  /** What it logged of the zone. */
  readonly said: string;
}

/** A zone under its absolute name; no two of one name. */
export interface NamedZone {
  readonly name: string;
  readonly text: string;
}

const key = `key "k" { algorithm hmac-sha256; secret "${Buffer.from('tls-rpt').toString('base64')}"; };`;

/** Says nothing of integrity, as `named-compilezone -i none -k ignore` does. */
const options = `listen-on { none; }; listen-on-v6 { none; }; recursion no; pid-file none; session-keyfile none;
  dnssec-validation no; notify no; empty-zones-enable no; check-names primary ignore; check-integrity no; check-sibling no;
  check-wildcard no; check-mx ignore; check-mx-cname ignore; check-srv-cname ignore; check-spf ignore;
  check-dup-records ignore; dump-file "dump";`;

/**
 * Loads zones, and the files that they include.
 *
 * @param files name to text
 */
export async function loadAll(
  zones: readonly NamedZone[],
  files: Readonly<Record<string, string>> = {},
): Promise<Loaded[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tls-rpt-differential-'));
  const port = await freePort();
  mkdirSync(join(folder, 'zones'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const configured = zones.map(({ name, text }) => {
    writeFileSync(join(folder, 'zones', name), text);
    return `zone "${name}" { type primary; file "zones/${name}"; };`;
  });
  const control = `controls { inet 127.0.0.1 port ${port} allow { 127.0.0.1; } keys { "k"; }; };`;
  writeFileSync(
    join(folder, 'named.conf'),
    `options { directory "${folder}"; ${options} };\n${key}\n${control}\n${configured.join('\n')}\n`,
  );
  writeFileSync(join(folder, 'rndc.conf'), `${key}\noptions { default-key "k"; };\n`);
  const server = spawn('named', ['-g', '-n', '1', '-c', join(folder, 'named.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    const log = await dumped(server, () =>
      spawnSync('rndc', [
        ...['-c', join(folder, 'rndc.conf'), '-s', '127.0.0.1', '-p', String(port)],
        ...['dumpdb', '-zones'],
      ]),
    );
    return read(readFileSync(join(folder, 'dump'), 'latin1'), log, zones);
  } finally {
    const exited = once(server, 'exit');
    server.kill('SIGKILL');
    await exited;
    rmSync(folder, { recursive: true });
  }
}

/** Waits until the server runs, has it dump, and answers what it logged. */
async function dumped(server: ChildProcess, dump: () => void): Promise<string[]> {
  const log: string[] = [];
  for await (const line of createInterface({ input: server.stderr! })) {
    log.push(line);
    if (/ running$/.test(line)) dump();
    if (/ dumpdb complete$/.test(line)) {
      server.stderr!.resume();
      return log;
    }
  }
  throw new Error(`named did not dump its zones:\n${log.join('\n')}`);
}

function read(dump: string, log: readonly string[], zones: readonly NamedZone[]): Loaded[] {
  const sections = new Map<string, string[]>();
  let section: string[] = [];
  for (const line of dump.split('\n')) {
    const name = /^; Zone dump of '([^']+)\/IN'/.exec(line)?.[1];
    if (name !== undefined) {
      section = [];
      sections.set(`${name}.`, section);
    } else section.push(line);
  }
  const said = new Map<string, string[]>(zones.map(({ name }) => [name, []]));
  for (const line of log) {
    const name = /\bzones?[ /](\S+?\.)(?=[:/ ]|$)/.exec(line)?.[1];
    const of = name === undefined ? undefined : (said.get(name) ?? said.get(`${name}.`));
    of?.push(line.replace(/^.*?\.\d{3} /, ''));
  }
  return zones.map(({ name }) => {
    const lines = sections.get(name) ?? [];
    return {
      lines: lines.includes('; zone not loaded') ? undefined : recordLines(lines),
      said: said.get(name)?.join('\n') ?? '',
    };
  });
}

/** The records of what BIND prints in its `full` style. */
export const recordLines = (lines: readonly string[]) =>
  lines
    .filter((line) => line !== '' && !line.startsWith(';'))
    .map((line) => line.replace(/^(\S+)\s+(\d+)\s+(\S+)\s+(\S+)\s*/, '$1 $2 $3 $4 ').trimEnd());

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
