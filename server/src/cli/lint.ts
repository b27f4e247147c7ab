import { resolve } from 'node:path';
import type { Checked } from '../checked.js';
import { type CheckOptions, check, zoneContext } from '../checks.js';
import { fixAll } from '../fixAll.js';
import { msg } from '../message.js';
import { visible } from '../report/visible.js';
import { isRuleId } from '../rules/catalogue.js';
import { type Levels, levels as levelWords, severityOf, unknownRule } from '../rules/levels.js';
import type { Level } from '../rules/severity.js';
import type { Brought } from '../rules/zone/include.js';
import { finish } from '../steps.js';
import type { ReadInclude } from '../zone/includes.js';
import { absoluteName } from '../zone/names.js';
import { checkIncluded, type IncludingZone } from '../zoneCheck.js';
import { oneOf, wholeNumber } from './arguments.js';
import { defineCommand, type Io } from './command.js';
import { includeReader, uriOf } from './includes.js';
import { type FoundConfig, findConfig } from './lint/config.js';
import { type Input, inputsOf } from './lint/inputs.js';
import { readSources, type Source, textOf } from './lint/read.js';
import { countSeverities, type FileResult, mostTold, resultOf } from './lint/result.js';
import { writeWhole } from './lint/write.js';
import { exit, UsageError } from './outcome.js';

const formats = ['text', 'json', 'sarif', 'github'] as const;

export const lint = defineCommand({
  name: 'lint',
  operands: msg('PATH…'),
  about: msg(
    'Finds mistakes in DNS zone files, MTA-STS policies and SMTP TLS reports, .json.gz and mail too. A folder stands for every such file below it, - for the standard input.',
  ),
  options: {
    format: {
      type: 'string',
      argument: formats.join('|'),
      help: msg('How to write the findings. JSON is an array, places from 0; SARIF is for code scanning.'),
    },
    origin: {
      type: 'string',
      argument: msg('NAME'),
      help: msg('The origin of the zones that do not say it themselves, such as example.com.'),
    },
    rule: {
      type: 'string',
      argument: msg('ID=SEVERITY'),
      multiple: true,
      help: msg('Set a rule to off, hint, information, warning or error.'),
    },
    'max-warnings': {
      type: 'string',
      argument: 'N',
      help: msg('Exit with 1 where there are more warnings than this.'),
    },
    fix: {
      type: 'boolean',
      help: msg(
        'Mend what has one plain remedy, and prove it by checking again. Of the standard input, write the mended text.',
      ),
    },
    'stdin-filename': {
      type: 'string',
      argument: msg('PATH'),
      help: msg('The name of what comes on the standard input: it tells the kind and the origin.'),
    },
  },
  examples: [
    { line: 'tls-rpt lint .', does: msg('Every zone, policy and report below this folder') },
    {
      line: 'tls-rpt lint --origin example.com. --fix db.example.com',
      does: msg('Mend one zone, with its origin given'),
    },
    {
      line: 'tls-rpt lint --format github --max-warnings 0 zones/',
      does: msg('In GitHub Actions: annotations, and no warning passes'),
    },
    {
      line: 'tls-rpt lint --rule tlsrpt/short-ttl=off --stdin-filename db.example.com - < draft',
      does: msg('From another program, with a rule off'),
    },
  ],
  run: async (values, operands, io) => {
    const format = oneOf('--format', values.format, formats);
    const maxWarnings = wholeNumber('--max-warnings', values['max-warnings']) ?? Number.POSITIVE_INFINITY;
    if (operands.length === 0) {
      throw new UsageError(msg('Which files? A folder stands for all below it.'));
    }
    const config = await findConfig(io.cwd);
    const { set, results } = rulesOf(values.rule, config);
    const origin = originOption(values.origin);
    const job: Job = {
      io,
      config,
      levels: set,
      origin,
      fix: values.fix,
      stdinName: values['stdin-filename'] ?? '-',
      read: includeReader(io.cwd, textOf),
      including: new Map(),
    };
    let unreadable = false;
    const complain = (error: UsageError, path: string) => {
      unreadable = true;
      io.err(`${visible(error.file ?? path)}: ${visible(io.say(error.words))}\n`);
    };
    const inputs = inputsOf(operands, io.cwd, config.ignores, (error) => complain(error, io.cwd));
    /** The results of inputs, by their paths. */
    const linted = new Map<string, FileResult[]>();
    const lintInput = async (input: Input) => {
      try {
        linted.set(input.path, await lintFile(input, job));
      } catch (error) {
        if (!(error instanceof UsageError)) {
          throw error;
        }
        complain(error, input.path);
      }
    };
    for (const [at, input] of inputs.entries()) {
      io.progress(() => io.say(msg('Files read: {0} of {1}', at, inputs.length)));
      await lintInput(input);
    }
    const parts = partsAmong(inputs, linted, job);
    for (const input of parts.values()) await lintInput({ ...input, named: true });
    for (const [path, files] of linted) {
      const said = files.map((file) => saidOnce(file, (uri) => parts.has(uri)));
      linted.set(path, said);
    }
    for (const files of linted.values()) for (const file of files) results.push(file);
    const write = values.fix && operands.includes('-') ? io.err : io.out;
    write(await written(format, results, io));
    const { error, warning } = countSeverities(results);
    return unreadable ? exit.usage : error > 0 || warning > maxWarnings ? exit.findings : exit.good;
  },
});

/** The name that `--origin` gives, absolute. */
function originOption(written: string | undefined): string | undefined {
  if (written === undefined) return undefined;
  const origin = absoluteName(written);
  if (origin === undefined) throw new UsageError(msg('{0} is no domain name.', written));
  return origin;
}

