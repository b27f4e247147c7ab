import type { PublishedCheck } from '../../../protocol/check.js';
import { answerCheck } from '../dns/answer.js';
import { askOf } from '../dns/node.js';
import { msg } from '../message.js';
import { oneOf } from './arguments.js';
import { defineCommand } from './command.js';
import { exit, UsageError } from './outcome.js';

export const check = defineCommand({
  name: 'check',
  operands: msg('DOMAIN…'),
  about: msg(
    'Asks the DNS what a domain publishes for SMTP TLS reporting: the record at _smtp._tls, checked by every rule, and beside it MTA-STS, MX and TLSA. Aliases are followed, a wildcard is told from a record.',
  ),
  options: {
    resolver: {
      type: 'string',
      argument: msg('ADDRESS[:PORT]|URL'),
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
    const { signal } = new AbortController();
    const results: PublishedCheck[] = [];
    for (const domain of domains) {
      const options = { levels: {}, say: io.say, askOf, signal };
      const answer = await answerCheck({ domain, ...(resolver !== undefined && { resolver }) }, options);
      if ('problem' in answer) {
        throw new UsageError(answer.problem);
      }
      results.push(answer.check);
      if (output === 'text') {
        io.out(`${answer.words.join('\n  ')}\n`);
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
