import { gunzipSync } from 'node:zlib';
import { damaged, type Inflated, tooLarge } from './report/gzip.js';

/** zlib without the streams: a report is small, and a folder has thousands. */
export async function gunzip(bytes: Uint8Array, limit: number): Promise<Inflated> {
  try {
    return { bytes: gunzipSync(bytes, { maxOutputLength: limit }) };
  } catch (error) {
    const tooMuch = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return { reason: tooMuch ? tooLarge(limit) : damaged() };
  }
}
