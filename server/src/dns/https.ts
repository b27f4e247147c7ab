import { type Ask, isUnanswered, Unanswered } from './resolve.js';

/** The most that a DNS message holds. */
const maxLength = 65_535;

/**
 * Asks over HTTPS (RFC 8484); works in a browser too, where the server allows it.
 *
 * @param url of the resolver, `https://dns.example.net/dns-query` say
 * @param timeout how long to wait for an answer, in milliseconds
 */
export function askOverHttps(url: string, timeout = 5000): Ask {
  return async (query, signal) => {
    const either = AbortSignal.any([signal, AbortSignal.timeout(timeout)]);
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/dns-message', accept: 'application/dns-message' },
        body: query.slice().buffer,
        redirect: 'error',
        signal: either,
      });
      if (!response.ok) {
        throw new Unanswered(`HTTP ${response.status}`);
      }
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (bytes.length < 12 || bytes.length > maxLength) {
        throw new Unanswered('damaged answer');
      }
      return bytes;
    } catch (error) {
      signal.throwIfAborted();
      if (isUnanswered(error)) {
        throw error;
      }
      throw new Unanswered(either.aborted ? 'timeout' : 'connection failed');
    }
  };
}
