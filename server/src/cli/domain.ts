import { domainToASCII } from 'node:url';
import { msg } from '../message.js';
import { UsageError } from './outcome.js';

/**
 * A domain name in A-labels, without the final dot.
 *
 * @throws UsageError where the word is none
 */
export function domainName(word: string): string {
  const name = domainToASCII(word.replace(/\.$/, ''));
  // With `_smtp._tls.` before it the name has at most 253 characters.
  if (name.length > 242 || !/^(?!-)[\w-]{1,63}(?:\.[\w-]{1,63})*$/.test(name)) {
    throw new UsageError(msg('{0} is no domain name.', word));
  }
  return name;
}
