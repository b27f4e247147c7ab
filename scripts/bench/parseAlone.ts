/** Parses a zone file a few times with one parser and prints the times in milliseconds: a process of its own each. */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { ZoneDocument } from '../../server/src/zone/document.js';

const [parser = '', entry = '', file = '', runs = '1'] = process.argv.slice(2);
const text = readFileSync(file, 'latin1');
void main();

async function main(): Promise<void> {
  const parse = await parserNamed(parser);
  const times: number[] = [];
  for (let run = 0; run < Number(runs); run++) {
    const start = performance.now();
    parse(text);
    times.push(performance.now() - start);
  }
  console.log(JSON.stringify(times));
}

async function parserNamed(name: string): Promise<(text: string) => unknown> {
  switch (name) {
    case 'tls-rpt':
      return (zone) => new ZoneDocument(zone);
    case 'dns-zonefile': {
      const module: { default: { parse(text: string): unknown } } = await import(pathToFileURL(entry).href);
      return (zone) => module.default.parse(zone);
    }
    case 'dnsz': {
      const module: { parseZone(text: string): unknown } = await import(pathToFileURL(entry).href);
      return (zone) => module.parseZone(zone);
    }
    default:
      throw new Error(`No parser ${name}.`);
  }
}
