import { octetsOf } from '../report/mimeOctets.js';

/** The octets of a base64 text, as the client sends files; works in node and in a web worker. */
export const fromBase64 = (base64: string): Uint8Array => octetsOf(atob(base64));
