import type { PublishedCheck, PublishedTxt } from '../../../protocol/check.js';
import { checkPublished } from '../dns/check.js';
import { askOverHttps } from '../dns/https.js';
import { askServers, parseServer, systemServers } from '../dns/node.js';
import type { Ask } from '../dns/resolve.js';
import { comparisonWords, daneWords, verdictWords } from '../dns/words.js';
import { msg } from '../message.js';
import { oneOf } from './arguments.js';
import { defineCommand, type Io } from './command.js';
import { domainName } from './domain.js';
import { exit, UsageError } from './outcome.js';
import { visible } from './terminal.js';

export const check = defineCommand({
  name: 'check',
  operands: 'DOMAIN…',
  about: msg(
    'Asks the DNS what a domain publishes for SMTP TLS reporting: the record at _smtp._tls, checked by every rule, and beside it MTA-STS, MX and TLSA. Aliases are followed, a wildcard is told from a record.',
  ),
  options: {
    resolver: {
      type: 'string',
      argument: 'ADDRESS[:PORT]|URL',
      help: msg(
        'Ask this resolver, over UDP and TCP, or over HTTPS where it is a URL. Else the ones of this system.',
      ),
    },
    format: {
      type: 'string',
      argument: 'text|json',
      help: msg('How to write the result. JSON is an array with an object per domain.'),
    },
  },
  examples: [
    { line: 'tls-rpt check example.com', does: msg('What the world sees of example.com') },
    {
      line: 'tls-rpt check --resolver 127.0.0.1:5353 example.com',
      does: msg('What a name server says before the world sees it'),
    },
    {
      line: 'tls-rpt check --resolver https://dns.example.net/dns-query --format json example.com',
      does: msg('Over HTTPS, for a program'),
    },
  ],
  run: async ({ resolver, format }, domains, io) => {
    const output = oneOf('--format', format, ['text', 'json']);
    if (domains.length === 0) {
      throw new UsageError(msg('Which domain?'));
    }
    const ask = askOf(resolver);
    const names = domains.map(domainName);
    const signal = new AbortController().signal;
    const results: PublishedCheck[] = [];
    for (const domain of names) {
      const result = await checkPublished(domain, { ask, signal, examine: () => [] });
      results.push(result);
      if (output === 'text') {
        io.out(inWords(result, io));
      }
    }
    if (output === 'json') {
      io.out(`${JSON.stringify(results, undefined, 2)}\n`);
    }
    if (results.some(({ verdict }) => verdict === 'unanswered')) {
      return exit.usage;
    }
    return results.every(({ verdict }) => verdict === 'published') ? exit.good : exit.findings;
  },
});

function askOf(resolver: string | undefined): Ask {
  if (resolver === undefined) {
    return askServers(systemServers());
  }
  if (/^https:\/\//i.test(resolver)) {
    return askOverHttps(resolver);
  }
  const server = parseServer(resolver);
  if (server === undefined) {
    throw new UsageError(msg('{0} is no IP address and no https URL of a resolver.', resolver));
  }
  return askServers([server]);
}

function inWords(result: PublishedCheck, io: Io): string {
  const comparison = comparisonWords(result);
  const mtaSts = result.mtaSts?.filter(({ value }) => value.startsWith('v=STSv1;'));
  return [
    io.say(verdictWords(result)),
    ...result.aliases.map((alias) => `  CNAME ${visible(alias)}`),
    ...[...result.records, ...result.others].map((text) => `  TXT   ${quoted(text)}`),
    ...result.findings.map(({ severity, code, message }) => `  ${severity} ${code}: ${visible(message)}`),
    ...(comparison ? [`  ${io.say(comparison)}`] : []),
    ...(mtaSts?.length === 0 ? [`  ${io.say(msg('MTA-STS: no record'))}`] : []),
    ...(mtaSts ?? []).map((text) => `  MTA-STS ${quoted(text)}`),
    ...(result.mx ?? []).map(
      (mx) => `  MX    ${mx.preference} ${visible(mx.host)}: ${io.say(daneWords(mx))}`,
    ),
    '',
  ].join('\n');
}

const quoted = ({ value, ttl }: PublishedTxt) => `"${visible(value)}" (TTL ${ttl})`;
