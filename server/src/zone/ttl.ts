/** The largest TTL, in seconds (RFC 2181 section 8). BIND serves 0 for what is over it. */
export const maxTtl = 0x7fffffff;

/** What `readTtl` answers for a word that is no TTL. */
export const noTtl = -1;
/** What `readTtl` answers for a TTL of 2^32 seconds or more, which BIND does not take for one. */
export const ttlTooLarge = -2;

/**
 * The seconds of a TTL: a plain number, or numbers with the units `w d h m s` in any order and case, each with its
 * unit, as BIND reads it. The result may be over `maxTtl`.
 */
export function readTtl(text: string, start: number, end: number): number {
  if (start >= end || end - start > 63) {
    return noTtl;
  }
  let total = 0;
  let at = start;
  while (at < end) {
    let value = 0;
    const from = at;
    let code = text.charCodeAt(at);
    while (code >= 48 && code <= 57) {
      value = value * 10 + code - 48;
      at++;
      if (at === end) break;
      code = text.charCodeAt(at);
    }
    if (at === from) {
      return noTtl;
    }
    if (at === end) {
      if (total !== 0) return noTtl;
      total = value;
    } else {
      const unit = unitSeconds(code | 32);
      if (unit === 0) return noTtl;
      if (value > 0xffffffff) return ttlTooLarge;
      total += value * unit;
      at++;
    }
  }
  return total > 0xffffffff ? ttlTooLarge : total;
}

function unitSeconds(code: number): number {
  switch (code) {
    case 119:
      return 604800;
    case 100:
      return 86400;
    case 104:
      return 3600;
    case 109:
      return 60;
    case 115:
      return 1;
    default:
      return 0;
  }
}