interface Job {
  readonly io: Io;
  readonly config: FoundConfig;
  readonly levels: Levels;
  readonly origin: string | undefined;
  readonly fix: boolean;
  readonly stdinName: string;
  readonly read: ReadInclude;
  /** The zones that include a file, by its URI. */
  readonly including: Map<string, IncludingZone[]>;
}

/** What other inputs include is a part of these, whatever it is called: only when all are read it is known of what. */
function partsAmong(
  inputs: readonly Input[],
  linted: ReadonlyMap<string, unknown>,
  job: Job,
): ReadonlyMap<string, Input> {
  const parts = new Map<string, Input>();
  if (job.including.size === 0) return parts;
  for (const input of inputs) {
    if (input.path === '-' || !linted.has(input.path)) continue;
    const uri = uriOf(job.io.cwd, input.path);
    if (zonesOf(uri, job).length > 0) parts.set(uri, input);
  }
  return parts;
}

/** Leaves out of a file's problems those that its included files show themselves. */
function saidOnce(file: FileResult, isLinted: (uri: string) => boolean): FileResult {
  const problems = file.problems.filter(({ finding: { data } }) => {
    const { brought } = (data ?? {}) as Partial<Brought>;
    return brought?.every(isLinted) !== true;
  });
  return { ...file, problems };
}

/** Checks a file and, where it is asked for, mends it. */
async function lintFile(input: Input, job: Job): Promise<FileResult[]> {
  const name = input.path === '-' ? job.stdinName : input.path;
  const sources = await readSources(input, name, job.io, job.fix ? undefined : job.io.startAhead);
  try {
    return sources.map((source) => lintSource(source, name, input, job));
  } finally {
    for (const source of sources) source.close?.();
  }
}

function lintSource(source: Source, name: string, input: Input, job: Job): FileResult {
  const { io, config, levels, fix } = job;
  const origin = job.origin ?? config.originOf(name);
  const uri = input.path === '-' || source.kind !== 'zone' ? undefined : uriOf(io.cwd, input.path);
  const options: CheckOptions = {
    path: source.name,
    jsonSyntax: true,
    mostKept: mostTold,
    ...(origin !== undefined && { origin }),
    ...(uri !== undefined && { uri }),
    ...(source.kind === 'zone' && { read: job.read }),
  };
  const zones = uri === undefined ? [] : zonesOf(uri, job);
  const checkText = (text: string) =>
    uri === undefined || zones.length === 0
      ? check(source.kind, text, options)
      : finish(checkIncluded(text, uri, zones, zoneContext(options)));
  if (!fix || !source.plain) {
    const checked =
      source.inParts === undefined || zones.length > 0
        ? checkText(source.text)
        : check(source.kind, source.inParts.head, { ...options, ahead: source.inParts.ahead });
    noteIncluded(source, checked, options, job);
    return resultOf(name, source, checked, levels, source.plain);
  }
  const fixed = fixAll(source.text, checkText, (finding) => severityOf(finding, levels) !== undefined);
  const whole = (source.mark ?? '') + fixed.text;
  if (input.path === '-') {
    io.out(whole);
  } else if (fixed.text !== source.text) {
    writeWhole(resolve(io.cwd, input.path), whole);
  }
  noteIncluded(fixed, fixed.checked, options, job);
  return { ...resultOf(name, fixed, fixed.checked, levels, source.plain), mended: fixed.count };
}

/** The zones that include a file and are not included themselves. */
const zonesOf = (uri: string, { including }: Job) =>
  (including.get(uri) ?? []).filter(({ context: { source } }) => !including.has(source?.uri ?? ''));

/** Remembers of which zone the files are parts that it includes. */
function noteIncluded(
  source: Pick<Source, 'text'>,
  { included }: Checked,
  options: CheckOptions,
  { including, read }: Job,
) {
  const files = included?.() ?? [];
  if (files.length === 0) return;
  const zone: IncludingZone = { text: source.text, context: { ...zoneContext(options), read } };
  for (const uri of files) including.set(uri, [...(including.get(uri) ?? []), zone]);
}

/** The rules that the configuration and the line set, and what is wrong with them. */
function rulesOf(
  settings: readonly string[],
  config: FoundConfig,
): { readonly set: Levels; readonly results: FileResult[] } {
  const set: Record<string, Level> = { ...config.rules };
  const line: FileResult[] = [];
  for (const setting of settings) {
    const [id = '', word] = setting.split('=');
    const level = levelWords.find((candidate) => candidate === word);
    if (level === undefined) {
      throw new UsageError(
        msg('--rule needs ID=SEVERITY, with a severity of {0}; not {1}.', levelWords.join(', '), setting),
      );
    }
    if (isRuleId(id)) {
      set[id] = level;
    } else {
      const finding = unknownRule(id, 0, id.length);
      line.push(resultOf('--rule', { text: setting }, { findings: [finding], fixes: () => [] }, {}, false));
    }
  }
  const { file } = config;
  const inFile = file
    ? [resultOf(file.path, file, { findings: file.findings, fixes: () => [] }, set, false)]
    : [];
  const results = [...inFile.filter(({ problems }) => problems.length > 0), ...line];
  return { set, results: results.map((result) => ({ ...result, isSetting: true })) };
}

async function written(
  format: (typeof formats)[number],
  results: readonly FileResult[],
  io: Io,
): Promise<string> {
  switch (format) {
    case 'text':
      return (await import('./lint/text.js')).asText(results, io.say, io.colour);
    case 'json':
      return (await import('./lint/json.js')).asJson(results, io.say);
    case 'github':
      return (await import('./lint/github.js')).asGithub(results, io.say);
    case 'sarif':
      return (await import('./lint/sarif.js')).asSarif(results, io.say, io.cwd);
  }
}
