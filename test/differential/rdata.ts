/** Types with data of every kind, and data that is broken. */
import fc from 'fast-check';
import type { FieldKind } from '../../server/src/zone/rdata/table.js';
import { formats } from '../../server/src/zone/rdata/table.js';
import type { Mnemonic } from '../../server/src/zone/rrtypes.js';

const hex = (octets: number) => 'a1B2c3D4e5F60718'.repeat(Math.ceil(octets / 8)).slice(0, octets * 2);

/** Spellings of each kind of field: those before the bar are sound by themselves, those after it are not. */
const spellings: Readonly<Record<FieldKind, string>> = {
  algorithm: '8 13 ECDSAP256SHA256 RSASHA256 | 300 NOALG',
  atmAddress: '39246f00e7c9c0312000100001000012345678aa +61200000000 | 39246 +',
  base64: 'AwEAAbdx AwEA Abdx AwE= Aw== | AwEAA AwE=x A===',
  certificateType: 'PKIX SPKI 1 65535 URI | 65536 NOCERT',
  date: '20260101000000 20261231235959 | 20261301000000 2026',
  digestType: '1 2 4 SHA-256 | 256 MD5x',
  digits: '311061700956 150862028003217 | 31x',
  discovery: '0 1 | 2',
  dsDigest: `${hex(20)} ${hex(32)} ${hex(48)} | abc`,
  eui48: '00-00-5e-00-53-2a 00-00-5E-90-01-2A | 00005e00532a 00-00-5e-00-53',
  eui64: '00-00-5e-ef-10-00-00-2a | 00-00-5e-ef-10-00-00',
  gateway: '. 192.0.2.38 2001:db8::8002 gateway.example.com. gw | 192.0.2',
  gatewayType: '0 1 2 3 | 4',
  hash: '1 2 | 256',
  hex: 'AABB aabbccdd | abc xyz',
  hipAlgorithm: '2 1 | 256',
  hostIdentity: 'AwEAAbdxyhNuSutc5EMzxTs9LBPCIkOFH8cIvM4p9w== | AwE',
  hostIdentityTag: '200100107B1A74DF365639CC39F1D578 | 2001001',
  internetProtocol: '192.0.2.1 10.0.0.1 | 300.1.1.1',
  ipv4: '192.0.2.1 10.1.2.3 255.255.255.255 | 192.0.2 192.0.2.256 01.2.3.4 1.2.3.4.5',
  ipv6: '2001:db8::1 :: ::ffff:192.0.2.1 2001:DB8:0:0:1:0:0:1 1:2:3:4:5:6:7:8 ::1 fe80:: | 2001:db8 ::1::2 12345:: 1:2:3:4:5:6:7:8:9',
  keyFlags: '256 257 0 | 65536 x',
  location:
    '52~22~23.000~N~4~53~32.000~E~-2.00m~0.00m~10000m~10m 52~N~4~E~0m 42~21~54~N~71~06~18~W~-24m~30m | 91~N~4~E~0m 52~X~4~E~0m',
  locator: '2001:0DB8:1140:1000 14:4fff:ff20:ee64 | 2001:db8 g:1:2:3',
  longString: '"a b" "" target | "open',
  mediaData: '- AwEA | A',
  name: 'mail www.example.net. @ a.b MiXed.example.org. \\097bc x\\.y _sip._tcp *.w | a..b .x \\256 label\\ xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
  namedAlgorithm: 'ECDSAP256SHA256 8 13 | NOALG',
  names: 'rvs.example.com. a~b | a..b',
  nextHash: '2vptu5timamqttgl4luu9kg21e0aor3s 2VPTU5TIMAMQTTGL4LUU9KG21E0AOR3S | 2vptu xyz',
  nsap: '0x47.0005.80.005a00.0000.0001.e133.ffffff000161.00 0xAABB | 47 0xA',
  oldTypes: 'A~MX~NS A | NOTYPE',
  optionalBase64: 'AwEA Aw== | A',
  optionalString: '"x" sa | "open',
  optionalTypes: 'A~MX~RRSIG~NSEC~TYPE1234 NS~SOA | NOTYPE',
  parameters:
    'alpn="h2,h3"~port=443 ipv4hint=192.0.2.1,192.0.2.2 key667="hello" mandatory=alpn~alpn=h2 ipv6hint=2001:db8::1 no-default-alpn~alpn=h2 | port=65536 alpn port=1~port=2 mandatory=port',
  plainType: 'A TXT TYPE65280 | NOTYPE',
  prefixLength: '0 64 128 | 129',
  prefixName: 'p.example.com. ip6 | a..b',
  prefixes: '1:192.168.32.0/21~!1:192.168.38.0/28 2:FF00:0:0:0:0:0:0:0/8 | 1:192.168.32.0 3:1/2',
  protocol: '3 tls 255 | 256',
  publicKey: 'AwEAAbdx AwEA | A',
  quotableName: '. svc.example.net. "svc" | a..b',
  quotedLongString: '"https://www.example.com/path" "" | "open',
  relayType: '0 1 2 3 | 4',
  salt: '- aabb AABBCCDD | abc xyz',
  scheme: '1 2 255 | 256',
  services: 'smtp~80 25 domain | 70000',
  signer: '. example.com. @ mail | a..b',
  sshFingerprint: `${hex(20)} ${hex(32)} | abc`,
  string: 'word "two words" "" "with \\"quote\\"" "caf\\195\\169" "semi;colon" \\; | "open \\256',
  strings: 'word "two words"~"and more" v=spf1~-all "a"~b~"c" "x\\000y" "(" | "open \\256',
  substitution: '"" "!^.*$!sip:a@b!" | "!a" "!(!x!"',
  suffix: ':: 2001:db8::1 | 2001:zz',
  tag: 'issue issuewild iodef | is-sue ""',
  time: '20260101000000 1767225600 | 2026010100000x',
  ttl: '3600 1h 1w2d 0 1H30M | 1h30 x 4294967296',
  type: 'A TXT TYPE65280 | NOTYPE',
  types: 'A~MX TYPE1234 | NOTYPE',
  u8: '0 3 255 | 256 -1 x',
  u16: '0 10 65535 | 65536 x',
  u32: '0 2026112401 4294967295 | 4294967296 x',
  zoneDigest: `${hex(48)} ${hex(64)} | abc`,
};

