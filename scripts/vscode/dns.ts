/** The answer to a DNS query for a TXT record (RFC 1035 section 4), from texts by name; empty for all else. */
export function dnsAnswer(query: Buffer, texts: Readonly<Record<string, string>>): Buffer {
  const labels: string[] = [];
  let at = 12;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  const question = query.subarray(12, at + 5);
  const isTxt = query.readUInt16BE(at + 1) === 16;
  const text = isTxt ? texts[labels.join('.').toLowerCase()] : undefined;
  const header = Buffer.from(query.subarray(0, 12));
  // A response, recursion desired and available, no error.
  header.writeUInt16BE(0x8180, 2);
  for (const [count, offset] of [
    [1, 4],
    [text === undefined ? 0 : 1, 6],
    [0, 8],
    [0, 10],
  ] as const) {
    header.writeUInt16BE(count, offset);
  }
  return Buffer.concat([header, question, ...(text === undefined ? [] : [record(text)])]);
}

/** A TXT record of the name in the question, class IN, with a TTL of an hour. */
function record(text: string): Buffer {
  const head = Buffer.from([0xc0, 0x0c, 0, 16, 0, 1, 0, 0, 0x0e, 0x10, 0, text.length + 1, text.length]);
  return Buffer.concat([head, Buffer.from(text, 'latin1')]);
}
