/** What named-checkzone prints, as findings. Pure: the lines of BIND 9.11 and newer, in their English, as it prints no other. */

/** What it finds in a line, in a record, or in the zone as a whole. */
export interface ZoneFinding {
  /** The file that a `$INCLUDE` names, as written there; absent for the zone file itself. */
  readonly file?: string;
  /** From 1; absent where the program names none. */
  readonly line?: number;
  /** The records that it is about, where the program names them and no line. */
  readonly about?: { readonly owner: string; readonly type: string; readonly target?: string };
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

export interface ZoneOutcome {
  /** Whether a name server would load the zone. */
  readonly loads: boolean;
  /** Present where it loads. */
  readonly serial?: number;
  readonly findings: readonly ZoneFinding[];
}

/** How the program calls the standard input. */
const stream = /^stream-0x[0-9a-f]+$/;
/** A line made by `$GENERATE`; the next message names the directive's own line. */
const generated = /^buffer-0x[0-9a-f]+$/;

/** What it says and loads the zone all the same. */
const harmless =
  /^warning: |^ignoring out-of-zone data|TTL set to prior TTL|> MAXTTL, setting|file does not end with newline|\(check-names\)$/;

/** `[function: ]file:line: message`; a file name has no colon followed by a number and a colon but this one. */
const located = /^(?:[a-z]\w+: |\$GENERATE: )?(.+?):(\d+): (.+)$/;
/** `zone name/class: message` */
const ofZone = /^zone (.+)\/[A-Z]+\d*: (.+)$/;
/** `owner/TYPE 'target' …`, or `TYPE 'target' …` at the apex. */
const ofRecord = /^(?:(.+)\/)?([A-Z]+) '(.+?)' /;

/**
 * @param output standard output and standard error
 * @param code with which the program ended: 0 where the zone loads
 */
export function readOutput(output: string, code: number): ZoneOutcome {
  const loads = code === 0;
  const findings: ZoneFinding[] = [];
  /** Why the zone is not loaded, as its last lines say. */
  let reason: string | undefined;
  let serial: number | undefined;
  let detail = '';
  for (const text of output.split(/\r?\n/)) {
    const zone = ofZone.exec(text);
    if (zone !== null) {
      const [, name = '', message = ''] = zone;
      const loaded = /^loaded serial (\d+)/.exec(message)?.[1];
      const failed = /^loading from master file .* failed: (.+)$/.exec(message)?.[1];
      if (loaded !== undefined) serial = Number(loaded);
      else if (failed !== undefined) reason = failed;
      else if (message !== 'not loaded due to errors.') findings.push(zoneFinding(name, message, loads));
      continue;
    }
    const line = located.exec(text);
    if (line === null) continue;
    const [, file = '', number = '', message = ''] = line;
    if (generated.test(file)) {
      detail = `${message.replace(/: [^:]*$/, '')}: `;
    } else if (!message.startsWith('isc_lex_gettoken() failed')) {
      findings.push({
        ...(!stream.test(file) && { file }),
        line: Number(number),
        severity: loads || harmless.test(message) ? 'warning' : 'error',
        message: detail + message.replace(/^warning: /, ''),
      });
      detail = '';
    }
  }
  // What stands at its place already is not said again.
  if (!loads && reason !== undefined && findings.every(({ severity }) => severity === 'warning')) {
    findings.push({ severity: 'error', message: reason });
  }
  return { loads, ...(serial !== undefined && { serial }), findings: unique(findings) };
}

/** What is wrong with the records together: an address that is missing, an NS record that is missing. */
function zoneFinding(zone: string, message: string, loads: boolean): ZoneFinding {
  const record = ofRecord.exec(message);
  // What it says of the records of an owner, the apex's NS apart, keeps no zone from being loaded.
  const severity = loads || record?.[1] !== undefined ? 'warning' : 'error';
  if (record === null) return { about: { owner: zone, type: 'SOA' }, severity, message };
  const [, owner = zone, type = '', target = ''] = record;
  return { about: { owner, type, target }, severity, message };
}

function unique(findings: readonly ZoneFinding[]): ZoneFinding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}
