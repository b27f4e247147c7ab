/** gzip (RFC 1952) by the platform's own means, which Node.js and web workers share. */
import { type Message, msg } from '../message.js';

export type Inflated = { readonly bytes: Uint8Array } | { readonly reason: Message };

/** Whether data begins as gzip does. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Unpacks gzip, and stops as soon as the result grows over the limit (in octets): a bomb never goes off. */
export async function gunzip(bytes: Uint8Array, limit: number): Promise<Inflated> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    const packed = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream();
    const reader = packed.pipeThrough(new DecompressionStream('gzip')).getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      size += next.value.length;
      if (size > limit) {
        await reader.cancel().catch(() => undefined);
        return { reason: tooLarge(limit) };
      }
      chunks.push(next.value);
    }
  } catch {
    return { reason: damaged() };
  }
  const result = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    result.set(chunk, at);
    at += chunk.length;
  }
  return { bytes: result };
}

export function tooLarge(limit: number): Message {
  return msg('The report is larger than {0} MB and is not read.', Math.floor(limit / 1_000_000));
}

/** Whether a reason is that of `tooLarge`. */
export const isTooLarge = ({ template }: Message): boolean => template === tooLarge(0).template;

export function damaged(): Message {
  return msg('The gzip data is damaged or cut short.');
}
