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
      const bytes = await bodyOf(response);
      if (bytes === undefined || bytes.length < 12) {
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

/** The body; undefined where it is longer than a DNS message can be: then it is not read to its end. */
async function bodyOf(response: Response): Promise<Uint8Array | undefined> {
  const bytes = new Uint8Array(maxLength);
  let length = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    if (length + part.value.length > maxLength) {
      await reader?.cancel();
      return undefined;
    }
    bytes.set(part.value, length);
    length += part.value.length;
  }
  return bytes.subarray(0, length);
}
