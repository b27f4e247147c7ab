declare module 'punycode.js' {
  interface Punycode {
    /** @throws RangeError where a label is no Punycode */
    toUnicode(name: string): string;
    toASCII(name: string): string;
  }
  const punycode: Punycode;
  export default punycode;
}
