import type {
  CheckPublishedAnswer,
  CheckPublishedParams,
  PublishedCheck,
  PublishedTxt,
} from '../../../protocol/check.js';
import { type Message, msg, type Say } from '../message.js';
import { toALabels } from '../report/host.js';
import { visible } from '../report/visible.js';
import type { Levels } from '../rules/levels.js';
import { severityWords } from '../rules/severity.js';
import { textOf } from '../tlsrpt/intended.js';
import { checkPublished } from './check.js';
import { examiner } from './examine.js';
import type { Ask } from './resolve.js';
import { comparisonWords, daneWords, verdictWords } from './words.js';

export interface AnswerOptions {
  readonly levels: Levels;
  readonly say: Say;
  /** How to ask a resolver, or those of the system; undefined where this host cannot. */
  askOf(resolver: string | undefined): Ask | undefined;
  readonly signal: AbortSignal;
}

/**
 * What a domain publishes, with the words for it: for the command line and the editor alike.
 *
 * @returns the reason where the question makes no sense
 */
export async function answerCheck(
  { domain, resolver, expected }: CheckPublishedParams,
  { levels, say, askOf, signal }: AnswerOptions,
): Promise<CheckPublishedAnswer | { readonly problem: Message }> {
  const name = domainName(domain);
  if (name === undefined) {
    return { problem: msg('{0} is no domain name.', domain) };
  }
  const ask = askOf(resolver);
  if (ask === undefined) {
    return {
      problem:
        resolver === undefined
          ? msg(
              'There is no resolver to ask: name one. In a browser it takes the https URL of one (setting tlsRpt.check.resolver).',
            )
          : msg('{0} is no IP address and no https URL of a resolver.', resolver),
    };
  }
  const check = await checkPublished(name, {
    ask,
    signal,
    examine: examiner(levels, say),
    ...(expected && { expected }),
  });
  return { check, words: wordsOf(check, say) };
}

/** A domain name in A-labels without the final dot; undefined where it is none, or too long with `_smtp._tls` before. */
export function domainName(text: string): string | undefined {
  const plain = text.trim().replace(/\.$/, '');
  const name = /^[\w.-]+$/.test(plain) ? plain.toLowerCase() : toALabels(plain);
  return name !== undefined && name.length <= 242 && /^[\w-]{1,63}(?:\.[\w-]{1,63})*$/.test(name)
    ? name
    : undefined;
}

function wordsOf(check: PublishedCheck, say: Say): string[] {
  const comparison = comparisonWords(check);
  const mtaSts = check.mtaSts?.filter(({ value }) => value.startsWith('v=STSv1;'));
  return [
    say(verdictWords(check)),
    ...check.aliases.map((alias) => `CNAME ${visible(alias)}`),
    ...[...check.records, ...check.others].map((text) => `TXT ${quoted(text)}`),
    ...check.findings.map(
      ({ severity, code, message }) => `${say(severityWords[severity])}: ${visible(message)} [${code}]`,
    ),
    ...(comparison ? [say(comparison)] : []),
    ...(mtaSts?.length === 0 ? [say(msg('MTA-STS: no record'))] : []),
    ...(mtaSts ?? []).map((text) => `MTA-STS ${quoted(text)}`),
    ...(check.mx ?? []).flatMap((mx) => [
      `MX ${mx.preference} ${visible(mx.host)}: ${say(daneWords(mx))}`,
      ...(mx.reported === false
        ? [
            `  ${say(msg('no TLS-RPT record at {0}: nobody reports about DANE', `_smtp._tls.${visible(mx.host)}`))}`,
          ]
        : []),
    ]),
  ];
}

/** A value as text where it is UTF-8, else with its octets escaped as in a zone file. */
function quoted({ value, ttl }: PublishedTxt): string {
  const text =
    textOf(value) ?? value.replace(/[^ -~]/g, (octet) => `\\${String(octet.charCodeAt(0)).padStart(3, '0')}`);
  return `"${visible(text)}" (TTL ${ttl})`;
}
