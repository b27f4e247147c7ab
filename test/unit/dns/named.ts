import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const program = 'named';

/** Why the tests against a real name server cannot run here; false where they can. */
export const missing: string | false =
  spawnSync(program, ['-V']).error !== undefined && `${program} is not installed (Debian package bind9)`;

export interface Named {
  readonly port: number;
  stop(): Promise<void>;
}

/** Starts BIND on the loopback with these zones, name to text, with more of each zone's configuration where given. */
export async function startNamed(zones: Readonly<Record<string, string>>, more = ''): Promise<Named> {
  const folder = mkdtempSync(join(tmpdir(), 'tls-rpt-named-'));
  const port = await freePort();
  const zoneLines = Object.entries(zones).map(([name, text]) => {
    writeFileSync(join(folder, `${name}.zone`), text);
    return `zone "${name}" { type primary; file "${name}.zone"; ${more} };`;
  });
  const options = `directory "${folder}"; pid-file none; listen-on port ${port} { 127.0.0.1; }; listen-on-v6 { none; };
    recursion no; dnssec-validation no; minimal-responses no-auth-recursive; notify no;`;
  const config = join(folder, 'named.conf');
  writeFileSync(config, `options { ${options} };\ncontrols { };\n${zoneLines.join('\n')}\n`);
  const child = spawn(program, ['-g', '-c', config, '-n', '1'], { stdio: ['ignore', 'ignore', 'pipe'] });
  await running(child);
  return {
    port,
    stop: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
      rmSync(folder, { recursive: true });
    },
  };
}

async function running(child: ChildProcess): Promise<void> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stderr! })) {
    lines.push(line);
    if (/\brunning$/.test(line)) {
      child.stderr!.resume();
      return;
    }
  }
  throw new Error(`named did not start:\n${lines.join('\n')}`);
}

async function freePort(): Promise<number> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  await once(socket, 'close');
  return port;
}
