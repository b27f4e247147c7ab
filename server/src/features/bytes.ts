/** The octets of a base64 text, as the client sends files; works in node and in a web worker. */
export function fromBase64(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
