import { domainName } from '../dns/answer.js';
import { msg } from '../message.js';
import { recordFindings } from '../recordCheck.js';
import { visible } from '../report/visible.js';
import { severityWords } from '../rules/severity.js';
import { formatRecord, recordFormats } from '../tlsrpt/formats.js';
import { type NewRecord, recordUri, usualTtl } from '../tlsrpt/generate.js';
import { isWithin } from '../zone/names.js';
import { oneOf, wholeNumber } from './arguments.js';
import { defineCommand, type Io } from './command.js';
import { exit, UsageError } from './outcome.js';

const maxTtl = 2 ** 31 - 1;

export const record = defineCommand({
  name: 'record',
  operands: '',
  about: msg(
    'Writes the TLS-RPT record of a domain as every known sender accepts it, checked by every rule and percent-encoded where RFC 8460 wants it.',
  ),
  options: {
    domain: {
      type: 'string',
      argument: msg('NAME'),
      help: msg('The domain that the reports are to be about; for DANE also an MX host.'),
    },
    zone: {
      type: 'string',
      argument: msg('NAME'),
      help: msg('The zone that holds the record, where it is not the domain itself.'),
    },
    rua: {
      type: 'string',
      argument: 'URI',
      multiple: true,
      help: msg('Where the reports go: mailto:MAILBOX or https://HOST/PATH. Only one is sure to be served.'),
    },
    ttl: {
      type: 'string',
      argument: msg('SECONDS'),
      help: msg('How long resolvers may keep the record; a day unless it is given.'),
    },
    format: {
      type: 'string',
      argument: recordFormats.join('|'),
      help: msg('For a zone file, a web form, or a tool.'),
    },
  },
  examples: [
    {
      line: 'tls-rpt record --domain example.com --rua mailto:tls-reports@example.net',
      does: msg('A line for the zone file'),
    },
    {
      line: 'tls-rpt record --domain example.com --rua https://reports.example.net/v1 --format nsupdate | nsupdate -l',
      does: msg('Straight into the name server'),
    },
  ],
  run: async (values, operands, io) => {
    const format = oneOf('--format', values.format, recordFormats);
    const ttl = wholeNumber('--ttl', values.ttl) ?? usualTtl;
    // Behind one --rua several URIs may stand.
    const stray = operands.find((operand) => !/^(?:mailto|https):/i.test(operand));
    if (stray !== undefined) {
      throw new UsageError(
        msg('What is {0}? The domain goes with --domain, a destination with --rua.', stray),
      );
    }
    if (!values.domain || values.rua.length === 0) {
      throw new UsageError(msg('A record needs --domain and at least one --rua.'));
    }
    if (ttl > maxTtl) {
      throw new UsageError(msg('{0} needs a whole number up to {1}, not {2}.', '--ttl', maxTtl, ttl));
    }
    const domain = domainName(values.domain);
    if (domain === undefined) {
      throw new UsageError(msg('{0} is no domain name.', values.domain));
    }
    const zone = values.zone === undefined ? domain : domainName(values.zone);
    if (zone === undefined || !isWithin(domain, zone)) {
      throw new UsageError(msg('{0} is no zone that {1} is in.', values.zone ?? domain, domain));
    }
    const rua = [...values.rua, ...operands].flatMap(separated).map(recordUri);
    const made = { domain, rua, ttl, zone };
    if (complain(made, io)) {
      return exit.findings;
    }
    io.out(`${formatRecord(made, format)}\n`);
    return exit.good;
  },
});

/** The URIs of an argument: a list as the record has it, or one, whose own commas are encoded. */
const separated = (text: string) =>
  text.split(/,\s*(?=(?:mailto|https):|$)/i).filter((uri, index) => index === 0 || uri !== '');

/** Says what the rules say about the record; true where it would not work. */
function complain(made: NewRecord, io: Io): boolean {
  const findings = recordFindings(made);
  for (const { severity, message, rule, text } of findings) {
    const head = `${io.say(severityWords[severity])}: ${visible(io.say(message))} [${rule}]`;
    io.err(`${head}\n    ${visible(text)}\n`);
  }
  return findings.some(({ severity }) => severity === 'error');
}