const words = (list: string) =>
  list
    .trim()
    .split(/ +(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .filter((word) => word !== '')
    .map((word) => word.replaceAll('~', ' '));

/** A field of a kind; now and then a broken one. */
function field(kind: FieldKind): fc.Arbitrary<string> {
  const [sound = '', broken = ''] = spellings[kind].split(/ \| /);
  const good = fc.constantFrom(...words(sound));
  const bad = words(broken);
  return bad.length === 0
    ? good
    : fc.oneof({ weight: 90, arbitrary: good }, { weight: 1, arbitrary: fc.constantFrom(...bad) });
}

const typed = Object.entries(formats) as [Mnemonic, { fields: readonly { kind: FieldKind }[] }][];

/** The SOA is the zone's own. CDS and CDNSKEY must fit the zone's DNSKEY, and have cases of their own. */
const leftOut: ReadonlySet<Mnemonic> = new Set<Mnemonic>(['SOA', 'CDS', 'CDNSKEY']);

/** A type and its data; now and then broken. */
export const data = fc
  .constantFrom(...typed.filter(([type]) => !leftOut.has(type)))
  .chain(([type, { fields }]) => {
    const own = fc
      .tuple(...fields.map(({ kind }) => field(kind)))
      .map((values) => values.filter((v) => v !== ''));
    const generic = fc.constantFrom(
      '\\# 0',
      '\\# 2 AABB',
      '\\# 4 c0000201',
      '\\# 3 AABB',
      '\\# 16 20010db8000000000000000000000001',
      '\\# 5 0000030801',
      '\\# 4 c0000301',
      '\\# 7 010003fd016100',
      '\\# 3 013132',
      '\\# 3 020203',
      '\\# 6 0001 0161 00 00',
      '\\# 2 (aa bb)',
      '\\# 02 aabb',
      '\\# 65536 00',
      '\\#',
    );
    const values = fc.oneof(
      { weight: 40, arbitrary: own.map((list) => list.join(' ')) },
      { weight: 1, arbitrary: own.map((list) => list.slice(0, -1).join(' ')) },
      { weight: 1, arbitrary: own.map((list) => [...list, 'extra'].join(' ')) },
      { weight: 1, arbitrary: generic },
    );
    return values.map((value) => ({ type: type as string, value }));
  });

/** What zones have most. */
export const common = fc.constantFrom(
  { type: 'A', value: '192.0.2.7' },
  { type: 'AAAA', value: '2001:db8::7' },
  { type: 'MX', value: '10 ns1' },
  { type: 'TXT', value: '"v=TLSRPTv1; rua=mailto:a@b.example"' },
  { type: 'TXT', value: 'v=TLSRPTv1; rua=mailto:a@b.example' },
  { type: 'CNAME', value: 'www' },
  { type: 'NS', value: 'a' },
  { type: 'NS', value: 'B' },
  { type: 'NS', value: 'b' },
  { type: 'MX', value: '10 NS1' },
  { type: 'TYPE65280', value: '\\# 3 010203' },
  { type: 'type1', value: '192.0.2.9' },
);
