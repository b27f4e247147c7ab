import { type FieldFault, fieldBad, fieldOk } from '../input.js';
import type { Kind } from './kind.js';
import { decimal } from './numbers.js';

/** Names of IP protocols. BIND asks the system's database of protocols; these are the names that such have. */
const protocols: Readonly<Record<string, number>> = {
  ip: 0,
  icmp: 1,
  igmp: 2,
  ggp: 3,
  st: 5,
  tcp: 6,
  egp: 8,
  igp: 9,
  pup: 12,
  udp: 17,
  hmp: 20,
  'xns-idp': 22,
  rdp: 27,
  'iso-tp4': 29,
  dccp: 33,
  ipv6: 41,
  rsvp: 46,
  gre: 47,
  esp: 50,
  ah: 51,
  'ipv6-icmp': 58,
  ospf: 89,
  ipip: 94,
  pim: 103,
  vrrp: 112,
  l2tp: 115,
  sctp: 132,
  udplite: 136,
};

const TCP = 6;
const UDP = 17;

const both =
  'echo=7 discard=9 sink=9 null=9 daytime=13 chargen=19 ttytst=19 source=19 time=37 timserver=37 tacacs=49 domain=53 ' +
  'kerberos=88 sunrpc=111 portmapper=111 snmp=161 snmp-trap=162 snmptrap=162 ldap=389 svrloc=427 https=443 ' +
  'kpasswd=464 syslog=514 rtsp=554 ldaps=636 domain-s=853';
const tcpOnly =
  'tcpmux=1 systat=11 users=11 netstat=15 qotd=17 quote=17 ftp-data=20 ftp=21 ssh=22 telnet=23 smtp=25 mail=25 ' +
  'whois=43 nicname=43 gopher=70 finger=79 http=80 www=80 iso-tsap=102 tsap=102 acr-nema=104 dicom=104 poppassd=106 ' +
  'pop3=110 pop-3=110 auth=113 ident=113 tap=113 nntp=119 epmap=135 netbios-ssn=139 imap2=143 imap=143 mailq=174 ' +
  'bgp=179 smux=199 qmtp=209 z3950=210 wais=210 snpp=444 microsoft-ds=445 submissions=465 smtps=465 exec=512 ' +
  'login=513 shell=514 cmd=514 printer=515 spooler=515 uucp=540 klogin=543 kshell=544 nntps=563 submission=587 ' +
  'qmqp=628 ipp=631 rsync=873 ftps-data=989 ftps=990 telnets=992 imaps=993 pop3s=995';
const udpOnly =
  'fsp=21 bootps=67 bootpc=68 tftp=69 ntp=123 netbios-ns=137 netbios-dgm=138 xdmcp=177 isakmp=500 biff=512 ' +
  'comsat=512 who=513 whod=513 talk=517 ntalk=518 route=520 router=520 routed=520';

function ports(list: string): Map<string, number> {
  return new Map(list.split(' ').map((pair) => [pair.split('=')[0] ?? '', Number(pair.split('=')[1])]));
}

const tcpPorts = ports(`${both} ${tcpOnly}`);
const udpPorts = ports(`${both} ${udpOnly}`);

/** The protocol of a WKS record (RFC 1035 section 3.4.2): a number or a name. */
export const internetProtocol: Kind = {
  read(input) {
    input.number = -1;
    const fault = input.word();
    if (fault !== fieldOk) return fault;
    const number = decimal(input.text, input.start, input.end, 0xff);
    input.number = number < 0 ? (protocols[input.taken.toLowerCase()] ?? -1) : number;
    if (input.number < 0) return fieldBad;
    input.wire.put(input.number);
    return fieldOk;
  },
  print: (wire) => String(wire.get8()),
};

/** Ports up to the end, by number or by name, as a bitmap; or none. */
export const services: Kind = {
  read(input) {
    const given = new Set<number>();
    const protocol = input.number;
    let fault: FieldFault = fieldOk;
    while (input.more && fault === fieldOk) {
      fault = input.word();
      if (fault !== fieldOk) return fault;
      let port = decimal(input.text, input.start, input.end, 0xffff);
      if (port < 0) {
        const name = input.taken.toLowerCase();
        const tcp = protocol === UDP ? undefined : tcpPorts.get(name);
        port = tcp ?? (protocol === TCP ? undefined : udpPorts.get(name)) ?? -1;
      }
      if (port < 0) fault = fieldBad;
      else given.add(port);
    }
    const last = Math.max(-1, ...given);
    for (let octet = 0; octet * 8 <= last; octet++) {
      let value = 0;
      for (let bit = 0; bit < 8; bit++) if (given.has(octet * 8 + bit)) value |= 0x80 >> bit;
      input.wire.put(value);
    }
    return fault;
  },
  print(wire) {
    const octets = wire.rest();
    if (octets.length > 8192 || octets.endsWith('\0')) return undefined;
    const printed: number[] = [];
    for (let port = 0; port < octets.length * 8; port++) {
      if ((octets.charCodeAt(port >> 3) & (0x80 >> (port & 7))) !== 0) printed.push(port);
    }
    return printed.join(' ');
  },
};
